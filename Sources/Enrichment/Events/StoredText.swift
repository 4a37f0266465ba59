import Clickstream

/// Text of bounded length for a column.
enum StoredText {
  static func limited(_ bytes: RawSpan, to limit: Int) -> String {
    bytes.byteCount <= limit
      ? PrintableText.string(from: bytes)
      : PrintableText.string(from: bytes.extracting(0..<limit)) + "…"
  }

  static func limited(_ bytes: [UInt8], to limit: Int) -> String {
    unsafe limited(bytes.span.bytes, to: limit)
  }

  /// A user agent; mail addresses of robots' owners, too, are nobody's business here.
  static func agent(_ bytes: RawSpan) -> String {
    guard bytes.holdsMail(0, bytes.byteCount) else { return limited(bytes, to: 1_024) }
    return limited(MailMask.masked(bytes, separators: Set(" ;,()<>[]\"'".utf8)), to: 1_024)
  }

  static func agent(_ bytes: [UInt8]) -> String { unsafe agent(bytes.span.bytes) }
}
