/// Parts a request target into path and query; what names a person in a path is masked.
enum PathCleaner {
  struct Parts {
    var path: Range<Int>
    var query: Range<Int>
  }

  /// Origin form and absolute form (RFC 9112 section 3.2); a fragment is dropped.
  static func parts(of target: RawSpan) -> Parts {
    var start = 0
    let count = target.byteCount
    if count > 0, target.byte(0) != UInt8(ascii: "/") {
      for scheme: StaticString in ["http://", "https://"] where target.starts(with: scheme) {
        start =
          target.firstIndex(of: UInt8(ascii: "/"), from: scheme.utf8CodeUnitCount) ?? count
      }
    }
    let end = target.firstIndex(of: UInt8(ascii: "#"), from: start) ?? count
    let mark = target.firstIndex(of: UInt8(ascii: "?"), from: start).map { min($0, end) } ?? end
    return Parts(path: start..<mark, query: min(mark + 1, end)..<end)
  }

  /// The path with each segment that holds a mail address masked.
  static func masked(_ path: RawSpan) -> [UInt8] {
    var output: [UInt8] = []
    var offset = 0
    while offset <= path.byteCount {
      let end = path.firstIndex(of: UInt8(ascii: "/"), from: offset) ?? path.byteCount
      if path.holdsMail(offset, end) {
        output.append(contentsOf: "[mail]".utf8)
      } else {
        output.append(path, offset, end, maskingMail: false)
      }
      if end < path.byteCount { output.append(UInt8(ascii: "/")) }
      offset = end + 1
    }
    return output
  }
}
