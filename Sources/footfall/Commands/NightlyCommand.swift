import ArgumentParser
import Enrichment
import Pipeline
import Settings
import Warehouse

struct NightlyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract: "Load the inputs that the configuration names, then write the dashboards.",
    discussion: """
      One at a time in a database: a second one ends with 75. With --quiet it says nothing where all \
      went well.
      """)

  @OptionGroup var period: PeriodOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var pages: PageOptions
  @OptionGroup var saying: SayingOptions

  func run() async throws {
    let flags = [database.flags, input.flags, reading.flags, pages.flags]
    let setup = try Setup(
      config: database.config, flags: flags.reduce(into: [:]) { $0.merge($1) { $1 } },
      knowsStaff: true)
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let rules = try setup.rules()
    let nightly = Nightly(
      inputs: setup.configuration.inputs, database: service,
      ingest: IngestRun(
        configuration: setup.configuration, database: service, rules: rules,
        loadsUndone: false, now: Setup.now, progress: display),
      report: try setup.report(service, period: period, display: display),
      rules: rules.visitors, now: Setup.now, progress: display)
    let statements = try StatementLibrary()
    let summary = try await Interruption.cancelling(display) {
      try await nightly.run(statements: statements)
    }
    if setup.configuration.inputs.isEmpty {
      display.mention("The configuration names no inputs: only the dashboards are written.")
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    let outcome = Result {
      try summary.ingest?.check()
      try summary.report?.checkDelivery()
    }
    if case .success = outcome, saying.quiet, !saying.json { return }
    print(try summary.text(place, json: saying.json))
    try outcome.get()
  }
}
