import Clickstream

/// Dates in the manner of mail and HTTP.
enum MessageDate {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Wed, 25 Nov 2026 09:00:00 GMT` (RFC 9110, section 5.6.7).
  static func http(_ instant: Instant) -> String { text(instant) + " GMT" }

  /// `Wed, 25 Nov 2026 09:00:00 +0000` (RFC 5322, section 3.3).
  static func mail(_ instant: Instant) -> String { text(instant) + " +0000" }

  private static func text(_ instant: Instant) -> String {
    let number = Int64(floorDividing: instant.seconds, by: 86_400)
    let day = Day(number: Int32(truncatingIfNeeded: number))
    let (year, month, dayOfMonth) = day.civil
    // The clock stands between the `T` and the end of an RFC 3339 text of whole seconds.
    let clock = Instant(seconds: instant.seconds).rfc3339.dropLast().suffix(8)
    let date = "\(dayOfMonth < 10 ? "0" : "")\(dayOfMonth) \(months[month - 1]) \(year)"
    return "\(weekdays[day.isoWeekday - 1]), \(date) \(clock)"
  }
}
