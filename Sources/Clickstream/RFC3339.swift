extension Instant {
  /// Reads an RFC 3339 date and time: `2026-11-23T14:05:09.25+01:00`.
  ///
  /// Also taken: `t` and `z`, a blank instead of `T`, a comma before the fraction, an offset
  /// without colon. Digits past the microsecond are dropped; the leap second `:60` becomes the last
  /// microsecond before it. Returns nil for all else, a time without offset too.
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    self.init(rfc3339: unsafe bytes.span.bytes)
  }

  /// The first and the last second, in UTC, that four digits can write the year of.
  private static let year0: Int64 = -62_167_219_200
  private static let year9999End: Int64 = 253_402_300_799

  /// Reads an RFC 3339 date and time, as `init(rfc3339: String)` does, from bytes.
  package init?(rfc3339 bytes: RawSpan) {
    guard (20...64).contains(bytes.byteCount),
      let year = bytes.digits(at: 0, count: 4), bytes[4] == UInt8(ascii: "-"),
      let month = bytes.digits(at: 5, count: 2), bytes[7] == UInt8(ascii: "-"),
      let dayOfMonth = bytes.digits(at: 8, count: 2),
      [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
      let hour = bytes.digits(at: 11, count: 2), bytes[13] == UInt8(ascii: ":"),
      let minute = bytes.digits(at: 14, count: 2), bytes[16] == UInt8(ascii: ":"),
      let second = bytes.digits(at: 17, count: 2),
      (1...12).contains(month), hour < 24, minute < 60, second <= 60
    else { return nil }
    let day = Day(year: year, month: month, day: dayOfMonth)
    guard day.civil == (year, month, dayOfMonth) else { return nil }

    var position = 19
    var microseconds = 0
    if bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ",") {
      position += 1
      var unit = 100_000
      let first = position
      while position < bytes.byteCount, let digit = bytes.digits(at: position, count: 1) {
        microseconds += digit * unit
        unit /= 10
        position += 1
      }
      guard position > first else { return nil }
    }
    guard let offset = bytes.offset(at: position) else { return nil }
    if second == 60 { microseconds = 999_999 }
    let seconds =
      Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + min(second, 59) - offset)
    // The offset may lead out of the years that have four digits.
    guard (Self.year0...Self.year9999End).contains(seconds) else { return nil }
    self.init(microseconds: seconds * Self.microsecondsPerSecond + Int64(microseconds))
  }

  /// RFC 3339 in UTC, with as much of the fraction as is needed: `2026-11-23T13:05:09.25Z`.
  package var rfc3339: String {
    let day = Int64(floorDividing: seconds, by: 86_400)
    let (year, month, dayOfMonth) = Day(number: Int32(truncatingIfNeeded: day)).civil
    let date =
      "\(ClockText.padded(year, to: 4))-\(ClockText.padded(month, to: 2))"
      + "-\(ClockText.padded(dayOfMonth, to: 2))"
    var fraction = ""
    let microseconds = Int(microseconds - seconds * Self.microsecondsPerSecond)
    if microseconds > 0 {
      fraction = "." + ClockText.padded(microseconds, to: 6)
      while fraction.utf8.last == UInt8(ascii: "0") { fraction.removeLast() }
    }
    return "\(date)T\(ClockText.hms(Int(seconds - day * 86_400)))\(fraction)Z"
  }
}

extension RawSpan {
  /// A number of exactly `count` digits; nil past the end or where a byte is no digit.
  fileprivate func digits(at start: Int, count: Int) -> Int? {
    guard start + count <= byteCount else { return nil }
    var value = 0
    for position in start..<(start + count) {
      let digit = self[position] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// `Z` or `+01:00` at the very end, in seconds east of Greenwich.
  fileprivate func offset(at start: Int) -> Int? {
    guard start < byteCount else { return nil }
    let sign: Int
    switch self[start] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return start + 1 == byteCount ? 0 : nil
    case UInt8(ascii: "+"): sign = 1
    case UInt8(ascii: "-"): sign = -1
    default: return nil
    }
    let hasColon = start + 3 < byteCount && self[start + 3] == UInt8(ascii: ":")
    let minutesAt = start + (hasColon ? 4 : 3)
    guard minutesAt + 2 == byteCount, let hours = digits(at: start + 1, count: 2), hours < 24,
      let minutes = digits(at: minutesAt, count: 2), minutes < 60
    else { return nil }
    return sign * (hours * 3_600 + minutes * 60)
  }
}
