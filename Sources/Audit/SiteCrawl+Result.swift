package import Clickstream

/// A page as an audit found it.
package struct AuditedPage: Equatable, Sendable {
  package let path: String
  package let title: String
  /// The hash of what people read there.
  package let fingerprint: Int64
  /// When it was changed, as the page itself, the server or the file says; nil where none does.
  package let changed: Instant?

  package init(path: String, title: String, fingerprint: Int64, changed: Instant?) {
    self.path = path
    self.title = title
    self.fingerprint = fingerprint
    self.changed = changed
  }
}

/// What an audit found.
package struct AuditResult: Sendable {
  package var pages: [AuditedPage] = []
  /// By page, in the order of reading.
  package var findings: [AuditFinding] = []
  package var links = 0
  package var leftOut = 0
  package var disallowed = 0
  package var outside = 0

  /// So many are kept; what a page tree made by a machine holds beyond is not.
  package static let findingLimit = 50_000

  package init() {}
}

extension SiteCrawl {
  /// What was found, once nothing is left to do.
  ///
  /// - Parameter now: a page that says it was changed later says nothing.
  package func result(now: Instant, zone: Zone) -> AuditResult {
    var result = AuditResult()
    var paths: [String: Int] = [:]
    var told: Set<AuditFinding> = []
    let today = zone.day(of: now)
    func tell(_ finding: AuditFinding) {
      guard result.findings.count < AuditResult.findingLimit, told.insert(finding).inserted else {
        return
      }
      result.findings.append(finding)
    }
    for page in pages {
      let path = addresses[page.target].path
      // Of one path under several queries the first stands for all.
      if paths[path] == nil {
        paths[path] = result.pages.count
        let ownDay = page.content.modified.flatMap { $0 <= today ? $0 : nil }
        let changed = ownDay.map(zone.start) ?? page.changed
        result.pages.append(
          AuditedPage(
            path: path, title: page.content.title, fingerprint: page.content.fingerprint,
            changed: changed.flatMap { $0 <= now ? $0 : nil }))
      }
      for finding in page.findings { tell(finding) }
      if let cut = page.content.cut {
        tell(AuditFinding(.unreadable, path: path, detail: "not read whole: \(cut.rawValue)"))
      }
      for link in page.links {
        if let finding = finding(link.target, link.fragment, on: path) { tell(finding) }
      }
    }
    for (target, address) in addresses.enumerated() where scope.holds(address) {
      guard case .failed(let reason)? = outcomes[target] else { continue }
      tell(AuditFinding(.unreadable, path: address.path, detail: reason))
    }
    for finding in facts.unread(paths: result.pages.map(\.path)) { tell(finding) }
    result.links = linkCount
    result.leftOut = leftOut
    result.disallowed = disallowed
    result.outside = outside
    return result
  }

  /// What is the matter with a link.
  private func finding(_ first: Int, _ fragment: String?, on path: String) -> AuditFinding? {
    let address = addresses[first]
    let shown = scope.holds(address) ? address.path : address.shown
    var target = first
    var seen: Set<Int> = [first]
    var isForGood = false
    while case .moved(let next, let permanent)? = outcomes[target] {
      if target == first { isForGood = permanent }
      guard seen.insert(next).inserted else {
        return AuditFinding(
          .deadLink, path: path, target: shown, detail: "it is sent on in a circle")
      }
      target = next
    }
    switch outcomes[target] {
    case .gone(let reason):
      return AuditFinding(.deadLink, path: path, target: shown, detail: reason)
    case .failed(let reason) where !scope.holds(addresses[target]):
      return AuditFinding(.deadLink, path: path, target: shown, detail: reason)
    case .movedOff(let place):
      return AuditFinding(
        .redirectedLink, path: path, target: shown, detail: "leads off the site to \(place)")
    case .page(let index):
      if let fragment, !holds(fragment, pages[index]) {
        return AuditFinding(
          .missingAnchor, path: path, target: "\(shown)#\(fragment)",
          detail: "there is no such place in the page")
      }
      fallthrough
    default:
      // A slash at the end costs nobody anything.
      guard isForGood, target != first, scope.holds(addresses[target]),
        addresses[target].path != address.path + "/"
      else { return nil }
      return AuditFinding(
        .redirectedLink, path: path, target: shown,
        detail: "has moved for good to \(addresses[target].path)")
    }
  }

  /// Whether a page has the place that a fragment names; what programs of the page read, and what
  /// was not read whole, has any.
  private func holds(_ fragment: String, _ page: ReadPage) -> Bool {
    guard let anchors = page.anchors, page.content.cut == nil else { return true }
    if fragment.isEmpty || fragment.lowercased() == "top" { return true }
    if "/!:?=".utf8.contains(fragment.utf8.first ?? 0) || fragment.contains("=") { return true }
    return anchors.contains(Self.hash(anchor: fragment))
      || anchors.contains(Self.hash(anchor: fragment.removingPercentEncoding))
  }
}
