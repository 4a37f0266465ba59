import Clickstream
import PostgreSQL
import Settings
import Warehouse

/// Reads what pages of one site need besides panels, in the transaction of its connection.
struct SiteReader {
  let warehouse: Warehouse
  let site: Site
  let choice: PeriodChoice
  /// How many persons get a page of their own, the last in touch first.
  let personPages: Int
  /// The clock, for what daemons say of themselves; no number depends on it.
  let now: Instant

  func frame() async throws -> SiteFrame {
    let period = try await choice.period(of: site, in: warehouse)
    let profileChange = try await warehouse.profileChanges(of: [site]).first
    var site = site
    site.profile = try await warehouse.storedProfile(of: site.name) ?? site.profile
    return SiteFrame(
      site: site, profileChange: profileChange, period: period, digests: try await digests(),
      balance: try await balance(), backlog: try await backlog(),
      persons: try await persons(of: period), vendors: try await vendors(of: period),
      diary: try await diary(of: period))
  }

  private func digests() async throws -> [(month: Day, digest: String)] {
    // Times are digested as they are written, which is the same everywhere in one zone alone.
    let zone: String? = try await setZone("UTC")
    let digests = try await readDigests()
    _ = try await setZone(zone ?? "UTC")
    return digests
  }

  /// Sets the zone in which the server writes times; gives the one before.
  private func setZone(_ zone: String) async throws -> String? {
    try await warehouse.run("set_time_zone", [.text(zone)]).first?.get("before")
  }

  private func readDigests() async throws -> [(month: Day, digest: String)] {
    try await warehouse.run("report_digests", [.text(site.name), .text(site.zone.name)]).map {
      row in
      let month: CalendarDay? = try row.get("month")
      return (Day(number: month?.unixDays ?? .min), try row.get("digest"))
    }
  }

  private func persons(of period: Period?) async throws -> [PersonRecord] {
    guard personPages > 0, let period else { return [] }
    let rows = try await warehouse.persons(
      site: site.name, lifecycle: nil, limit: personPages, toldUntil: period.toldUntil)
    return try await records(of: rows.map(\.person), period)
  }

  private func vendors(
    of period: Period?
  ) async throws -> [(record: VendorRecord, person: PersonRecord?)] {
    guard personPages > 0, let period else { return [] }
    let known = try await warehouse.vendors(
      site: site.name, named: nil, toldUntil: period.toldUntil
    ).prefix(personPages)
    // One person may be who answers for two vendors.
    let persons = Dictionary(
      try await records(of: known.compactMap(\.person), period).map { ($0.person, $0) }
    ) { first, _ in first }
    return known.map { vendor in (vendor, vendor.person.flatMap { persons[$0] }) }
  }

  private func records(of persons: [Int64], _ period: Period) async throws -> [PersonRecord] {
    try await warehouse.persons(
      persons, site: site.name, limit: Self.timelineLimit, asOf: period.asOf,
      toldUntil: period.toldUntil)
  }

  private func diary(of period: Period?) async throws -> [Warehouse.DiaryRow] {
    guard let period else { return [] }
    return try await warehouse.diary(
      site: site.name, until: period.standingDay.advanced(byDays: Self.diaryDays), staff: nil,
      withDone: false, limit: Self.diaryLimit, asOf: period.toldUntil)
  }

  /// What happened that a person's page shows.
  private static let timelineLimit = 200
  /// How far the calendar of the diary reaches beyond the newest day, and what it holds at most.
  private static let diaryDays = 366
  private static let diaryLimit = 2_000

  private func balance() async throws -> Balance {
    let sealed = try await warehouse.sealedDays().first { $0.site == site.name }
    return Balance(
      try await warehouse.run("report_balance", [.text(site.name)]).map { row in
        Balance.Part(
          outcome: try row.get("outcome"), reason: try row.get("reason"),
          lines: try row.get("lines"))
      }, sealedUntil: sealed?.sealedUntil)
  }

  private func backlog() async throws -> Backlog {
    Backlog(
      sources: try await warehouse.run("report_backlog").map { row in
        let presence = try SourcePresence(row)
        return Backlog.Source(
          name: try row.get("name"), bytes: try row.get("bytes_behind"),
          isUnanswered: presence.isUnanswered(at: now), seen: presence.seen)
      },
      zone: site.zone)
  }
}
