import Clickstream

/// The host field of the virtual-host formats.
enum HostName {
  /// `name:port`, `name`, `[IPv6]:port` or a bare IPv6 address, without the port.
  static func withoutPort(_ word: ByteRange, _ bytes: RawSpan) -> ByteRange {
    guard let colon = bytes.lastIndex(of: Ascii.colon, from: word.start, to: word.end) else {
      return word.length == 1 && bytes.byte(at: word.start) == Ascii.hyphen ? .empty : word
    }
    let isPort = (colon + 1..<word.end).allSatisfy { bytes.byte(at: $0) &- Ascii.zero < 10 }
    let isBracketed = bytes.byte(at: max(word.start, colon - 1)) == Ascii.closingBracket
    let isOnly = bytes.firstIndex(of: Ascii.colon, from: word.start, to: word.end) == colon
    return isPort && (isOnly || isBracketed) ? ByteRange(word.start, colon) : word
  }
}
