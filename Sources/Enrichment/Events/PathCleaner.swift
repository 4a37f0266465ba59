/// Parts a request target into path and query; what names a person in a path is masked.
enum PathCleaner {
  struct Parts {
    var path: Range<Int>
    var query: Range<Int>
  }

  /// Origin form and absolute form (RFC 9112 section 3.2); a fragment is dropped.
  static func parts(of target: RawSpan) -> Parts {
    let count = target.byteCount
    var start = 0
    var scheme: Int?
    if count > 0, target.byte(0) != UInt8(ascii: "/") { scheme = target.webSchemeLength }
    if let scheme { start = target.authorityEnd(from: scheme) }
    let end = target.firstIndex(of: UInt8(ascii: "#"), from: start, to: count) ?? count
    let mark = target.firstIndex(of: UInt8(ascii: "?"), from: start, to: end) ?? end
    let query = min(mark + 1, end)..<end
    // The path of `http://host` is `/`, and the byte before the host is one.
    if let scheme, start == mark { return Parts(path: scheme - 1..<scheme, query: query) }
    return Parts(path: start..<mark, query: query)
  }

  /// The path with each segment that holds a mail address masked.
  static func masked(_ path: RawSpan) -> [UInt8] {
    MailMask.masked(path, separators: [UInt8(ascii: "/")])
  }
}
