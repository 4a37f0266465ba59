import Clickstream

/// Seconds since 1970-01-01T00:00:00Z.
typealias Seconds = Int64

/// Europe/London in the four months of the sample: one change of the clock, by rule.
enum London {
  static let firstDay = Day(year: 2026, month: 7, day: 13)
  static let lastDay = Day(year: 2026, month: 11, day: 12)
  /// On this day summer time ends, at 01:00 UTC.
  private static let changeDay = Day(year: 2026, month: 10, day: 25)
  private static let change = Seconds(changeDay.number) * 86_400 + 3_600

  static var days: [Day] {
    (0...Int(lastDay.number - firstDay.number)).map { firstDay.advanced(byDays: $0) }
  }

  /// The end of the last day.
  static var end: Seconds { midnight(of: lastDay.advanced(byDays: 1)) }

  static func offset(at time: Seconds) -> Seconds { time < change ? 3_600 : 0 }

  static func day(of time: Seconds) -> Day {
    Day(number: Int32((time + offset(at: time)) / 86_400))
  }

  /// The first instant of a local day.
  static func midnight(of day: Day) -> Seconds {
    Seconds(day.number) * 86_400 - (day <= changeDay ? 3_600 : 0)
  }

  /// The instant when a clock on the wall shows this (the first one where it does so twice).
  static func time(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int = 0)
    -> Seconds
  {
    let wall =
      Seconds(Day(year: 2026, month: month, day: day).number) * 86_400
      + Seconds(hour * 3_600 + minute * 60 + second)
    return wall - (wall - 3_600 < change ? 3_600 : 0)
  }

  /// The month whose salt keys a hit: months change at the quiet hour, 04:00 local, on the first.
  static func saltPeriod(of time: Seconds) -> Int {
    let quiet = time - 4 * 3_600
    let (year, month, _) = Day(number: Int32((quiet + offset(at: time)) / 86_400)).civil
    return year * 12 + month
  }
}

/// The ways in which files write a time.
enum Clock {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  static func padded(_ number: Int, to width: Int = 2, with fill: Character = "0") -> String {
    let digits = String(number)
    return String(repeating: fill, count: max(0, width - digits.count)) + digits
  }

  private static func time(_ seconds: Seconds) -> String {
    let ofDay = Int(seconds % 86_400)
    return "\(padded(ofDay / 3_600)):\(padded(ofDay / 60 % 60)):\(padded(ofDay % 60))"
  }

  private static func zone(at time: Seconds) -> String {
    London.offset(at: time) == 0 ? "+0000" : "+0100"
  }

  /// `12/Nov/2026:18:04:05 +0000`, local.
  static func log(_ at: Seconds) -> String {
    let local = at + London.offset(at: at)
    let (year, month, day) = London.day(of: at).civil
    return "\(padded(day))/\(months[month - 1])/\(year):\(time(local)) \(zone(at: at))"
  }

  /// `2026-11-12T18:04:05Z`.
  static func rfc3339(_ at: Seconds) -> String {
    "\(Day(number: Int32(at / 86_400)))T\(time(at))Z"
  }

  /// `Thu, 12 Nov 2026 18:04:05 +0000`, local.
  static func rfc5322(_ at: Seconds) -> String {
    let local = at + London.offset(at: at)
    let date = London.day(of: at)
    let (year, month, day) = date.civil
    return "\(weekdays[date.isoWeekday - 1]), \(day) \(months[month - 1]) \(year) \(time(local)) "
      + zone(at: at)
  }

  /// `Thu Nov 12 18:04:05 2026`, UTC, as the separator lines of an mbox have it.
  static func asctime(_ at: Seconds) -> String {
    let date = Day(number: Int32(at / 86_400))
    let (year, month, day) = date.civil
    return "\(weekdays[date.isoWeekday - 1]) \(months[month - 1]) "
      + "\(padded(day, with: " ")) \(time(at)) \(year)"
  }
}
