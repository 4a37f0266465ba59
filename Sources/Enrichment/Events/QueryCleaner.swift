/// Reduces a query string to the parameters of the allow-list, before anything is stored.
struct QueryCleaner: Sendable {
  private let names: Set<[UInt8]>
  /// Names that end in `*` allow what begins like them.
  private let prefixes: [[UInt8]]
  private static let longestValue = 256

  init(allowing names: [String]) {
    self.names = Set(names.filter { !$0.hasSuffix("*") }.map { Array($0.utf8) })
    prefixes = names.filter { $0.hasSuffix("*") }.map { Array($0.utf8.dropLast()) }
  }

  /// Appends the allowed parameters in their order, joined by `&`.
  func clean(_ query: RawSpan, into output: inout [UInt8]) {
    let start = output.count
    var offset = 0
    while offset < query.byteCount {
      let end = query.firstIndex(of: UInt8(ascii: "&"), from: offset) ?? query.byteCount
      let equals = query.firstIndex(of: UInt8(ascii: "="), from: offset).map { min($0, end) } ?? end
      if equals > offset, equals - offset <= 64, isAllowed(query.bytes(offset, equals)) {
        if output.count > start { output.append(UInt8(ascii: "&")) }
        output.append(query, offset, min(end, equals + 1 + Self.longestValue), maskingMail: true)
      }
      offset = end + 1
    }
  }

  private func isAllowed(_ name: [UInt8]) -> Bool {
    names.contains(name) || prefixes.contains { name.starts(with: $0) }
  }
}

extension RawSpan {
  func bytes(_ start: Int, _ end: Int) -> [UInt8] { (start..<end).map { byte($0) } }

  /// Whether an `@` stands in the range, plain or percent-encoded.
  func holdsMail(_ start: Int, _ end: Int) -> Bool {
    for offset in start..<end {
      switch byte(offset) {
      case UInt8(ascii: "@"): return true
      case UInt8(ascii: "%") where offset + 2 < end:
        if byte(offset + 1) == UInt8(ascii: "4"), byte(offset + 2) == UInt8(ascii: "0") {
          return true
        }
      default: continue
      }
    }
    return false
  }
}

extension [UInt8] {
  /// Appends a run of bytes; with `maskingMail`, a run that holds a mail address keeps its name only.
  mutating func append(_ bytes: RawSpan, _ start: Int, _ end: Int, maskingMail: Bool) {
    guard maskingMail, bytes.holdsMail(start, end) else {
      for offset in start..<end { append(bytes.byte(offset)) }
      return
    }
    let equals = bytes.firstIndex(of: UInt8(ascii: "="), from: start).map { $0 + 1 } ?? start
    for offset in start..<Swift.min(equals, end) { append(bytes.byte(offset)) }
    append(contentsOf: "[mail]".utf8)
  }
}
