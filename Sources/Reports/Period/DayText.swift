import Clickstream

/// Days and times as the pages write them.
enum DayText {
  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let longWeekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `Saturday` for `Sat`; other words stay as they are.
  static func spelledOut(_ word: String) -> String {
    weekdays.firstIndex(of: word).map { longWeekdays[$0] } ?? word
  }

  /// `14 Nov`.
  static func short(_ day: Day) -> String {
    "\(day.civil.day) \(month(day).prefix(3))"
  }

  /// `Sat 14 Nov`.
  static func weekday(_ day: Day) -> String {
    "\(weekdays[day.isoWeekday - 1]) \(short(day))"
  }

  /// `14 Nov 2026`.
  static func full(_ day: Day) -> String { "\(short(day)) \(day.civil.year)" }

  /// `14 Nov 2026, 21:04`, in local time.
  static func minute(_ instant: Instant, in zone: Zone) -> String {
    "\(full(zone.day(of: instant))), \(clock(instant, in: zone))"
  }

  /// `21:04`, in local time.
  static func clock(_ instant: Instant, in zone: Zone) -> String {
    String(zone.civilText(of: instant).split(separator: " ")[1].prefix(5))
  }

  /// `26 October to 22 November 2026`; a single day stands alone.
  static func range(_ first: Day, _ last: Day) -> String {
    let (start, end) = (first.civil, last.civil)
    let whole = "\(end.day) \(month(last)) \(end.year)"
    if first == last { return whole }
    if start.year != end.year { return "\(start.day) \(month(first)) \(start.year) to \(whole)" }
    if start.month != end.month { return "\(start.day) \(month(first)) to \(whole)" }
    return "\(start.day) to \(whole)"
  }

  /// `Nov`, or `Jan 2027` where a year begins.
  static func monthTick(_ day: Day) -> String {
    let name = String(month(day).prefix(3))
    return day.civil.month == 1 ? "\(name) \(day.civil.year)" : name
  }

  /// `October 2026`.
  static func month(_ year: Int, _ month: Int) -> String { "\(months[month - 1]) \(year)" }

  private static func month(_ day: Day) -> String { months[day.civil.month - 1] }
}
