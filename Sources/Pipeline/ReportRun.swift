package import Reports
package import Settings
package import Warehouse

package import Clickstream
import PostgreSQL

/// A report with all that it needs: the database made ready, the progress shown.
package struct ReportRun: Sendable {
  /// Where pages go, as absolute paths.
  package struct Folders: Sendable {
    package let output: String
    package let persons: String

    package init(output: String, persons: String) {
      self.output = output
      self.persons = persons
    }
  }

  private let configuration: Configuration
  private let database: DatabaseService
  private let resources: ResourceFolders
  private let folders: Folders
  private let options: ReportOptions
  private let now: Instant
  private let progress: ProgressDisplay

  package init(
    configuration: Configuration, database: DatabaseService, resources: ResourceFolders,
    folders: Folders, options: ReportOptions, now: Instant,
    progress: ProgressDisplay
  ) {
    self.configuration = configuration
    self.database = database
    self.resources = resources
    self.folders = folders
    self.options = options
    self.now = now
    self.progress = progress
  }

  /// The sites of the business.
  var sites: [Site] { configuration.sites }

  private static func contains(_ folder: String, _ other: String) -> Bool {
    "\(other)/".hasPrefix("\(folder)/")
  }

  /// Tells the database who works for the business, how pages are grouped and called, which goals and
  /// segments there are, and rolls up what changed; whoever may only read leaves that to others.
  private func prepare(
    _ roll: StaffRoll?, _ titles: [String: PageTitles], _ info: ConnectionInfo,
    _ statements: StatementLibrary
  ) async throws {
    do {
      try await Warehouse.with(info, role: .ingest, statements: statements) { warehouse in
        if let roll { try await warehouse.declare(roll.members) }
        for site in configuration.sites {
          try await warehouse.declare(
            site.pageGroups, titles: titles[site.name]?.titles ?? [], ofSite: site.name)
        }
        try await warehouse.declareDefinitions(of: configuration.sites)
        try await warehouse.rollUpDays { [progress] done, all in
          progress.update { _ in "rolling up days, \(done) of \(all)" }
        }
      }
    } catch WarehouseError.roleMissing {
    }
  }

  /// Writes all pages, in one snapshot and in one step.
  ///
  /// - Throws: `UsageError` where one of the two folders lies in the other.
  package func run(statements: StatementLibrary) async throws -> ReportSummary {
    if Self.contains(folders.output, folders.persons)
      || Self.contains(folders.persons, folders.output)
    {
      throw UsageError(
        "pages that name persons would go to \(folders.persons), and the others to "
          + "\(folders.output): neither may lie in the other, so that persons are not published; "
          + "choose another with --persons-folder or --out")
    }
    let roll = try Companion.staff.file(of: configuration).map { try StaffRoll(file: $0) }
    let strategy = try Companion.strategy.file(of: configuration).map { try Strategy(file: $0) }
    let titles = try configuration.pageTitles()
    let info = try await database.open(statements) { [progress] in progress.say($0) }
    try await prepare(roll, titles, info, statements)
    let reporter = Reporter(
      server: info,
      dashboards: [resources.dashboards] + [configuration.dashboards].compactMap(\.self),
      sites: configuration.sites, output: folders.output, personsOutput: folders.persons,
      strategy: strategy, personPages: configuration.personPages,
      periods: configuration.periods, options: options, now: now)
    defer { progress.finish() }
    return try await reporter.run { [progress] state in
      progress.update { _ in
        "\(state.site): \(PrintableText.string(from: state.panel)), panel \(state.done) of "
          + "\(state.total)"
      }
    }
  }
}
