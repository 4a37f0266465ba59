import Clickstream

/// When people come: the pulse of a day, a week and the season.
enum Rhythm {
  /// Weight of each local hour: evenings are busy.
  private static let hours = [
    10, 5, 3, 2, 2, 4, 10, 20, 30, 40, 50, 55, 60, 55, 50, 50, 55, 65, 80, 95, 100, 85, 55, 25,
  ]
  /// Per cent of an ordinary day, Monday to Sunday.
  private static let weekdays = [80, 88, 95, 105, 115, 145, 82]
  /// Per cent of an ordinary day in July to November.
  private static let months = [7: 85, 8: 72, 9: 105, 10: 125, 11: 118]

  static let newsletterDay = Day(year: 2026, month: 9, day: 17)
  /// Two weeks of advertising for the season subscription.
  static let campaign =
    Day(year: 2026, month: 10, day: 5)...Day(year: 2026, month: 10, day: 18)
  static let badDay = Day(year: 2026, month: 10, day: 13)

  /// The visits of a day, before chance.
  static func visits(on day: Day, ordinarily base: Int) -> Int {
    let month = months[day.civil.month] ?? 100
    var percent = weekdays[day.isoWeekday - 1] * month / 100
    if day == newsletterDay { percent *= 4 }
    if day == newsletterDay.advanced(byDays: 1) { percent = percent * 17 / 10 }
    if campaign.contains(day) { percent = percent * 13 / 10 }
    return base * percent / 100
  }

  /// A second of the day; on the newsletter's day after ten, when it went out.
  static func moment(on day: Day, hours range: ClosedRange<Int> = 0...23, _ dice: inout Dice)
    -> Seconds
  {
    let open =
      day == newsletterDay && range.lowerBound == 0 && dice.chance(80) ? 10...22 : range
    let hour = dice.weighted(open.map { ($0, hours[$0]) })
    let (_, month, number) = day.civil
    return London.time(
      month, number, hour, dice.number(in: 0...59), dice.number(in: 0...59))
  }

  /// The hours of the bad day in which most pages could not be had.
  static let failure = London.time(10, 13, 10, 30)..<London.time(10, 13, 16, 30)
}
