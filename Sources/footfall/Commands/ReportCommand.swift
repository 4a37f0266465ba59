import ArgumentParser
import Clickstream
import Pipeline
import Reports
import Settings
import Warehouse

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the dashboards, all from one snapshot of the database.",
    discussion: """
      Days are those of the site and inclusive; nothing depends on today's date. With --quiet it says \
      nothing where all went well.
      """)

  @OptionGroup var period: PeriodOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var pages: PageOptions
  @OptionGroup var saying: SayingOptions

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(pages.flags) { $1 })
    let today = setup.configuration.sites.map { $0.zone.day(of: Setup.now) }.max()
    if let asOf = period.asOf, let today, asOf > today {
      throw UsageError("--as-of \(asOf) lies ahead: what will hold then is not known")
    }
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let report = try setup.report(service, period: period, display: display)
    let statements = try StatementLibrary()
    let summary = try await Interruption.cancelling(display) {
      NightlySummary(report: try await report.run(statements: statements))
    }
    if saying.quiet, !saying.json {
      for warning in summary.report?.warnings ?? [] { print("Note: \(warning).") }
    } else {
      let place = try await Place(setup.configuration, service, setup.surroundings)
      print(try summary.text(place, json: saying.json))
    }
    try summary.report?.checkDelivery()
  }
}

extension Setup {
  /// The report that the options ask for.
  func report(
    _ database: DatabaseService, period: PeriodOptions, display: ProgressDisplay
  ) throws -> ReportRun {
    try report(
      database,
      ReportOptions(
        site: period.site, from: period.from, until: period.until, asOf: period.asOf), display)
  }

  /// The pages of all sites, of the newest days.
  func report(_ database: DatabaseService, display: ProgressDisplay) throws -> ReportRun {
    try report(database, ReportOptions(), display)
  }

  private func report(
    _ database: DatabaseService, _ options: ReportOptions, _ display: ProgressDisplay
  ) throws -> ReportRun {
    ReportRun(
      configuration: configuration, database: database, resources: try resources(),
      folders: ReportRun.Folders(
        output: surroundings.outputFolder(configuration),
        persons: surroundings.personsFolder(configuration)),
      options: options,
      now: Self.now, progress: display)
  }
}
