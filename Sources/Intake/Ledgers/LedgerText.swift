/// The text of a file of rows as UTF-8, whatever it was written in.
package enum LedgerText {
  /// Decodes a file of an encoding that was named; nil where it is none of it.
  ///
  /// A byte-order mark tells better what it is. Says whether nothing tells: then it is taken for
  /// Windows-1252.
  static func utf8(
    _ bytes: [UInt8], _ encoding: LedgerEncoding?
  ) -> (text: [UInt8], isGuessed: Bool)? {
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    if let encoding, !marks.contains(where: { bytes.starts(with: $0) }) {
      return encoding.utf8(bytes).map { ($0, false) }
    }
    return told(bytes).map { ($0, false) } ?? (windows1252(bytes), true)
  }

  /// Decodes a file: UTF-8 and UTF-16 with or without byte-order mark, else Windows-1252.
  package static func utf8(_ bytes: [UInt8]) -> [UInt8] { told(bytes) ?? windows1252(bytes) }

  /// What the bytes tell themselves; nil where they do not.
  private static func told(_ bytes: [UInt8]) -> [UInt8]? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let text = Array(bytes.dropFirst(3))
      return told(text) ?? windows1252(text)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
    // Text of which every other byte is zero was written in UTF-16 without saying so.
    let head = bytes.prefix(64)
    if head.count >= 4 {
      let (even, odd) = (0..<head.count).reduce(into: (0, 0)) { zeros, index in
        guard head[index] == 0 else { return }
        if index.isMultiple(of: 2) { zeros.0 += 1 } else { zeros.1 += 1 }
      }
      if odd * 4 >= head.count, even == 0 { return utf16(bytes[...], isBigEndian: false) }
      if even * 4 >= head.count, odd == 0 { return utf16(bytes[...], isBigEndian: true) }
    }
    return String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let scalar =
        (0x80...0x9F).contains(byte)
        ? Unicode.Scalar(UInt32(high[Int(byte) - 0x80])) : Unicode.Scalar(UInt32(byte))
      text.append(scalar ?? "\u{FFFD}")
    }
    return Array(String(text).utf8)
  }

  /// What Windows-1252 has for 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252).
  private static let high: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
