package import Clickstream
package import Reports
package import Warehouse

/// Computes what the data of sites say as of a day, and stores it where it is not stored yet.
package struct AnalysisRun: Sendable {
  private let sites: [Site]
  private let choice: PeriodChoice

  /// Part of what results are made from: another version makes them anew.
  private static let version = 1
  /// Days of visits in which pages and paths are looked at.
  private static let pageDays = 90
  /// Visits of them at most, the newest.
  private static let mostVisits = 50_000

  /// - Parameter choice: the day as of which things stand is taken from it.
  package init(sites: [Site], choice: PeriodChoice) {
    self.sites = sites
    self.choice = PeriodChoice(asOf: choice.asOf)
  }

  /// - Returns: the sites of which anything was stored.
  @discardableResult
  package func run(
    in warehouse: Warehouse, progress: (Site) -> Void = { _ in }
  ) async throws -> [String] {
    var stored: [String] = []
    for site in sites {
      let period: Period
      do {
        guard let found = try await choice.period(of: site, in: warehouse) else { continue }
        period = found
      } catch is ReportError {
        // Whoever writes the pages says it.
        continue
      }
      progress(site)
      let question = AnalysisQuestion(
        site: site, day: period.standingDay, asOf: period.asOf, toldUntil: period.toldUntil)
      let last = Self.lastWholeDay(of: period)
      let isNew = try await warehouse.storeAnalyses(of: site, asOf: question.day) {
        try await warehouse.analysisDigest(question, other: "\(Self.version) \(last)")
      } make: {
        try await Self.results(of: question, until: last, in: warehouse).tables
      }
      if isNew { stored.append(site.name) }
    }
    return stored
  }

  /// The last day that is wholly covered by data.
  private static func lastWholeDay(of period: Period) -> Day {
    let newest = min(period.zone.day(of: period.dataUntil), period.lastDay)
    return period.isUnfinished && newest == period.zone.day(of: period.dataUntil)
      ? newest.advanced(byDays: -1) : newest
  }

  private static func results(
    of question: AnalysisQuestion, until last: Day, in warehouse: Warehouse
  ) async throws -> AnalysisResults {
    var results = AnalysisResults()
    let offers = results.addProducts(
      try await warehouse.customersProducts(question),
      names: try await warehouse.productNames(question))
    results.addCustomers(
      try await warehouse.customersOrders(question), offers: offers, asOf: question.day)
    results.addAttribution(try await warehouse.channelPaths(question))
    let since = question.site.zone.start(
      of: question.day.advanced(byDays: 1 - Self.pageDays))
    results.addPages(
      try await warehouse.pageSequences(question, since: since, most: Self.mostVisits))
    let first = last.advanced(byDays: 1 - AnomalySearch.daysRead)
    results.addAnomalies(
      try await warehouse.dayCounts(question, from: first, to: last), until: last)
    results.addLeads(try await warehouse.leadDeeds(question))
    return results
  }
}
