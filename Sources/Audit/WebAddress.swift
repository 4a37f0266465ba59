import Clickstream

/// The address of a page: absolute, of http or https, with its path made whole (RFC 3986).
package struct WebAddress: Hashable, Sendable {
  /// Longer ones are none.
  package static let lengthLimit = 2_000

  /// `http` or `https`.
  package let scheme: String
  /// Lower case; an IPv6 address in its brackets.
  package let host: String
  /// Nil where it is the usual one of the scheme.
  package let port: Int?
  /// Begins with a slash and holds no `.` nor `..`.
  package let path: String
  package let query: String?
  /// As it is written; nil where there is none.
  package let fragment: String?

  /// Reads an absolute address.
  package init?(_ text: String) {
    self.init(text, against: nil)
  }

  /// Resolves what a link says, as section 5.2 says; nil where it is no page of the web.
  ///
  /// As browsers do, it drops blanks around it and line ends within it, takes a backslash for a slash,
  /// and encodes what no address holds. A user's name and password are dropped.
  package init?(_ reference: String, against base: WebAddress?) {
    guard reference.utf8.count <= Self.lengthLimit * 2 else { return nil }
    let parts = ReferenceParts(reference)
    if let scheme = parts.scheme {
      guard scheme == "http" || scheme == "https", let authority = parts.authority else {
        return nil
      }
      self.init(
        scheme: scheme, authority: authority, path: parts.path, query: parts.query,
        fragment: parts.fragment)
      return
    }
    guard let base else { return nil }
    if let authority = parts.authority {
      self.init(
        scheme: base.scheme, authority: authority, path: parts.path, query: parts.query,
        fragment: parts.fragment)
      return
    }
    let path: String
    var query = parts.query
    if parts.path.isEmpty {
      path = base.path
      query = parts.query ?? base.query
    } else if parts.path.utf8.first == UInt8(ascii: "/") {
      path = parts.path
    } else {
      let folder = base.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { base.path[...$0] } ?? "/"
      path = folder + parts.path
    }
    self.init(
      scheme: base.scheme, host: base.host, port: base.port, path: Self.withoutDots(path),
      query: query, fragment: parts.fragment)
  }

  private init?(
    scheme: String, authority: String, path: String, query: String?, fragment: String?
  ) {
    var place = authority[...]
    if let at = place.utf8.lastIndex(of: UInt8(ascii: "@")) {
      place = place[place.utf8.index(after: at)...]
    }
    var port: Int?
    let end =
      place.utf8.last == UInt8(ascii: "]") ? nil : place.utf8.lastIndex(of: UInt8(ascii: ":"))
    if let end {
      let digits = place[place.utf8.index(after: end)...]
      if !digits.isEmpty {
        guard digits.utf8.allSatisfy({ $0 &- 48 < 10 }), let number = Int(digits),
          (1...65_535).contains(number)
        else { return nil }
        port = number == (scheme == "http" ? 80 : 443) ? nil : number
      }
      place = place[..<end]
    }
    guard let host = Self.host(place) else { return nil }
    self.init(
      scheme: scheme, host: host, port: port, path: Self.withoutDots(path), query: query,
      fragment: fragment)
  }

  private init?(
    scheme: String, host: String, port: Int?, path: String, query: String?, fragment: String?
  ) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    self.query = query
    self.fragment = fragment
    guard text.utf8.count <= Self.lengthLimit else { return nil }
  }

  /// A page of the same host.
  package func page(_ path: String, query: String? = nil) -> WebAddress? {
    WebAddress(
      scheme: scheme, host: host, port: port, path: Self.withoutDots(path), query: query,
      fragment: nil)
  }

  /// The whole address, without the fragment.
  package var text: String {
    "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(target)"
  }

  /// What a server is asked for: path and query.
  package var target: String { path + (query.map { "?\($0)" } ?? "") }

  /// The port that is connected to.
  package var effectivePort: Int { port ?? (scheme == "http" ? 80 : 443) }

  private static func host(_ text: Substring) -> String? {
    let bytes = Array(text.utf8)
    guard (1...255).contains(bytes.count) else { return nil }
    if bytes[0] == UInt8(ascii: "[") {
      let inner = bytes.dropFirst().dropLast()
      let isAddress = inner.allSatisfy { byte in
        switch byte {
        case 48...58, 65...70, 97...102, UInt8(ascii: "."): true
        default: false
        }
      }
      return bytes.last == UInt8(ascii: "]") && inner.count >= 2 && isAddress
        ? text.lowercased() : nil
    }
    if bytes.allSatisfy({ $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }) { return String(text) }
    return DomainName.ascii(normalising: String(text))
  }

  /// Section 5.2.4: without `.` and `..`, also where they are encoded.
  static func withoutDots(_ path: String) -> String {
    var output: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    var isFolder = false
    for segment in path.utf8.first == UInt8(ascii: "/") ? segments.dropFirst() : segments[...] {
      isFolder = false
      switch dots(segment) {
      case 1: isFolder = true
      case 2:
        _ = output.popLast()
        isFolder = true
      default: output.append(segment)
      }
    }
    return "/" + output.joined(separator: "/") + (isFolder && !output.isEmpty ? "/" : "")
  }

  /// How many dots a segment is; 0 where it is something else.
  private static func dots(_ segment: Substring) -> Int {
    guard segment.utf8.count <= 6 else { return 0 }
    switch segment.lowercased().replacing("%2e", with: ".") {
    case ".": return 1
    case "..": return 2
    default: return 0
    }
  }
}
