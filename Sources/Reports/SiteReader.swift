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
    let answers = try await answer(dashboards, of: period, segment: nil, step)
    var segments: [SegmentAnswer] = []
    for segment in site.segments {
      segments.append(
        SegmentAnswer(
          segment: segment,
          dashboards: try await answer(
            SegmentAnswer.dashboards(of: dashboards), of: period, segment: segment.name, step)))
    }
    return SiteAnswer(
      site: site, profileChange: profileChange, period: period, balance: balance,
      backlog: backlog, dashboards: answers, segments: segments,
      persons: try await persons(of: period),
      vendors: try await vendors(of: period),
      diary: try await diary(of: period))
  }

  /// Asks the panels of dashboards; of the visits of a segment only those that can tell of it.
  private func answer(
    _ dashboards: [Dashboard], of period: Period?, segment: String?, _ step: (Panel) -> Void
  ) async throws -> [DashboardAnswer] {
    var answers: [DashboardAnswer] = []
    for dashboard in dashboards {
      var rows: [[PanelAnswer]] = []
      for row in period == nil ? [] : dashboard.rows {
        var answered: [PanelAnswer] = []
        for panel in row where segment == nil || panel.bindsSegment {
          guard let period else { continue }
          answered.append(try await ask(panel, period, segment: segment))
          step(panel)
        }
        if !answered.isEmpty { rows.append(answered) }
      }
      answers.append(DashboardAnswer(dashboard: dashboard, rows: rows))
    }
    return answers
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

  private func ask(
    _ panel: Panel, _ period: Period, segment: String?
  ) async throws -> PanelAnswer {
    do {
      let result = try await warehouse.connection.query(
        panel.statement.text, name: panel.statementName,
        panel.statement.parameters.map { value(of: $0, period, segment) })
      return PanelAnswer(
        panel, try PanelTable(result, zone: site.zone), period: period, site: site)
    } catch let error as PostgresError where !error.isConnectionLost && error.state != nil {
      throw ReportError.panelFailed(
        file: panel.file, reason: panel.problem(error).message)
    }
  }

  private func value(
    of parameter: PanelParameter, _ period: Period, _ segment: String?
  ) -> Parameter {
    switch parameter {
    case .site: .text(site.name)
    case .zone: .text(site.zone.name)
    case .segment: .optional(segment) { .text($0) }
    case .from, .until, .previousFrom, .previousUntil, .asOf, .toldUntil:
      .optional(period.bound(parameter), Self.parameter)
    }
  }

  private static func parameter(_ instant: Instant) -> Parameter {
    .timestamptz(unixMicroseconds: instant.microseconds)
  }
}
