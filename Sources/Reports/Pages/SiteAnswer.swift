import Clickstream
import Warehouse

/// All answers of one site in one snapshot of the database.
struct SiteAnswer: Sendable {
  /// The site as it is declared, with the profile that its stored numbers follow.
  let site: Site
  /// What is to be known where that is not the profile of the configuration.
  let profileChange: ProfileChange?
  /// Nil where there are no records of the site yet.
  let period: Period?
  let balance: Balance
  let backlog: Backlog
  let dashboards: [DashboardAnswer]
  /// The same of the visits of each segment that is declared.
  var segments: [SegmentAnswer] = []
  /// Those who get a page of their own.
  let persons: [PersonRecord]
  /// Those whom the business buys from, with the person that the mail address names.
  let vendors: [(record: VendorRecord, person: PersonRecord?)]
  /// What is due, for calendars.
  let diary: [Warehouse.DiaryRow]
}

extension SiteAnswer {
  /// The pages of single persons and vendors, by whom they are about.
  var pages: [Int64: String] {
    var pages: [Int64: String] = [:]
    for person in persons { pages[person.person] = PersonPage.name(of: person.person) }
    for vendor in vendors { pages[vendor.record.id] = VendorPage.name(of: vendor.record.id) }
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
