import Clickstream
import Warehouse

/// What pages of a site need besides the answers of panels.
struct SiteFrame: Sendable {
  /// The site as it is declared, with the profile that its stored numbers follow.
  let site: Site
  /// What is to be known where that is not the profile of the configuration.
  let profileChange: ProfileChange?
  /// Nil where there are no records of the site yet.
  let period: Period?
  /// By the first days of months: digests of what was recorded up to the end of each.
  let digests: [(month: Day, digest: String)]
  let balance: Balance
  let backlog: Backlog
  /// Those who get a page of their own.
  let persons: [PersonRecord]
  /// Those whom the business buys from, with the person that the mail address names.
  let vendors: [(record: VendorRecord, person: PersonRecord?)]
  /// What is due, for calendars.
  let diary: [Warehouse.DiaryRow]

  /// What the pages of a period that is over tell, in short; nil where it is not over.
  func digest(of period: Period) -> String? {
    switch period.name {
    case .last, .chosen: return nil
    case .month, .year: break
    }
    // Records of the newest days still come in.
    guard !period.isRunning,
      period.until.advanced(byDays: 2) <= period.zone.day(of: period.dataUntil)
    else { return nil }
    return digests.last { $0.month < period.until }?.digest
  }
}
