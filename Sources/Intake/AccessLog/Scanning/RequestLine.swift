import Clickstream

/// The request line: METHOD, a blank, the target, a blank, HTTP/version.
enum RequestLine {
  /// The bytes `HTTP/`, the first lowest.
  private static let protocolMark: UInt64 = 0x2f_5054_5448
  private static let protocolMask: UInt64 = 0xff_ffff_ffff

  /// The bytes `GET `.
  private static let getMark: UInt64 = 0x2054_4547

  /// Sets method, target and protocol, or the flag that the request is none.
  ///
  /// The first word is the method, the last the protocol; blanks between them are the target's.
  @inline(__always)
  static func split(
    _ request: ByteRange, _ bytes: RawSpan, into record: inout AccessRecord
  ) {
    let start = request.start
    let end = request.end
    // Nearly always `GET`.
    let isGet = bytes.word(at: start) & 0xffff_ffff == getMark && start &+ 3 < end
    let methodEnd = isGet ? start &+ 3 : bytes.firstBlank(from: start, to: end)
    guard methodEnd < end, isGet || isToken(bytes, from: start, to: methodEnd),
      let protocolStart = protocolStart(bytes, from: methodEnd, to: end),
      // One byte of target at least, between two blanks.
      protocolStart > methodEnd &+ 2
    else {
      record.flags.insert(.malformedRequest)
      return
    }
    record.method = ByteRange(start, methodEnd)
    record.target = ByteRange(methodEnd &+ 1, protocolStart &- 1)
    record.protocolVersion = ByteRange(protocolStart, end)
  }

  @inline(__always)
  private static func protocolStart(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
    // Nearly always `HTTP/1.1` or another of its length.
    let usual = end &- 8
    if usual > start, bytes.byte(at: usual &- 1) == Ascii.blank,
      bytes.word(at: usual) & protocolMask == protocolMark
    {
      return usual
    }
    guard let blank = bytes.lastIndex(of: Ascii.blank, from: start, to: end), end - blank > 6,
      bytes.word(at: blank + 1) & protocolMask == protocolMark
    else { return nil }
    return blank + 1
  }

  /// True for words of letters, digits and `- _ .`, as methods are, made-up ones too.
  @inline(__always)
  private static func isToken(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
    var index = start
    while index < end {
      switch bytes.byte(at: index) {
      case 0x41...0x5a, 0x61...0x7a, 0x30...0x39, 0x2d, 0x2e, 0x5f: index &+= 1
      default: return false
      }
    }
    return start < end
  }
}
