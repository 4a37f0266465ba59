/// Text out of hostile bytes: what PostgreSQL's `text` accepts and a terminal survives.
///
/// Valid UTF-8 is kept. Each byte of what is not valid, of control characters (C0, DEL, C1), line
/// and paragraph separators, marks that turn the direction of writing, and noncharacters becomes
/// `%HH`. A `%` that was there stays as it is: the text is for reading, not for turning back.
package enum PrintableText {
  /// The printable text of bytes; one scan and one copy where all is printable ASCII.
  package static func string(from bytes: RawSpan) -> String {
    if isPrintableASCII(bytes) {
      return unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.byteCount + 32)
    var position = 0
    while position < bytes.byteCount {
      let length = printableLength(bytes, at: position)
      if length == 0 {
        escape(bytes[position], into: &output)
        position += 1
      } else {
        for offset in position..<(position + length) { output.append(bytes[offset]) }
        position += length
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  package static func string(from bytes: [UInt8]) -> String {
    string(from: unsafe bytes.span.bytes)
  }

  /// The printable form of text that came from outside.
  package static func string(from text: String) -> String { string(from: Array(text.utf8)) }

  private static func isPrintableASCII(_ bytes: RawSpan) -> Bool {
    var position = 0
    // Eight bytes at a time: none with the high bit, none below a blank, none that is DEL.
    while position + 8 <= bytes.byteCount {
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      let high: UInt64 = 0x8080_8080_8080_8080
      let belowBlank = word &- 0x2020_2020_2020_2020
      let plusOne = word &+ 0x0101_0101_0101_0101
      guard (word | belowBlank | plusOne) & high == 0 else { return false }
      position += 8
    }
    while position < bytes.byteCount {
      guard (0x20...0x7e).contains(bytes[position]) else { return false }
      position += 1
    }
    return true
  }

  /// Bytes of the well-formed, printable scalar at `position`; 0 if there is none.
  private static func printableLength(_ bytes: RawSpan, at position: Int) -> Int {
    let first = bytes[position]
    if first < 0x80 { return (0x20...0x7e).contains(first) ? 1 : 0 }
    let (length, least): (Int, UInt32) =
      switch first {
      case 0xc2...0xdf: (2, 0x80)
      case 0xe0...0xef: (3, 0x800)
      case 0xf0...0xf4: (4, 0x1_0000)
      default: (0, 0)
      }
    guard length > 0, position + length <= bytes.byteCount else { return 0 }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length {
      let byte = bytes[position + offset]
      guard byte & 0xc0 == 0x80 else { return 0 }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    // A surrogate or a number past U+10FFFF is no scalar.
    guard value >= least, let scalar = Unicode.Scalar(value), isPrintable(scalar) else { return 0 }
    return length
  }

  /// Whether a character stands as it is.
  package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0x2028, 0x2029: false
    case 0x200e, 0x200f, 0x061c, 0x202a...0x202e, 0x2066...0x2069: false
    case 0xfdd0...0xfdef: false
    case let value: value & 0xfffe != 0xfffe
    }
  }

  private static func escape(_ byte: UInt8, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "%"))
    for nibble in [byte >> 4, byte & 15] {
      output.append(nibble < 10 ? 48 + nibble : 55 + nibble)
    }
  }
}
