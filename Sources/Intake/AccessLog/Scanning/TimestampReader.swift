import Clickstream

/// Reads the time of a log line, `10/Oct/2000:13:55:36 -0700` without its brackets and the other
/// forms that servers write.
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
  var dayHead: UInt64 = 0
  var dayTail: UInt64 = 0
  var daySeconds: Int64 = 0
  /// The bytes ` +hhmm] ` and what they add to local time, in seconds.
  private var zoneWord: UInt64 = 0
  private var zoneSeconds: Int64 = 0
  /// The bytes `yyyy-mm-dd` as two words that overlap, and the day's start in seconds.
  var isoHead: UInt64 = 0
  var isoTail: UInt64 = 0
  var isoDaySeconds: Int64 = 0
  /// The bytes `+hh:mm` and what they add to local time, in seconds.
  var isoZoneWord: UInt64 = 0
  var isoZoneSeconds: Int64 = 0
  /// Whether local times were given a zone; else UTC is taken where a format never has one.
  let hasZone: Bool
  private var local: LocalClock
  var patternDay = PatternDay()
  /// How times of the format's own look, where it has any.
  let pattern: TimePattern?

  init(now: Instant, zone: Zone?, pattern: TimePattern? = nil) {
    self.pattern = pattern
    hasZone = zone != nil
    local = LocalClock(zone ?? .utc)
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
    guard let ofDay = Self.clock(clock) else { return nil }
    return believed(daySeconds &+ ofDay &- zoneSeconds, 0)
  }

  /// Seconds since midnight of `hh:mm:ss` in one word; second 60, a leap second, is the next one.
  @inline(__always)
  static func clock(_ word: UInt64) -> Int64? {
    // Less its zeros and colons: digits are below ten, colons are nothing.
    let digits = word ^ 0x3030_3a30_303a_3030
    let isClock =
      (digits | (digits &+ 0x0606_0006_0600_0606)) & 0xf0f0_fff0_f0ff_f0f0 == 0
    let hour = Int64(digits & 0xf) &* 10 &+ Int64(digits &>> 8 & 0xf)
    let minute = Int64(digits &>> 24 & 0xf) &* 10 &+ Int64(digits &>> 32 & 0xf)
    let second = Int64(digits &>> 48 & 0xf) &* 10 &+ Int64(digits &>> 56 & 0xf)
    guard isClock, hour < 24, minute < 60, second <= 60 else { return nil }
    return hour &* 3_600 &+ minute &* 60 &+ second
  }

  /// Seconds to microseconds, if they lie in the believed span.
  @inline(__always)
  func believed(_ seconds: Int64, _ microseconds: Int64) -> Int64? {
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
  /// fraction, a zone written `+hh:mm` or `Z`, none where local times are allowed; nil where the
  /// time is impossible or not believed.
  @inline(never)
  mutating func read(
    _ bytes: RawSpan, from start: Int, to end: Int, allowsLocal: Bool = false
  ) -> Int64? {
    var text = TimestampText(cursor: start, end: end)
    guard let day = text.day(bytes), text.take(Ascii.colon, bytes),
      let seconds = text.clock(bytes), let fraction = text.fraction(bytes)
    else { return nil }
    if text.cursor == end, allowsLocal || hasZone {
      return believedLocal(day + seconds, fraction)
    }
    guard text.take(Ascii.blank, bytes), let zone = text.zone(bytes), text.cursor == end
    else { return nil }
    return believed(day + seconds - zone, fraction)
  }

  /// A local time, seconds as if UTC, as microseconds since 1970, if it is believed.
  mutating func believedLocal(_ seconds: Int64, _ microseconds: Int64) -> Int64? {
    believed(local.instant(of: seconds), microseconds)
  }
}
