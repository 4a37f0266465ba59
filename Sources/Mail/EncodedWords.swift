/// Encoded words of headers (RFC 2047), rewritten from base64 to quoted-printable.
///
/// GMime 3.2.13 decodes neighbouring words of one charset as a whole, so that a character may be
/// split between them; but it stops at the padding of a base64 word, and the rest is lost.
enum EncodedWords {
  /// The headers with every base64 word rewritten; nil where there is none.
  static func quoted(_ headers: RawSpan) -> [UInt8]? {
    guard headers.contains("?b?") else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(headers.byteCount * 2)
    var offset = 0
    while offset < headers.byteCount {
      guard headers.starts(with: "=?", at: offset), let word = word(headers, at: offset) else {
        result.append(headers.byte(at: offset))
        offset += 1
        continue
      }
      headers.extracting(offset..<word.marker).append(to: &result)
      result.append(UInt8(ascii: "Q"))
      result.append(UInt8(ascii: "?"))
      appendQuoted(headers.extracting((word.marker + 2)..<word.end), to: &result)
      offset = word.end
    }
    return result
  }

  /// Where the `B` and the end of the payload of a base64 word stand; nil where there is none.
  private static func word(_ headers: RawSpan, at start: Int) -> (marker: Int, end: Int)? {
    var offset = start + 2
    let limit = min(headers.byteCount, offset + 64)
    while offset < limit, isWordByte(headers.byte(at: offset)) { offset += 1 }
    guard headers.starts(with: "?b?", at: offset) else { return nil }
    let marker = offset + 1
    offset += 3
    while offset < headers.byteCount, isWordByte(headers.byte(at: offset)) { offset += 1 }
    return headers.starts(with: "?=", at: offset) ? (marker, offset) : nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte > 32 && byte < 127 && byte != UInt8(ascii: "?")
  }

  private static func appendQuoted(_ base64: RawSpan, to result: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    var bits: UInt32 = 0
    var count = 0
    for offset in 0..<base64.byteCount {
      guard let value = value(base64.byte(at: offset)) else { continue }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        let byte = UInt8(truncatingIfNeeded: bits >> UInt32(count))
        result.append(UInt8(ascii: "="))
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
      }
    }
  }

  private static func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case 65...90: UInt32(digit - 65)
    case 97...122: UInt32(digit - 71)
    case 48...57: UInt32(digit + 4)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
