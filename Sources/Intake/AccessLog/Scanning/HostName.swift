import Clickstream

/// The host field of the virtual-host formats.
enum HostName {
  /// `name:port`, `name`, `[IPv6]:port` or a bare IPv6 address, without the port.
  @inline(__always)
  static func withoutPort(_ word: ByteRange, _ bytes: RawSpan) -> ByteRange {
    // Before a port's end stands a digit, or its colon.
    guard !word.isEmpty, bytes.byte(at: word.end &- 1) &- Ascii.zero <= 10 else {
      return FieldReader.present(word, bytes)
    }
    return withoutPortIfAny(word, bytes)
  }

  @inline(never)
  private static func withoutPortIfAny(_ word: ByteRange, _ bytes: RawSpan) -> ByteRange {
    guard let colon = portColon(word, bytes) else { return word }
    let isBracketed = bytes.byte(at: max(word.start, colon &- 1)) == Ascii.closingBracket
    let isOnly = bytes.nearIndex(of: Ascii.colon, from: word.start, to: word.end) == colon
    return isOnly || isBracketed ? ByteRange(word.start, colon) : word
  }

  /// The colon after which a word holds nothing but digits.
  @inline(__always)
  static func portColon(_ word: ByteRange, _ bytes: RawSpan) -> Int? {
    guard word.end >= 8, let colon = bytes.lastNonDigit(ofEightBefore: word.end) else {
      return farPortColon(word, bytes)
    }
    return colon >= word.start && bytes.byte(at: colon) == Ascii.colon ? colon : nil
  }

  @inline(never)
  private static func farPortColon(_ word: ByteRange, _ bytes: RawSpan) -> Int? {
    var port = word.end
    while port > word.start, bytes.byte(at: port &- 1) &- Ascii.zero < 10 { port &-= 1 }
    return port > word.start && bytes.byte(at: port &- 1) == Ascii.colon ? port &- 1 : nil
  }
}
