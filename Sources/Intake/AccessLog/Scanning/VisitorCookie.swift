import Clickstream

/// The first-party visitor cookie that the shipped log lines write as the first further field.
///
/// nginx writes `"$uid_got$uid_set"`, one of which is `-`, so `"uid=HEX-"` or `"-uid=HEX"`; Apache
/// writes `"footfall=VALUE"`.
enum VisitorCookie {
  private static let names: [StaticString] = ["footfall=", "uid="]
  private static let lengths = 8...128

  /// The cookie's value in a quoted field, or an empty range.
  static func find(in field: ByteRange, _ bytes: RawSpan) -> ByteRange {
    var start = field.start
    var end = field.end
    if start < end, bytes.byte(at: start) == Ascii.hyphen { start += 1 }
    if start < end, bytes.byte(at: end - 1) == Ascii.hyphen { end -= 1 }
    var isNamed = false
    for name in names where !isNamed && end - start > name.utf8CodeUnitCount {
      let matches = name.withUTF8Buffer { text in
        (0..<text.count).allSatisfy { unsafe bytes.byte(at: start + $0) == text[$0] }
      }
      guard matches else { continue }
      start += name.utf8CodeUnitCount
      isNamed = true
    }
    let value = ByteRange(start, end)
    let isValue =
      isNamed
      ? lengths.contains(Int(value.length))
        && value.range.allSatisfy { isTokenByte(bytes.byte(at: $0)) }
      : value.length == 32 && value.range.allSatisfy { isHexByte(bytes.byte(at: $0)) }
    return isValue ? value : .empty
  }

  private static func isHexByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  /// Letters, digits and the marks of addresses and times.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3a, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
    default: false
    }
  }
}
