import Clickstream
import Warehouse

/// All answers of one site in one snapshot of the database.
struct SiteAnswer: Sendable {
  let frame: SiteFrame
  let dashboards: [DashboardAnswer]
  /// The same of the visits of each segment that is declared.
  let segments: [SegmentAnswer]
  /// The same of other periods.
  let periods: [PeriodAnswer]
  /// Periods whose pages still tell what there is.
  let kept: [Period]

  /// All of them, as they are listed.
  var otherPeriods: [Period] {
    (kept + periods.map(\.period)).sorted { ($0.from, $1.until) < ($1.from, $0.until) }
  }

  var site: Site { frame.site }
  var period: Period? { frame.period }

  /// The pages of single persons and vendors, by whom they are about.
  var pages: [Int64: String] {
    var pages: [Int64: String] = [:]
    for person in frame.persons { pages[person.person] = PersonPage.name(of: person.person) }
    for vendor in frame.vendors { pages[vendor.record.id] = VendorPage.name(of: vendor.record.id) }
    return pages
  }

  /// The goals that are the site's, and how they stand.
  func goals(of strategy: Strategy?) -> [GoalAnswer] {
    guard let strategy, period != nil else { return [] }
    return strategy.goals.filter { $0.site == nil || $0.site == site.name }
      .map { GoalAnswer($0, in: dashboards) }
  }

  /// The first sentence of the first page that may be published.
  var headline: Sentence? {
    dashboards.first { !$0.dashboard.namesPersons }?.sentences.first
  }
}
