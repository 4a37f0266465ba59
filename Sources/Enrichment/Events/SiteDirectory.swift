package import Clickstream

/// Which site a line belongs to.
package struct SiteDirectory: Sendable {
  package struct Entry: Sendable {
    package let id: Int64
    package let site: Site
    /// Bytes of `Site.visitParameter`.
    let visitParameter: [UInt8]
  }

  package let entries: [Entry]
  /// For lines without a host: the site given, or the only one.
  private let hostless: Int?
  private let byHost: [String: Int]
  private let anyHost: Int?
  private var memo: [Int64: Int] = [:]

  /// - Parameter site: name of the site that lines without a host belong to.
  package init(_ sites: [Site], ids: Ids, hostless site: String?) {
    entries = sites.map {
      Entry(
        id: ids.id(.site, text: $0.name), site: $0, visitParameter: Array($0.visitParameter.utf8))
    }
    hostless =
      site.map { name in sites.firstIndex { $0.name == name } } ?? (sites.count == 1 ? 0 : nil)
    anyHost = sites.firstIndex { $0.hosts.isEmpty }
    byHost = Dictionary(
      sites.enumerated().flatMap { index, site in site.hosts.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
  }

  package func find(_ name: String) -> Entry? { entries.first { $0.site.name == name } }

  /// The site of lines without a host; nil where there are several and none was named.
  package var hostlessEntry: Entry? { hostless.map { entries[$0] } }

  /// Index of the site of a host as logged; nil when no site declares it.
  mutating func index(ofHost host: RawSpan, ids: Ids) -> Int? {
    guard host.byteCount > 0 else { return hostless }
    let key = ids.id(.site, host)
    if let known = memo[key] { return known < 0 ? nil : known }
    let index = byHost[Self.normalised(host)] ?? anyHost
    if memo.count > 10_000 { memo.removeAll() }
    memo[key] = index ?? -1
    return index
  }

  /// Lower case, without port and closing dot.
  static func normalised(_ host: RawSpan) -> String {
    var text = PrintableText.string(from: host).lowercased()[...]
    // More than one colon without brackets is an IPv6 address, and no port.
    if let colon = text.lastIndex(of: ":"),
      text.hasPrefix("[") || text.firstIndex(of: ":") == colon,
      text[text.index(after: colon)...].utf8.allSatisfy({ (48...57).contains($0) })
    {
      text = text[..<colon]
    }
    if text.hasSuffix(".") { text = text.dropLast() }
    return String(text)
  }
}
