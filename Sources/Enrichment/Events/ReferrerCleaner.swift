import Clickstream

/// Cleans a referrer: no user, no fragment, no parameter that is not allowed, no whole address.
struct ReferrerCleaner: Sendable {
  let queries: QueryCleaner
  /// The longest name that DNS knows; what is longer is no host.
  private static let longestHost = 253

  struct Cleaned {
    var url: [UInt8]
    var host: String?
  }

  /// nil where there is none (`-` or empty).
  func clean(_ raw: RawSpan) -> Cleaned? {
    guard raw.byteCount > 0, !raw.equals("-") else { return nil }
    guard let scheme = raw.webSchemeLength, let host = host(raw, from: scheme) else {
      return Cleaned(url: opaque(raw), host: nil)
    }
    let rest = raw.extracting(raw.authorityEnd(from: scheme)..<raw.byteCount)
    let parts = PathCleaner.parts(of: rest)
    var url = raw.bytes(0, scheme).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    url.append(contentsOf: host.utf8)
    if parts.path.isEmpty { url.append(UInt8(ascii: "/")) }
    url += PathCleaner.masked(rest.extracting(parts.path))
    var query: [UInt8] = []
    queries.clean(rest.extracting(parts.query), clicks: .dropped, into: &query)
    if !query.isEmpty {
      url.append(UInt8(ascii: "?"))
      url += query
    }
    return Cleaned(url: url, host: host)
  }

  /// The host without user, port and case; an address is cut as visitors' addresses are.
  private func host(_ raw: RawSpan, from scheme: Int) -> String? {
    let end = raw.authorityEnd(from: scheme)
    var start = scheme
    while let user = raw.firstIndex(of: UInt8(ascii: "@"), from: start, to: end) {
      start = user + 1
    }
    let host = SiteDirectory.normalised(raw.extracting(start..<end))
    guard !host.isEmpty, host.utf8.count <= Self.longestHost else { return nil }
    guard let address = IPAddress(host)?.cut() else { return host }
    return address.isV4 ? address.description : "[\(address)]"
  }

  /// What is no web address is kept as text, without what may follow `?` or `#`.
  private func opaque(_ raw: RawSpan) -> [UInt8] {
    let count = raw.byteCount
    let fragment = raw.firstIndex(of: UInt8(ascii: "#"), from: 0, to: count) ?? count
    let end = raw.firstIndex(of: UInt8(ascii: "?"), from: 0, to: fragment) ?? fragment
    return raw.holdsMail(0, end) ? Array(MailMask.mark) : raw.bytes(0, end)
  }
}
