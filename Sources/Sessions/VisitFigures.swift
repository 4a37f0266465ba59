package import Clickstream

/// What visits come to by some definitions; sums, so that differences add up.
package struct VisitFigures: Hashable, Sendable {
  package var visits: Int64 = 0
  package var visitors: Int64 = 0
  package var pageViews: Int64 = 0
  package var bounces: Int64 = 0
  /// Time of all visits, in microseconds.
  package var duration: Int64 = 0

  package init() {}

  /// Shares and means; nil where there are no visits.
  package var bounceRate: Double? { mean(Double(bounces)) }
  package var meanSeconds: Double? { mean(Double(duration) / 1e6) }
  package var pagesPerVisit: Double? { mean(Double(pageViews)) }

  private func mean(_ sum: Double) -> Double? { visits == 0 ? nil : sum / Double(visits) }

  /// Adds the visits of one visitor; they are all of his that count.
  mutating func add(_ sessions: [Session], by definitions: Definitions, zone: Zone) {
    guard !sessions.isEmpty else { return }
    visits += Int64(sessions.count)
    visitors +=
      definitions.sumsDailyVisitors
      ? Int64(Set(sessions.map { zone.day(of: $0.first.at) }).count) : 1
    for session in sessions {
      let visit = VisitMeasures(session)
      pageViews += Int64(session.pages)
      if definitions.bounces.isBounce(visit) { bounces += 1 }
      duration += definitions.duration(visit)
    }
  }

  package static func - (left: Self, right: Self) -> Self {
    var result = left
    result.visits -= right.visits
    result.visitors -= right.visitors
    result.pageViews -= right.pageViews
    result.bounces -= right.bounces
    result.duration -= right.duration
    return result
  }

  package static func + (left: Self, right: Self) -> Self { left - (VisitFigures() - right) }
}
