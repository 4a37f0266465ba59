package import Clickstream

/// The days that a page is about, the days before them, and how far the data reach.
package struct Period: Sendable {
  package let name: PeriodName
  package let zone: Zone
  /// The first local day, and the first one after the period.
  package let from: Day
  package let until: Day
  /// The first day of the compared period.
  package let previousFrom: Day
  /// Whether days of the month or the year that it is named by are still to come.
  package let isRunning: Bool
  /// The end of the day as of which it is told how things stand.
  package let asOf: Instant
  /// The same, where that day was asked for.
  package let toldUntil: Instant?
  /// The newest and the oldest record.
  package let dataUntil: Instant
  package let dataFrom: Instant

  package var days: Int { Int(until.number - from.number) }
  /// The day as of which it is told how things stand.
  package var standingDay: Day { zone.day(of: Instant(microseconds: asOf.microseconds - 1)) }
  package var lastDay: Day { until.advanced(byDays: -1) }

  /// Whether it is a month or a year of which there are newer days.
  package var isOver: Bool {
    switch name {
    case .last, .chosen: false
    case .month, .year: until <= zone.day(of: dataUntil)
    }
  }

  /// Whether the data cover the compared period.
  package var hasPrevious: Bool { zone.day(of: dataFrom) <= previousFrom }

  /// Whether the last day may lack records: the newest is more than four hours before its end.
  package var isUnfinished: Bool {
    zone.day(of: dataUntil) <= lastDay
      && zone.start(of: until).microseconds(since: dataUntil)
        > 4 * 3_600 * Instant.microsecondsPerSecond
  }

  /// The end of the compared period: as many days as there are of a month or year that is not over,
  /// and where the last day is not over, the same time of the day that stands in its place, so that
  /// like is compared with like.
  var previousUntil: Instant {
    let shift = Int(from.number - previousFrom.number)
    return comparedUntil(
      shift: shift, end: isRunning ? previousFrom.advanced(byDays: days) : from)
  }

  /// How far back the same days of the year before begin: whole weeks, so that weekdays meet.
  private static let year = 364

  /// Whether the data cover the same days of the year before, which are not those compared anyway.
  package var hasYearBefore: Bool {
    if case .year = name { return false }
    return zone.day(of: dataFrom) <= from.advanced(byDays: -Self.year)
      && Int(from.number - previousFrom.number) < Self.year
  }

  private func comparedUntil(shift: Int, end day: Day) -> Instant {
    let end = min(zone.start(of: from), zone.start(of: day))
    guard isUnfinished else { return end }
    let newest = zone.day(of: dataUntil)
    let elapsed = dataUntil.microseconds(since: zone.start(of: newest)) + 1
    let same = zone.start(of: newest.advanced(byDays: -shift)).microseconds + elapsed
    return min(
      end,
      max(zone.start(of: from.advanced(byDays: -shift)), Instant(microseconds: same)))
  }

  /// How many of the last days are not wholly covered by data.
  package var unfinishedDays: Int {
    isUnfinished ? Int(until.number - max(from, zone.day(of: dataUntil)).number) : 0
  }

  /// What the numbers are compared with.
  package enum Comparison: Sendable {
    /// The period before.
    case previous
    /// The same days of the year before.
    case yearBefore
  }

  /// The value that a panel binds; nil stands for null.
  package func bound(_ parameter: PanelParameter, comparing: Comparison = .previous) -> Instant? {
    switch (parameter, comparing) {
    case (.from, _): zone.start(of: from)
    case (.until, _): zone.start(of: until)
    case (.previousFrom, .previous): zone.start(of: previousFrom)
    case (.previousUntil, .previous): previousUntil
    case (.previousFrom, .yearBefore): zone.start(of: from.advanced(byDays: -Self.year))
    case (.previousUntil, .yearBefore):
      comparedUntil(shift: Self.year, end: until.advanced(byDays: -Self.year))
    case (.asOf, _): asOf
    case (.toldUntil, _): toldUntil
    case (.site, _), (.zone, _), (.segment, _): nil
    }
  }
}
