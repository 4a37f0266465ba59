/// Escapes as web servers write them into log lines.
package enum Escapes {
  /// The bytes that an encoded field stands for.
  ///
  /// Backslashes: `\xHH \" \\ \n \r \t \b \v \f`, in JSON also `\/` and `\uHHHH`; one before
  /// anything else is kept as it stands, as is half of a surrogate pair.
  package static func decode(
    _ bytes: RawSpan, _ range: ByteRange, as encoding: TextEncoding = .backslash
  ) -> [UInt8] {
    switch encoding {
    case .backslash: decode(bytes, range, isJSON: false)
    case .json: decode(bytes, range, isJSON: true)
    case .plus: range.range.map { bytes[$0] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[$0] }
    case .percent: percentDecoded(percentDecoded(range.range.map { bytes[$0] }))
    case .plain: range.range.map { bytes[$0] }
    case .doubledQuotes: singleQuotes(bytes, range)
    case .colons: range.range.map { bytes[$0] == UInt8(ascii: ":") ? UInt8(ascii: "/") : bytes[$0] }
    }
  }

  private static func singleQuotes(_ bytes: RawSpan, _ range: ByteRange) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    var result: [UInt8] = []
    var index = range.start
    while index < range.end {
      result.append(bytes[index])
      let isPair = index + 1 < range.end && bytes[index] == quote && bytes[index + 1] == quote
      index += isPair ? 2 : 1
    }
    return result
  }

  private static func decode(_ bytes: RawSpan, _ range: ByteRange, isJSON: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Int(range.length))
    var index = range.start
    while index < range.end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < range.end {
        let next = bytes[index + 1]
        if let plain = plain(next) ?? (isJSON && next == UInt8(ascii: "/") ? next : nil) {
          result.append(plain)
          index += 2
          continue
        }
        if next == UInt8(ascii: "x"), index + 3 < range.end,
          let high = nibble(bytes[index + 2]), let low = nibble(bytes[index + 3])
        {
          result.append(high << 4 | low)
          index += 4
          continue
        }
        if isJSON, let (scalar, length) = unicodeEscape(bytes, at: index, to: range.end) {
          result.append(contentsOf: Array(String(scalar).utf8))
          index += length
          continue
        }
      }
      result.append(byte)
      index += 1
    }
    return result
  }

  /// `\uHHHH`, or two of them that make a pair.
  private static func unicodeEscape(
    _ bytes: RawSpan, at index: Int, to end: Int
  ) -> (Unicode.Scalar, length: Int)? {
    guard let first = codeUnit(bytes, at: index, to: end) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard first < 0xdc00, let second = codeUnit(bytes, at: index + 6, to: end),
      (0xdc00..<0xe000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { return nil }
    return (scalar, 12)
  }

  private static func codeUnit(_ bytes: RawSpan, at index: Int, to end: Int) -> UInt32? {
    guard index + 6 <= end, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for offset in 2..<6 {
      guard let digit = nibble(bytes[index + offset]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func percentDecoded(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
        let high = nibble(text[index + 1]), let low = nibble(text[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func plain(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "v"): 0x0b
    case UInt8(ascii: "f"): 0x0c
    default: nil
    }
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// A short sample for people: printable ASCII as it is, every other byte as `\xHH`, cut with `…`.
  package static func sample(_ bytes: some Sequence<UInt8>, limit: Int = 80) -> String {
    var result = ""
    for byte in bytes {
      let piece =
        (0x20...0x7e).contains(byte)
        ? String(UnicodeScalar(byte))
        : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      guard result.utf8.count + piece.utf8.count < limit else { return result + "…" }
      result += piece
    }
    return result
  }
}
