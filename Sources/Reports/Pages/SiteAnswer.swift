import Clickstream

/// All answers of one site in one snapshot of the database.
struct SiteAnswer: Sendable {
  let site: Site
  /// Nil where there are no records of the site yet.
  let period: Period?
  let balance: Balance
  let backlog: Backlog
  let dashboards: [DashboardAnswer]
}

extension SiteAnswer {
  /// The first sentence of the first page that may be published.
  var headline: Sentence? {
    dashboards.first { !$0.dashboard.namesPersons }?.sentences.first
  }
}
