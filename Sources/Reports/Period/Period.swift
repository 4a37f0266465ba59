package import Clickstream

/// The days that a page is about, the days before them, and how far the data reach.
package struct Period: Sendable {
  package let zone: Zone
  /// The first local day, and the first one after the period.
  package let from: Day
  package let until: Day
  /// The end of the newest day that is looked at.
  package let asOf: Instant
  /// The newest and the oldest record.
  package let dataUntil: Instant
  package let dataFrom: Instant

  package var days: Int { Int(until.number - from.number) }
  package var previousFrom: Day { from.advanced(byDays: -days) }
  package var lastDay: Day { until.advanced(byDays: -1) }

  /// Whether the data cover the compared period.
  package var hasPrevious: Bool { zone.day(of: dataFrom) <= previousFrom }

  /// Whether the last day may lack records: the newest is more than four hours before its end.
  package var isUnfinished: Bool {
    zone.day(of: dataUntil) <= lastDay
      && zone.start(of: until).microseconds(since: dataUntil)
        > 4 * 3_600 * Instant.microsecondsPerSecond
  }

  /// How many of the last days are not wholly covered by data.
  package var unfinishedDays: Int {
    isUnfinished ? Int(until.number - max(from, zone.day(of: dataUntil)).number) : 0
  }

  /// The value that a panel binds; nil stands for null.
  func bound(_ parameter: PanelParameter) -> Instant? {
    switch parameter {
    case .from, .previousUntil: zone.start(of: from)
    case .until: zone.start(of: until)
    case .previousFrom: zone.start(of: previousFrom)
    case .asOf: asOf
    case .site, .zone, .segment: nil
    }
  }
}
