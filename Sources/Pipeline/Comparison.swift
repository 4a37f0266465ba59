package import Clickstream
package import Reports
package import Settings
package import Warehouse

import PostgreSQL
import Sessions

/// What another profile makes of the visits of a site, beside the one that is stored.
package struct Comparison: Sendable, Encodable {
  /// The figures by one profile; shares and means are nil where there are no visits.
  package struct Figures: Sendable, Encodable {
    package let visits, visitors, pageViews, bounces: Int64
    package let bounceRate, meanSeconds, pagesPerVisit: Double?
  }

  /// What a switch between the two profiles changes; all causes add up to the differences.
  package struct Cause: Sendable, Encodable {
    /// Name of the switch.
    package let cause: String
    package let sentence: String
    package let visits, visitors, pageViews, bounces: Int64
    /// Time of all visits, in microseconds.
    package let durationMicroseconds: Int64
  }

  package let site, from, until, storedProfile, otherProfile: String
  package let stored, other: Figures
  package let difference: Cause
  package let causes: [Cause]

  /// Compares a site in a period that is chosen as that of a report is; nil where it has no records.
  package static func make(
    of site: Site, with profile: Profile, choice: PeriodChoice, in warehouse: Warehouse,
    step: (Int) -> Void = { _ in }
  ) async throws -> Comparison? {
    guard let period = try await choice.period(of: site, in: warehouse) else { return nil }
    let (stored, comparison) = try await warehouse.compare(
      site: site.name, with: profile,
      in: site.zone.start(of: period.from)..<site.zone.start(of: period.until), step: step)
    return Comparison(
      site: site.name, from: period.from.description, until: period.lastDay.description,
      storedProfile: stored.rawValue, otherProfile: profile.rawValue,
      stored: Figures(comparison.old), other: Figures(comparison.new),
      difference: Cause("difference", "difference", comparison.difference),
      causes: comparison.causes.map { Cause($0.cause.rawValue, $0.sentence, $0.difference) })
  }
}

extension Comparison.Figures {
  fileprivate init(_ figures: VisitFigures) {
    self.init(
      visits: figures.visits, visitors: figures.visitors, pageViews: figures.pageViews,
      bounces: figures.bounces, bounceRate: figures.bounceRate, meanSeconds: figures.meanSeconds,
      pagesPerVisit: figures.pagesPerVisit)
  }
}

extension Comparison.Cause {
  fileprivate init(_ name: String, _ sentence: String, _ figures: VisitFigures) {
    self.init(
      cause: name, sentence: sentence, visits: figures.visits, visitors: figures.visitors,
      pageViews: figures.pageViews, bounces: figures.bounces,
      durationMicroseconds: figures.duration)
  }
}
