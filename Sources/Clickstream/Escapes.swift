/// Backslash escapes as web servers write them into log lines.
package enum Escapes {
  /// The bytes that an escaped field stands for: `\xHH \" \\ \n \r \t \b \v \f`.
  ///
  /// A backslash before anything else is kept as it stands.
  package static func decode(_ bytes: RawSpan, _ range: ByteRange) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(Int(range.length))
    var index = range.start
    while index < range.end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < range.end {
        let next = bytes[index + 1]
        if let plain = plain(next) {
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
      }
      result.append(byte)
      index += 1
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
