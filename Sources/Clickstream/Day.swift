/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// Which instants belong to it is the business of a `Zone`.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package var number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The day of a civil date.
  ///
  /// Algorithm: H. Hinnant, "chrono-compatible low-level date algorithms".
  package init(year: Int, month: Int, day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.number = Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month 1 to 12, day 1 to 31.
  package var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1
    )
  }

  /// Monday is 1, Sunday is 7 (ISO 8601).
  package var isoWeekday: Int {
    let remainder = (Int(number) + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  package func advanced(byDays days: Int) -> Day { Day(number: number + Int32(days)) }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2026-11-23`.
  package var description: String {
    let (year, month, day) = civil
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// Reads `YYYY-MM-DD`; nil unless it is a day that exists.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2,
      parts.allSatisfy({ part in part.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    let result = Day(year: year, month: month, day: day)
    guard result.civil == (year, month, day) else { return nil }
    self = result
  }
}

extension Day {
  /// The first day of its month.
  package var firstOfMonth: Day { advanced(byDays: 1 - civil.day) }
}
