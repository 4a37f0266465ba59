/// Finds what may be a mail address in bytes that are to be stored, and puts a mark in its place.
enum MailMask {
  static let mark = "[mail]".utf8

  /// Bytes with each run between `separators` masked that may hold a mail address.
  static func masked(_ bytes: RawSpan, separators: Set<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.byteCount)
    var start = 0
    for offset in 0...bytes.byteCount {
      let isEnd = offset == bytes.byteCount
      guard isEnd || separators.contains(bytes.byte(offset)) else { continue }
      if bytes.holdsMail(start, offset) {
        output.append(contentsOf: mark)
      } else {
        output.append(bytes, start, offset)
      }
      if !isEnd { output.append(bytes.byte(offset)) }
      start = offset + 1
    }
    return output
  }
}

extension RawSpan {
  /// Whether an `@` stands in the range: plain, or percent-encoded any number of times.
  func holdsMail(_ start: Int, _ end: Int) -> Bool {
    if firstIndex(of: UInt8(ascii: "@"), from: start, to: end) != nil { return true }
    var rest = start
    while let percent = firstIndex(of: UInt8(ascii: "%"), from: rest, to: end) {
      rest = percent + 1
      while rest + 2 < end, matches("25", at: rest) { rest += 2 }
      if rest + 2 <= end, matches("40", at: rest) { return true }
    }
    return false
  }
}
