package import Clickstream

/// The days that a page is about, the days before them, and how far the data reach.
package struct Period: Sendable {
  package let zone: Zone
  /// The first local day, and the first one after the period.
  package let from: Day
  package let until: Day
  /// The end of the day as of which it is told how things stand.
  package let asOf: Instant
  /// The same, where that day was asked for.
  package let toldUntil: Instant?
  /// The newest and the oldest record.
  package let dataUntil: Instant
  package let dataFrom: Instant

  package var days: Int { Int(until.number - from.number) }
  package var previousFrom: Day { from.advanced(byDays: -days) }
  /// The day as of which it is told how things stand.
  package var standingDay: Day { zone.day(of: Instant(microseconds: asOf.microseconds - 1)) }
  package var lastDay: Day { until.advanced(byDays: -1) }

  /// Whether the data cover the compared period.
  package var hasPrevious: Bool { zone.day(of: dataFrom) <= previousFrom }

  /// Whether the last day may lack records: the newest is more than four hours before its end.
  package var isUnfinished: Bool {
    zone.day(of: dataUntil) <= lastDay
      && zone.start(of: until).microseconds(since: dataUntil)
        > 4 * 3_600 * Instant.microsecondsPerSecond
  }

  /// The end of the compared period: where the last day is not over, the same time of the day that
  /// stands in its place, so that like is compared with like.
  var previousUntil: Instant {
    let end = zone.start(of: from)
    guard isUnfinished else { return end }
    let day = zone.day(of: dataUntil)
    let elapsed = dataUntil.microseconds(since: zone.start(of: day)) + 1
    let same = zone.start(of: day.advanced(byDays: -days)).microseconds + elapsed
    return min(end, max(zone.start(of: previousFrom), Instant(microseconds: same)))
  }

  /// How many of the last days are not wholly covered by data.
  package var unfinishedDays: Int {
    isUnfinished ? Int(until.number - max(from, zone.day(of: dataUntil)).number) : 0
  }

  /// The value that a panel binds; nil stands for null.
  func bound(_ parameter: PanelParameter) -> Instant? {
    switch parameter {
    case .from: zone.start(of: from)
    case .previousUntil: previousUntil
    case .until: zone.start(of: until)
    case .previousFrom: zone.start(of: previousFrom)
    case .asOf: asOf
    case .toldUntil: toldUntil
    case .site, .zone, .segment: nil
    }
  }
}
