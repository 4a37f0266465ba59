import Clickstream

/// The parts of a log line's time, read with every check.
struct TimestampText {
  var cursor: Int
  let end: Int

  private static let months: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  mutating func take(_ byte: UInt8, _ bytes: RawSpan) -> Bool {
    guard cursor < end, bytes.byte(at: cursor) == byte else { return false }
    cursor += 1
    return true
  }

  mutating func number(_ bytes: RawSpan, digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while cursor < end, count < digits.upperBound {
      let digit = bytes.byte(at: cursor) &- Ascii.zero
      guard digit < 10 else { break }
      value = value * 10 + Int(digit)
      cursor += 1
      count += 1
    }
    return count >= digits.lowerBound ? value : nil
  }

  /// `dd/Mon/yyyy` as the day's start in seconds since 1970, if there is such a day.
  mutating func day(_ bytes: RawSpan) -> Int64? {
    guard let day = number(bytes, digits: 1...2), take(0x2f, bytes), cursor + 3 < end else {
      return nil
    }
    guard let month = monthName(bytes), take(0x2f, bytes),
      let year = number(bytes, digits: 4...4)
    else { return nil }
    return Self.start(year: year, month: month, day: day)
  }

  /// 1 to 12 by the first three letters of an English name.
  mutating func monthName(_ bytes: RawSpan) -> Int? {
    guard cursor + 3 <= end else { return nil }
    let name = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes.byte(at: cursor + $1) | 0x20) }
    guard let month = Self.months.firstIndex(of: name) else { return nil }
    cursor += 3
    return month + 1
  }

  /// The start of a day in seconds since 1970, if there is such a day.
  static func start(year: Int, month: Int, day: Int) -> Int64? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let result = Day(year: year, month: month, day: day)
    guard result.civil == (year, month, day) else { return nil }
    return Int64(result.number) * 86_400
  }

  /// `yyyy-mm-dd` or `yyyy/mm/dd` as the day's start in seconds since 1970.
  mutating func isoDay(_ bytes: RawSpan) -> Int64? {
    guard let year = number(bytes, digits: 4...4), cursor < end else { return nil }
    let separator = bytes.byte(at: cursor)
    guard separator == Ascii.hyphen || separator == 0x2f, take(separator, bytes),
      let month = number(bytes, digits: 2...2), take(separator, bytes),
      let day = number(bytes, digits: 2...2)
    else { return nil }
    return Self.start(year: year, month: month, day: day)
  }

  /// `hh:mm:ss` in seconds; second 60 counts as the next.
  mutating func clock(_ bytes: RawSpan) -> Int64? {
    guard let hour = number(bytes, digits: 2...2), take(Ascii.colon, bytes),
      let minute = number(bytes, digits: 2...2), take(Ascii.colon, bytes),
      let second = number(bytes, digits: 2...2), hour < 24, minute < 60, second <= 60
    else { return nil }
    return Int64(hour * 3_600 + minute * 60 + second)
  }

  /// `.` and one to nine digits in whole microseconds; 0 where there is none.
  @inline(__always)
  mutating func fraction(_ bytes: RawSpan) -> Int64? {
    guard take(0x2e, bytes) else { return 0 }
    let start = cursor
    let fraction = TimestampReader.fraction(bytes, &cursor, to: min(end, start + 9))
    return cursor > start ? fraction : nil
  }

  /// `+hhmm`, `-hhmm`, `+hh:mm` or `Z`, in seconds east of Greenwich.
  mutating func zone(_ bytes: RawSpan) -> Int64? {
    if take(0x5a, bytes) { return 0 }
    let isEast = take(0x2b, bytes)
    guard isEast || take(Ascii.hyphen, bytes), let hours = number(bytes, digits: 2...2) else {
      return nil
    }
    _ = take(Ascii.colon, bytes)
    guard let minutes = number(bytes, digits: 2...2), hours < 24, minutes < 60 else { return nil }
    return Int64(hours * 3_600 + minutes * 60) * (isEast ? 1 : -1)
  }
}
