package import Clickstream

/// Tells the kind of a hit from method, path and status: the first rule that fits.
package enum EventKinds {
  /// To be raised with each change of the rules that `kind(ofStored:…)` tells anew.
  package static let version: Int16 = 1

  /// The kind of a hit whose path is stored.
  ///
  /// - Parameter isLinked: whether a page of the site led there, as `isLinked(from:_:)` tells.
  package static func kind(
    ofStored path: String, method: Event.Method, status: Int16, isLinked: Bool
  ) -> EventKind {
    let bytes = Array(path.utf8)
    let span = unsafe bytes.span.bytes
    let kind = kind(isMalformed: false, method: method, path: span, status: status)
    return kind == .probe && isLinked && isDeadLink(span, status) ? .error : kind
  }

  /// Whether the host of a referrer is one of the site's; of a site that declares none any is.
  package static func isLinked(from host: String?, _ hosts: [String]) -> Bool {
    guard let host else { return false }
    return hosts.isEmpty || ReferringHost(host)?.isWithin(hosts) ?? false
  }

  /// Whether the path, where a page of the site led there, is a dead link and no probe.
  static func isDeadLink(_ path: RawSpan, _ status: Int16) -> Bool {
    (400...499).contains(status) && Probes.isEmbedded(path)
  }

  static func kind(
    isMalformed: Bool, method: Event.Method, path: RawSpan, status: Int16
  ) -> EventKind {
    if isMalformed { return .malformed }
    if path.equals("/robots.txt"), !method.isWriting { return .robots }
    if Probes.isSecret(path) { return .probe }
    if (400...499).contains(status) { return Probes.holds(path) ? .probe : .error }
    if (500...599).contains(status) { return .error }
    // A form that was taken often answers with the page to see next; the others ask for it anew.
    if method.isWriting, status == 302 || status == 303 { return .submission }
    if (300...399).contains(status), status != 304 { return .redirect }
    if method.isWriting { return .submission }
    guard method == .get, (200...399).contains(status) else { return .other }
    if isForMachines(path) { return .machine }
    switch FileType.of(path) {
    case .download: return .download
    case .asset: return .asset
    case nil: return .page
    }
  }

  /// Sitemaps, feeds, well-known files, health checks, and doors that are for no reader.
  private static func isForMachines(_ path: RawSpan) -> Bool {
    path.ends(with: "/wp-login.php") || path.ends(with: "/xmlrpc.php")
      || path.starts(with: "/.well-known/")
      || path.starts(with: "/sitemap") && path.ends(with: ".xml")
      || path.starts(with: "/health") || path.ends(with: ".rss") || path.ends(with: ".atom")
      || path.equals("/feed") || path.ends(with: "/feed/") || path.ends(with: "/feed")
      || path.starts(with: "/feed/") || path.ends(with: "/feed.xml")
      || path.ends(with: "/rss.xml") || path.ends(with: "/atom.xml")
  }
}

extension Event.Method {
  static let get = Event.Method("GET")
  private static let writing: Set<Event.Method> = [
    Event.Method("POST"), Event.Method("PUT"), Event.Method("PATCH"), Event.Method("DELETE"),
  ]

  var isWriting: Bool { self != .get && Self.writing.contains(self) }
}
