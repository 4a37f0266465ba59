package import Reports
package import Settings
package import Warehouse

package import Clickstream
internal import Foundation
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

  /// What is done with the pages; nil: nothing.
  private var publication: Publication? {
    configuration.publish.map {
      Publication(
        choice: $0, includesPersons: configuration.publishPersons, folders: folders,
        environment: ProcessInfo.processInfo.environment)
    }
  }

  private static func overlaps(_ folder: String, _ other: String) -> Bool {
    "\(other)/".hasPrefix("\(folder)/") || "\(folder)/".hasPrefix("\(other)/")
  }

  /// Folders that are replaced whole lie apart, so that none takes another's pages along.
  private func checkFolders() throws(UsageError) {
    if Self.overlaps(folders.output, folders.persons) {
      throw UsageError(
        "pages that name persons would go to \(folders.persons), and the others to "
          + "\(folders.output): neither may lie in the other, so that persons are not published; "
          + "choose another with --persons-folder or --out")
    }
    let kept = Reporter.keptFolder(besides: folders.output)
    let apart = (publication?.written ?? []) + (configuration.keepPages > 0 ? [kept] : [])
    for (index, folder) in apart.enumerated() {
      let others = [folders.output, folders.persons] + apart[..<index]
      guard let other = others.first(where: { Self.overlaps(folder, $0) }) else { continue }
      throw UsageError(
        "pages would go to \(folder) and to \(other): neither may lie in the other; choose another "
          + "with --publish, --out or --persons-folder")
    }
  }

  /// Tells the database who works for the business, how pages are grouped and called, which goals and
  /// segments there are, rolls up what changed and analyses it; whoever may only read leaves that to
  /// others.
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
        try await AnalysisRun(
          sites: configuration.sites.filter { options.site == nil || options.site == $0.name },
          choice: options.period
        ).run(in: warehouse) { [progress] site in
          progress.update { _ in "analysing \(site.name)" }
        }
      }
    } catch WarehouseError.roleMissing {
    }
  }

  /// Writes all pages, in one snapshot and in one step, and publishes them.
  ///
  /// - Throws: `UsageError` where one of the folders lies in another, or no PDF can be made.
  package func run(statements: StatementLibrary) async throws -> ReportSummary {
    try checkFolders()
    var print: PagePrinter?
    if configuration.pdf {
      let printer = try ChromiumPrinter(environment: ProcessInfo.processInfo.environment)
      print = { try await printer.document(of: $0) }
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
      periods: configuration.periods, options: options, now: now,
      keepsDays: configuration.keepPages, print: print)
    defer { progress.finish() }
    var summary = try await reporter.run { [progress] state in
      progress.update { _ in
        "\(state.site): \(PrintableText.string(from: state.panel)), panel \(state.done) of "
          + "\(state.total)"
      }
    }
    if let publication {
      progress.update { _ in "publishing" }
      summary.failures += try await publication.run()
    }
    return summary
  }
}
