package import Clickstream
package import PostgreSQL
package import Settings
import Foundation
import Synchronization
import Warehouse

/// Writes the pages of all dashboards for all sites: panels to queries to figures to pages.
package struct Reporter: Sendable {
  private let server: ConnectionInfo
  private let folders: [String]
  private let sites: [Site]
  private let output: String
  private let personsOutput: String
  private let strategy: Strategy?
  private let personPages: Int
  private let periods: [PagePeriod]
  private let options: ReportOptions
  private let now: Instant
  private let keepsDays: Int
  private let print: PagePrinter?

  /// - Parameters:
  ///   - server: The database; it is opened in the role for reports.
  ///   - dashboards: Folders of dashboards, each laid over those before it.
  ///   - output: The folder to publish to, replaced whole.
  ///   - personsOutput: The folder for pages that name persons.
  ///   - personPages: How many persons of a site get a page of their own, the last in touch first.
  ///   - periods: Periods that have pages of their own besides that of the options.
  ///   - strategy: What the business wants; the first page opens with it.
  ///   - now: The clock, which tells whether daemons are at work and how old the pages of runs before
  ///     are; no number depends on it.
  ///   - keepsDays: How many days the pages of runs before are kept.
  ///   - print: Makes a document of a page; nil: none is made.
  package init(
    server: ConnectionInfo, dashboards: [String], sites: [Site], output: String,
    personsOutput: String, strategy: Strategy? = nil, personPages: Int = 0,
    periods: [PagePeriod] = [],
    options: ReportOptions = ReportOptions(), now: Instant, keepsDays: Int = 0,
    print: PagePrinter? = nil
  ) {
    self.server = server
    folders = dashboards
    self.sites = sites
    self.output = output
    self.personsOutput = personsOutput
    self.strategy = strategy
    self.personPages = personPages
    self.periods = periods
    self.options = options
    self.now = now
    self.keepsDays = keepsDays
    self.print = print
  }

  /// Checks every panel against the database; nothing is run or written.
  ///
  /// - Throws: `ProblemList` with everything that is wrong, `PostgresError`.
  package func check() async throws {
    let library = try DashboardLibrary(folders: folders)
    try await withWarehouse { try await Self.check(library, $0) }
  }

  /// Asks all panels in one snapshot of the database and publishes the pages.
  ///
  /// - Throws: `ProblemList`, `ReportError`, `PostgresError`; the pages before are then untouched.
  package func run(
    progress: @escaping @Sendable (ReportProgress) -> Void = { _ in }
  ) async throws -> ReportSummary {
    let clock = ContinuousClock()
    let start = clock.now
    let chosen = try chosenSites()
    let library = try DashboardLibrary(folders: folders)
    if let problems = strategy?.problems(in: library, sites: sites.map(\.name)), !problems.isEmpty {
      throw ProblemList(problems)
    }
    var open = try PageSet(
      output: output, personsOutput: personsOutput, keepsDays: keepsDays, now: now,
      zone: sites.first?.zone ?? .utc)
    do {
      let kept = open.kept(of: library, sites: sites, periods: periods)
      let answers = try await withWarehouse { warehouse in
        try await Self.check(library, warehouse)
        return try await self.answers(chosen, library, warehouse, kept, progress)
      }
      try open.write(answers, sites: sites, library: library, strategy: strategy)
      var failures: [String] = []
      if let print { failures = try await open.write(documentsOf: answers, print: print) }
      failures += try open.publish()
      return summary(
        answers, library, open, failures: failures, seconds: (clock.now - start) / .seconds(1))
    } catch {
      open.discard()
      throw error
    }
  }

  private func chosenSites() throws(ReportError) -> [Site] {
    guard let name = options.site else { return sites }
    guard let site = sites.first(where: { $0.name == name }) else {
      throw .unknownSite(name, known: sites.map(\.name))
    }
    return [site]
  }

  private func withWarehouse<Answer>(
    _ body: (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    try await Warehouse.withReports(server, try StatementLibrary(), body)
  }

  private static func check(_ library: DashboardLibrary, _ warehouse: Warehouse) async throws {
    let problems = try await PanelCheck(warehouse.connection)
      .problems(of: library.dashboards.flatMap(\.panels))
    guard problems.isEmpty else { throw ProblemList(problems) }
  }

  /// The most connections that ask at once: as many as there are processors, within reason.
  private static let connections = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount))

  private func answers(
    _ sites: [Site], _ library: DashboardLibrary, _ warehouse: Warehouse, _ kept: KeptPeriods,
    _ progress: @escaping @Sendable (ReportProgress) -> Void
  ) async throws -> [SiteAnswer] {
    let (server, statements) = (server, try StatementLibrary())
    let reading = PanelReading(
      open: { try await Warehouse.openForReports(server, statements) },
      connections: Self.connections)
    return try await warehouse.connection.transaction(.snapshot) { _ in
      var sheets: [SiteSheet] = []
      for site in sites {
        let reader = SiteReader(
          warehouse: warehouse, site: site, choice: options.period, personPages: personPages,
          now: now)
        let frame = try await reader.frame()
        sheets.append(
          SiteSheet(frame, library.dashboards, periods) { kept.has(site.name, $0.name, digest: $1) }
        )
      }
      let questions = sheets.flatMap(\.questions)
      let done = Mutex(0)
      let answers = try await reading.answers(questions, first: warehouse) { question in
        let place = done.withLock {
          $0 += 1
          return $0
        }
        progress(
          ReportProgress(
            site: question.site.name, panel: question.panel.name, done: place,
            total: questions.count))
      }
      var rest = answers[...]
      return sheets.map { $0.answer(&rest) }
    }
  }

  private func summary(
    _ answers: [SiteAnswer], _ library: DashboardLibrary, _ pages: PageSet,
    failures: [String], seconds: Double
  ) -> ReportSummary {
    ReportSummary(
      index: pages.index, personsIndex: pages.personsIndex,
      sites: answers.map(\.summary), pages: pages.count,
      panels: answers.flatMap {
        $0.dashboards + $0.segments.flatMap(\.dashboards) + $0.periods.flatMap(\.dashboards)
      }
      .flatMap(\.rows).flatMap { $0 }.count,
      bytes: pages.bytes, seconds: seconds,
      warnings: answers.compactMap(\.warning) + answers.compactMap(\.frame.profileChange?.sentence)
        + answers.flatMap { $0.unmeasured(of: strategy) },
      failures: failures)
  }
}

extension SiteAnswer {
  fileprivate var summary: ReportSummary.SiteSummary {
    ReportSummary.SiteSummary(
      name: site.name, from: period?.from.description, until: period?.lastDay.description,
      previousFrom: period?.previousFrom.description,
      dataUntil: period.map { $0.zone.civilText(of: $0.dataUntil) },
      headline: headline?.plainText)
  }

  /// Goals that no panel tells, in words.
  fileprivate func unmeasured(of strategy: Strategy?) -> [String] {
    goals(of: strategy).filter { $0.actual == nil }.map { answer in
      let goal = answer.goal
      let place =
        switch goal.place {
        case .row(let name): "no row '\(name)'"
        case .column(let name): "no number in the column '\(name)'"
        }
      return "the goal '\(goal.want)' of the site \(site.name) is not measured: the panel "
        + "\(goal.dashboard)/\(goal.panel) has \(place)"
    }
  }

  fileprivate var warning: String? {
    period == nil ? "there are no records of the site \(site.name) yet" : nil
  }
}
