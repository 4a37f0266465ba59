import Clickstream
import PostgreSQL
import Settings
import Warehouse

/// Asks all panels about one site, in the transaction of its connection.
struct SiteReader {
  let warehouse: Warehouse
  let site: Site
  let choice: PeriodChoice
  let dashboards: [Dashboard]
  /// How many persons get a page of their own, the last in touch first.
  let personPages: Int
  /// The clock, for what daemons say of themselves; no number depends on it.
  let now: Instant

  func answer(step: (Panel) -> Void) async throws -> SiteAnswer {
    let period = try await choice.period(of: site, in: warehouse)
    let profileChange = try await warehouse.profileChanges(of: [site]).first
    var site = site
    site.profile = try await warehouse.storedProfile(of: site.name) ?? site.profile
    let balance = try await balance()
    let backlog = try await backlog()
    var answers: [DashboardAnswer] = []
    for dashboard in dashboards {
      var rows: [[PanelAnswer]] = []
      if let period {
        for row in dashboard.rows {
          var answered: [PanelAnswer] = []
          for panel in row {
            answered.append(try await ask(panel, period))
            step(panel)
          }
          rows.append(answered)
        }
      }
      answers.append(DashboardAnswer(dashboard: dashboard, rows: rows))
    }
    return SiteAnswer(
      site: site, profileChange: profileChange, period: period, balance: balance, backlog: backlog,
      dashboards: answers,
      persons: try await persons(of: period),
      vendors: try await vendors(of: period),
      diary: try await diary(of: period))
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

  private func ask(_ panel: Panel, _ period: Period) async throws -> PanelAnswer {
    do {
      let result = try await warehouse.connection.query(
        panel.statement.text, name: panel.statementName,
        panel.statement.parameters.map { value(of: $0, period) })
      return PanelAnswer(
        panel, try PanelTable(result, zone: site.zone), period: period, site: site)
    } catch let error as PostgresError where !error.isConnectionLost && error.state != nil {
      throw ReportError.panelFailed(
        file: panel.file, reason: panel.problem(error).message)
    }
  }

  private func value(of parameter: PanelParameter, _ period: Period) -> Parameter {
    switch parameter {
    case .site: .text(site.name)
    case .zone: .text(site.zone.name)
    case .segment: .null
    case .from, .until, .previousFrom, .previousUntil, .asOf, .toldUntil:
      .optional(period.bound(parameter), Self.parameter)
    }
  }

  private static func parameter(_ instant: Instant) -> Parameter {
    .timestamptz(unixMicroseconds: instant.microseconds)
  }
}
