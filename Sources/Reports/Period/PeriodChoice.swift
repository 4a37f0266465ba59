package import Clickstream

/// What the user asks of the period; all days are local to the site and inclusive.
package struct PeriodChoice: Sendable {
  package var from: Day?
  /// The last day shown.
  package var until: Day?
  /// The day to take for the newest that is loaded.
  package var asOf: Day?

  package init(from: Day? = nil, until: Day? = nil, asOf: Day? = nil) {
    self.from = from
    self.until = until
    self.asOf = asOf
  }

  /// Days of a period for which no beginning is asked.
  package static let standardDays = 28

  /// The period of a site whose records lie between two instants.
  ///
  /// How things stand is told as of the end of the day that is asked for, else of the newest record
  /// of any kind, so that what staff does counts before newer lines of a log come.
  ///
  /// - Parameter recordedUntil: when the newest record of any kind was made.
  /// - Throws: `ReportError.emptyPeriod` where no day is left.
  package func period(
    of zone: Zone, dataFrom: Instant, dataUntil: Instant, recordedUntil: Instant
  ) throws(ReportError) -> Period {
    let newest = asOf ?? zone.day(of: dataUntil)
    let last = min(until ?? newest, newest)
    let from = self.from ?? last.advanced(byDays: 1 - Self.standardDays)
    guard from <= last else {
      throw .emptyPeriod("\(from) is after \(last), the last day of the period that has data")
    }
    guard Int(last.number) - Int(from.number) < 3_660 else {
      throw .emptyPeriod("from \(from) to \(last) are more than ten years; choose fewer")
    }
    let standing = asOf ?? max(newest, zone.day(of: recordedUntil))
    let days = Int(last.number) - Int(from.number) + 1
    return Period(
      name: self.from == nil && until == nil ? .last(Self.standardDays) : .chosen,
      zone: zone, from: from, until: last.advanced(byDays: 1),
      previousFrom: from.advanced(byDays: -days), isRunning: false,
      asOf: zone.start(of: standing.advanced(byDays: 1)),
      toldUntil: asOf.map { zone.start(of: $0.advanced(byDays: 1)) }, dataUntil: dataUntil,
      dataFrom: dataFrom)
  }
}
