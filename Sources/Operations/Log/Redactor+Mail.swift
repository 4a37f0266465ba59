extension Redactor {
  /// Mail addresses, `@` also written as `%40`, the local part also in quotes.
  static func mailAddresses(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while position < bytes.count {
      let length = lengthOfAt(bytes, at: position)
      guard length > 0 else {
        position += 1
        continue
      }
      let start = startOfLocalPart(bytes, before: position, notBefore: ranges.last?.upperBound ?? 0)
      var end = position + length
      while end < bytes.count, isDomain(bytes[end]) { end += 1 }
      if start < position, end > position + length,
        !isDatabaseUser(bytes, from: start, to: position)
      {
        ranges.append(start..<end)
      }
      position = max(end, position + length)
    }
    return ranges
  }

  /// `//user` after `postgresql:`.
  private static func isDatabaseUser(_ bytes: [UInt8], from start: Int, to at: Int) -> Bool {
    start > 0 && bytes[start..<at].starts(with: "//".utf8) && bytes[start - 1] == UInt8(ascii: ":")
      && !bytes[(start + 2)..<at].contains(UInt8(ascii: "/"))
      && isDatabase(bytes, before: start - 1)
  }

  private static func lengthOfAt(_ bytes: [UInt8], at position: Int) -> Int {
    if bytes[position] == UInt8(ascii: "@") { return 1 }
    return bytes[position...].starts(with: "%40".utf8) ? 3 : 0
  }

  private static func startOfLocalPart(
    _ bytes: [UInt8], before at: Int, notBefore limit: Int
  ) -> Int {
    var start = at
    if start > limit, bytes[start - 1] == UInt8(ascii: "\"") {
      return bytes[limit..<(start - 1)].lastIndex(of: UInt8(ascii: "\"")) ?? limit
    }
    while start > limit, isLocal(bytes[start - 1]) { start -= 1 }
    return start
  }

  /// Atom text (RFC 5322, section 3.2.3), dots, and whatever is not ASCII (RFC 6532).
  private static func isLocal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...: true
    default: "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    }
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...: true
    default: "-.[]:".utf8.contains(byte)
    }
  }
}
