import Clickstream

/// Reads the time of a log line, `10/Oct/2000:13:55:36 -0700`, without its brackets.
///
/// The last day and the last zone are remembered, since the next line mostly has the same.
struct TimestampReader: Sendable {
  /// Stands for a time that is none, or that is not believed.
  static let impossible = Int64.min
  /// Bytes of the usual form.
  static let fixedLength = 26

  private let earliest: Int64
  private var latest: Int64
  /// The bytes `dd/Mon/yyyy:` as two words that overlap, and the day's start in seconds.
  private var dayHead: UInt64 = 0
  private var dayTail: UInt64 = 0
  private var daySeconds: Int64 = 0
  /// The bytes ` +hhmm] ` and what they add to local time, in seconds.
  private var zoneWord: UInt64 = 0
  private var zoneSeconds: Int64 = 0

  init(now: Instant) {
    earliest = Instant.earliest.seconds
    latest = Self.latest(at: now)
  }

  /// From now on another time is the present.
  mutating func setClock(_ now: Instant) { latest = Self.latest(at: now) }

  private static func latest(at now: Instant) -> Int64 {
    let (latest, overflow) = now.seconds.addingReportingOverflow(Instant.aheadLimit)
    return overflow ? Int64.max : latest
  }

  /// Microseconds since 1970 where the usual form stands at `start`, closed by a bracket and a
  /// blank; else nil, also for times that are not believed.
  @inline(__always)
  mutating func readFixed(_ bytes: RawSpan, at start: Int, to end: Int) -> Int64? {
    guard start &+ 28 <= end else { return nil }
    let clock = bytes.word(at: start &+ 12)
    if bytes.word(at: start) != dayHead || bytes.word(at: start &+ 4) != dayTail
      || bytes.word(at: start &+ 20) != zoneWord
    {
      guard remember(bytes, at: start) else { return nil }
    }
    // `hh:mm:ss` less its zeros and colons: digits are below ten, colons are nothing.
    let digits = clock ^ 0x3030_3a30_303a_3030
    let isClock =
      (digits | digits &+ 0x0606_0006_0600_0606) & 0xf0f0_fff0_f0ff_f0f0 == 0
    let hour = Int64(digits & 0xf) &* 10 &+ Int64(digits &>> 8 & 0xf)
    let minute = Int64(digits &>> 24 & 0xf) &* 10 &+ Int64(digits &>> 32 & 0xf)
    let second = Int64(digits &>> 48 & 0xf) &* 10 &+ Int64(digits &>> 56 & 0xf)
    // Second 60 is a leap second: the sum makes it the next second.
    guard isClock, hour < 24, minute < 60, second <= 60 else { return nil }
    return believed(daySeconds &+ hour &* 3_600 &+ minute &* 60 &+ second &- zoneSeconds, 0)
  }

  /// Seconds to microseconds, if they lie in the believed span.
  @inline(__always)
  private func believed(_ seconds: Int64, _ microseconds: Int64) -> Int64? {
    guard seconds >= earliest, seconds <= latest else { return nil }
    return seconds &* 1_000_000 &+ microseconds
  }

  /// Takes over day and zone of a time in the usual form.
  @inline(never)
  private mutating func remember(_ bytes: RawSpan, at start: Int) -> Bool {
    var text = TimestampText(cursor: start, end: start + Self.fixedLength)
    guard let day = text.day(bytes), text.cursor == start + 11, text.take(Ascii.colon, bytes)
    else { return false }
    text.cursor = start + 20
    guard text.take(Ascii.blank, bytes), let zone = text.zone(bytes), text.cursor == text.end,
      bytes.byte(at: text.end) == Ascii.closingBracket,
      bytes.byte(at: text.end + 1) == Ascii.blank
    else { return false }
    dayHead = bytes.word(at: start)
    dayTail = bytes.word(at: start + 4)
    daySeconds = day
    zoneWord = bytes.word(at: start + 20)
    zoneSeconds = zone
    return true
  }

  /// Microseconds since 1970 of any accepted form between the brackets: a day of one digit, a
  /// fraction, a zone written `+hh:mm` or `Z`; nil where the time is impossible or not believed.
  @inline(never)
  func read(_ bytes: RawSpan, from start: Int, to end: Int) -> Int64? {
    var text = TimestampText(cursor: start, end: end)
    guard let day = text.day(bytes), text.take(Ascii.colon, bytes),
      let seconds = text.clock(bytes), let fraction = text.fraction(bytes),
      text.take(Ascii.blank, bytes), let zone = text.zone(bytes), text.cursor == end
    else { return nil }
    return believed(day + seconds - zone, fraction)
  }
}
