package import Clickstream

/// Cleans a referrer: no user, no fragment, no parameter that is not allowed.
struct ReferrerCleaner: Sendable {
  let queries: QueryCleaner
  private static let longest = 2_048

  struct Cleaned {
    var url: [UInt8]
    var host: String?
  }

  /// nil where there is none (`-` or empty).
  func clean(_ raw: RawSpan) -> Cleaned? {
    let count = min(raw.byteCount, Self.longest)
    guard count > 0, !(count == 1 && raw.byte(0) == UInt8(ascii: "-")) else { return nil }
    let raw = raw.extracting(0..<count)
    guard let authority = authorityStart(raw) else {
      // No web address: kept as text, without what may follow a question mark.
      let end = raw.firstIndex(of: UInt8(ascii: "?")) ?? count
      var url: [UInt8] = []
      url.append(raw, 0, end, maskingMail: true)
      return Cleaned(url: url, host: nil)
    }
    var hostStart = authority
    var authorityEnd = authority
    while authorityEnd < count {
      let byte = raw.byte(authorityEnd)
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
        break
      }
      if byte == UInt8(ascii: "@") { hostStart = authorityEnd + 1 }
      authorityEnd += 1
    }
    let host = SiteDirectory.normalised(raw.extracting(hostStart..<authorityEnd))
    var url = raw.bytes(0, authority).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    url.append(contentsOf: host.utf8)
    let parts = PathCleaner.parts(of: raw.extracting(authorityEnd..<count))
    let rest = raw.extracting(authorityEnd..<count)
    url.append(contentsOf: PathCleaner.masked(rest.extracting(parts.path)))
    var query: [UInt8] = []
    queries.clean(rest.extracting(parts.query), into: &query)
    if !query.isEmpty {
      url.append(UInt8(ascii: "?"))
      url += query
    }
    return Cleaned(url: url, host: host.isEmpty ? nil : host)
  }

  /// Where the authority of an http or https address begins.
  private func authorityStart(_ raw: RawSpan) -> Int? {
    for scheme: StaticString in ["http://", "https://"] {
      let length = scheme.utf8CodeUnitCount
      guard raw.byteCount >= length else { continue }
      let lower = raw.bytes(0, length).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      if unsafe lower.span.bytes.starts(with: scheme) { return length }
    }
    return nil
  }
}
