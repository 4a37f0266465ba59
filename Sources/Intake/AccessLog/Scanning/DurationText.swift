import Clickstream

/// How long something took, as servers write it.
enum DurationText {
  /// Whole microseconds of `12`, `0.004`, `12ms`, `+3`, each in `unit` (in nanoseconds) unless its
  /// own stands behind it.
  ///
  /// -1 for `-`, for a negative number, by which HAProxy says that it never came to that, and for
  /// one that is too large to be true; nil for what is no number.
  static func read(_ bytes: RawSpan, from start: Int, to end: Int, unit: Int64) -> Int64? {
    var cursor = start
    guard cursor < end else { return nil }
    let sign = bytes.byte(at: cursor)
    if sign == Ascii.hyphen || sign == 0x2b { cursor &+= 1 }
    if cursor == end { return sign == Ascii.hyphen ? -1 : nil }
    let first = cursor
    var (whole, count) = bytes.number(at: cursor, to: end)
    cursor &+= count
    while count == 8, cursor < end {
      let digit = bytes.byte(at: cursor) &- Ascii.zero
      guard digit < 10 else { break }
      // Longer numbers are no durations, and would not fit.
      whole = cursor &- first < 18 ? whole &* 10 &+ Int64(digit) : .max
      cursor &+= 1
    }
    guard cursor > first else { return nil }
    // The fraction in millionths of the unit.
    var millionths: Int64 = 0
    if cursor < end, bytes.byte(at: cursor) == 0x2e {
      cursor &+= 1
      millionths = TimestampReader.fraction(bytes, &cursor, to: end)
    }
    // Seconds without a sign, as most write them.
    if cursor == end, unit == 1_000_000_000, first == start, whole <= 9_000_000_000 {
      return whole &* 1_000_000 &+ millionths
    }
    guard let unit = cursor == end ? unit : named(bytes, from: cursor, to: end) else { return nil }
    guard sign != Ascii.hyphen else { return -1 }
    let (nanoseconds, overflow) = whole.multipliedReportingOverflow(by: unit)
    let fraction = millionths &* unit / 1_000_000
    let (sum, carry) = nanoseconds.addingReportingOverflow(fraction)
    return overflow || carry || whole == .max ? -1 : sum / 1_000
  }

  /// The same for fewer than eight digits, and as many after a point; nil for all others.
  @inline(__always)
  static func readPlain(_ bytes: RawSpan, _ value: ByteRange, unit: Int64) -> Int64? {
    let (whole, count) = bytes.number(at: value.start, to: value.end)
    guard count > 0, count < 8 else { return nil }
    let point = value.start &+ count
    if point == value.end { return whole &* unit / 1_000 }
    guard unit >= 1_000, bytes.byte(at: point) == 0x2e else { return nil }
    let (values, places) = bytes.digits(at: point &+ 1, to: value.end)
    guard places < 8, point &+ 1 &+ places == value.end else { return nil }
    let millionths = RawSpan.eightDigits(values) / 100
    return (whole &* 1_000_000 &+ millionths) / (1_000_000_000 / unit)
  }

  private static func named(_ bytes: RawSpan, from start: Int, to end: Int) -> Int64? {
    let first = bytes.byte(at: start)
    let last = bytes.byte(at: end - 1)
    guard last == UInt8(ascii: "s") else { return nil }
    switch (end - start, first) {
    case (1, _): return 1_000_000_000
    case (2, UInt8(ascii: "m")): return 1_000_000
    case (2, UInt8(ascii: "u")), (3, 0xc2), (3, 0xce): return 1_000
    case (2, UInt8(ascii: "n")): return 1
    default: return nil
    }
  }
}
