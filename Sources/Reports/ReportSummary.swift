package import Clickstream

/// What the user asks of a report.
package struct ReportOptions: Sendable {
  /// The one site to report on; nil: all of them.
  package var site: String?
  package var period: PeriodChoice

  package init(site: String? = nil, from: Day? = nil, until: Day? = nil, asOf: Day? = nil) {
    self.site = site
    period = PeriodChoice(from: from, until: until, asOf: asOf)
  }
}

/// How far a report has come.
package struct ReportProgress: Sendable {
  package let site: String
  package let panel: String
  package let done: Int
  package let total: Int
}

/// What a report did.
package struct ReportSummary: Sendable, Codable {
  /// What the pages of one site are about; days are local and inclusive.
  package struct SiteSummary: Sendable, Codable {
    package let name: String
    package let from: String?
    package let until: String?
    package let previousFrom: String?
    /// Local time of the newest record; nil where there is none.
    package let dataUntil: String?
    package let headline: String?
  }

  /// The page to open.
  package let index: String
  package let personsIndex: String
  package let sites: [SiteSummary]
  package let pages: Int
  package let panels: Int
  package let bytes: Int
  package let seconds: Double
  package let warnings: [String]
  /// What was to be done with the pages, which are written, and was not, in words.
  package var failures: [String]
}
