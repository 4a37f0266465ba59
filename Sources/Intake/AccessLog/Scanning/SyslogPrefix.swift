import Clickstream

/// What a log daemon writes before a line: RFC 3164, RFC 5424, or the ISO time of newer daemons.
struct SyslogPrefix: Sendable {
  private static let limit = 512
  /// The bytes of `Oct 10 `, of the line before.
  private var day: UInt64 = 0
  /// Host and program behind the time of the line before.
  private var sender = Sender()

  /// The line without its prefix, if it has one.
  mutating func without(_ line: ByteRange, _ bytes: RawSpan) -> ByteRange {
    ByteRange(line.start + length(bytes, from: line.start, to: line.end), line.end)
  }

  /// The bytes of the prefix, `start..<end` being the line; 0 where there is none.
  mutating func length(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    var text = TimestampText(cursor: start, end: min(end, start + Self.limit))
    if start + 16 <= end, bytes.word(at: start) &<< 8 == day,
      TimestampReader.clock(bytes.word(at: start + 7)) != nil,
      bytes.byte(at: start + 15) == Ascii.blank
    {
      text.cursor = start + 16
      return afterTime(&text, bytes) ? text.cursor - start : 0
    }
    let hasPriority = Self.priority(&text, bytes)
    if hasPriority, text.take(UInt8(ascii: "1"), bytes), text.take(Ascii.blank, bytes) {
      return Self.structured(&text, bytes) ? text.cursor - start : 0
    }
    guard Self.isTime(&text, bytes), text.take(Ascii.blank, bytes) else { return 0 }
    if !hasPriority, text.cursor == start + 16,
      TimestampReader.clock(bytes.word(at: start + 7)) != nil
    {
      day = bytes.word(at: start) &<< 8
    }
    return afterTime(&text, bytes) ? text.cursor - start : 0
  }

  /// The host, then the program with a colon behind; without a host the program alone.
  @inline(__always)
  private mutating func afterTime(_ text: inout TimestampText, _ bytes: RawSpan) -> Bool {
    let start = text.cursor
    if let length = sender.length(bytes, at: start, to: text.end) {
      text.cursor = start &+ length
      return true
    }
    guard Self.pastSender(&text, bytes) else { return false }
    sender = Sender(bytes, from: start, to: text.cursor)
    return true
  }

  private static func pastSender(_ text: inout TimestampText, _ bytes: RawSpan) -> Bool {
    for _ in 0..<2 {
      let blank = bytes.firstBlank(from: text.cursor, to: text.end)
      guard blank < text.end, blank > text.cursor else { return false }
      let isTag = bytes.byte(at: blank - 1) == Ascii.colon
      text.cursor = blank + 1
      if isTag { return true }
    }
    return false
  }

  /// `<134>`.
  private static func priority(_ text: inout TimestampText, _ bytes: RawSpan) -> Bool {
    guard text.take(0x3c, bytes) else { return false }
    return text.number(bytes, digits: 1...3) != nil && text.take(0x3e, bytes)
  }

  /// `Oct 10 13:55:36` or `2000-10-10T13:55:36.123456+02:00`.
  private static func isTime(_ text: inout TimestampText, _ bytes: RawSpan) -> Bool {
    if text.monthName(bytes) != nil {
      guard text.take(Ascii.blank, bytes) else { return false }
      _ = text.take(Ascii.blank, bytes)
      return text.number(bytes, digits: 1...2) != nil && text.take(Ascii.blank, bytes)
        && text.clock(bytes) != nil
    }
    return text.isoDay(bytes) != nil && text.take(0x54, bytes) && text.clock(bytes) != nil
      && text.fraction(bytes) != nil && text.zone(bytes) != nil
  }

  /// What follows `<134>1 `: time, host, program, process, message id, structured data.
  private static func structured(_ text: inout TimestampText, _ bytes: RawSpan) -> Bool {
    for _ in 0..<5 {
      let blank = bytes.firstIndex(of: Ascii.blank, from: text.cursor, to: text.end)
      guard blank < text.end, blank > text.cursor else { return false }
      text.cursor = blank + 1
    }
    if !text.take(Ascii.hyphen, bytes) {
      guard text.cursor < text.end, bytes.byte(at: text.cursor) == Ascii.openingBracket else {
        return false
      }
      while text.take(Ascii.openingBracket, bytes) {
        let close = bytes.firstIndex(of: Ascii.closingBracket, from: text.cursor, to: text.end)
        guard close < text.end else { return false }
        text.cursor = close + 1
      }
    }
    guard text.take(Ascii.blank, bytes) else { return false }
    // A mark that says the text is UTF-8.
    if text.cursor + 3 <= text.end, bytes.byte(at: text.cursor) == 0xef,
      bytes.byte(at: text.cursor + 1) == 0xbb, bytes.byte(at: text.cursor + 2) == 0xbf
    {
      text.cursor += 3
    }
    return true
  }
}

/// The bytes of host and program, where they are from eight to thirty-two.
private struct Sender: Sendable {
  /// Words that together cover the bytes.
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var count = 0

  init() {}

  init(_ bytes: RawSpan, from start: Int, to end: Int) {
    guard (8...32).contains(end - start) else { return }
    count = end - start
    words = Self.words(bytes, at: start, count)
  }

  /// How many they are, where the same stand at `start`.
  @inline(__always)
  func length(_ bytes: RawSpan, at start: Int, to end: Int) -> Int? {
    count > 0 && start &+ count <= end && Self.words(bytes, at: start, count) == words
      ? count : nil
  }

  @inline(__always)
  private static func words(
    _ bytes: RawSpan, at start: Int, _ count: Int
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    (
      bytes.word(at: start), bytes.word(at: start &+ min(8, count &- 8)),
      bytes.word(at: start &+ max(0, count &- 16)), bytes.word(at: start &+ count &- 8)
    )
  }
}
