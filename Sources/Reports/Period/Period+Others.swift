import Clickstream
package import Settings

extension Period {
  /// The other periods that a site has pages for, by what is stored: shorter and longer ones up to the
  /// newest day, and each month and year that has data.
  ///
  /// How things stood is told as of the end of each.
  package func others(_ wanted: [PagePeriod]) -> [Period] {
    let newest = min(standingDay, zone.day(of: dataUntil))
    let oldest = zone.day(of: dataFrom)
    guard oldest <= newest else { return [] }
    return PagePeriod.allCases.filter(wanted.contains).flatMap { kind -> [Period] in
      switch kind {
      case .week: [last(7, until: newest)]
      case .quarter: [last(90, until: newest)]
      case .year: [last(365, until: newest)]
      case .months: months(oldest, newest).map { month(year: $0, $1, newest) }
      case .years: (oldest.civil.year...newest.civil.year).map { year($0, newest) }
      }
    }
  }

  private func last(_ count: Int, until newest: Day) -> Period {
    let from = newest.advanced(byDays: 1 - count)
    return named(
      .last(count), from: from, until: newest.advanced(byDays: 1),
      previousFrom: from.advanced(byDays: -count), isRunning: false)
  }

  private func month(year: Int, _ month: Int, _ newest: Day) -> Period {
    let next = Self.monthStart(year, month + 1)
    return named(
      .month(year: year, month: month), from: Day(year: year, month: month, day: 1),
      until: min(next, newest.advanced(byDays: 1)), previousFrom: Self.monthStart(year, month - 1),
      isRunning: newest.advanced(byDays: 1) < next)
  }

  private func year(_ year: Int, _ newest: Day) -> Period {
    let next = Day(year: year + 1, month: 1, day: 1)
    return named(
      .year(year), from: Day(year: year, month: 1, day: 1),
      until: min(next, newest.advanced(byDays: 1)),
      previousFrom: Day(year: year - 1, month: 1, day: 1),
      isRunning: newest.advanced(byDays: 1) < next)
  }

  private func named(
    _ name: PeriodName, from: Day, until: Day, previousFrom: Day, isRunning: Bool
  ) -> Period {
    Period(
      name: name, zone: zone, from: from, until: until, previousFrom: previousFrom,
      isRunning: isRunning, asOf: until <= zone.day(of: dataUntil) ? zone.start(of: until) : asOf,
      toldUntil: toldUntil, dataUntil: dataUntil, dataFrom: dataFrom)
  }

  private func months(_ oldest: Day, _ newest: Day) -> [(year: Int, month: Int)] {
    let (first, last) = (oldest.civil, newest.civil)
    return (first.year * 12 + first.month - 1...last.year * 12 + last.month - 1)
      .map { ($0 / 12, $0 % 12 + 1) }
  }

  /// The first day of a month, which may be the 13th or the 0th of a year.
  private static func monthStart(_ year: Int, _ month: Int) -> Day {
    let number = year * 12 + month - 1
    return Day(year: number / 12, month: number % 12 + 1, day: 1)
  }
}
