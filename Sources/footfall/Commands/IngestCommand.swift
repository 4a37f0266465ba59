import ArgumentParser
import Clickstream
import Enrichment
internal import Foundation
import Pipeline
import Settings
import Warehouse

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract:
      "Load access logs, form submissions, mail and lists; what was loaded before adds nothing.",
    discussion: """
      Finds out what each input is: a log (also gzipped), NDJSON of form submissions, a message, \
      an mbox, a Maildir, or a list whose columns are the fields of one ledger; a folder stands \
      for all in it, - for standard input. With --quiet it says nothing where all went well.

      A form submission is one JSON object a line: {"time": "2026-03-01T09:30:00Z", "form": \
      "contact", "page": "/contact", "fields": {"email": "…", "message": "…"}}. Columns of lists: \
      'footfall import --fields'.
      """)

  @Argument(help: "Files, folders, Maildirs, or - for standard input.")
  var paths: [String]

  @Option(
    help: ArgumentHelp("The site of lines, forms and mail that name no host.", valueName: "name"))
  var site: String?

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var saying: SayingOptions

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(reading.flags) { $1 },
      inputFolder: try inputFolder(), knowsStaff: true)
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let ingest = IngestRun(
      configuration: setup.configuration, database: service, rules: try setup.rules(),
      hostlessSite: site, now: Setup.now, progress: display)
    let statements = try StatementLibrary()
    let summary = try await Interruption.cancelling(display) { [paths] in
      try await ingest.run(paths: paths, statements: statements)
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    let outcome = Result { try summary.check() }
    if case .success = outcome, saying.quiet, !saying.json { return }
    print(
      saying.json
        ? try JSON.text(IngestOutput(place, ingest: summary))
        : summary.text(in: place.currentFolder) + "\n\n" + place.text)
    try outcome.get()
  }

  /// The folder among the inputs that has a configuration of its own.
  private func inputFolder() throws -> String? {
    let found = paths.filter { FileManager.default.fileExists(atPath: "\($0)/footfall.yaml") }
    guard found.count > 1, database.config == nil else { return found.first }
    throw UsageError(
      "each of \(found.joined(separator: ", ")) holds a footfall.yaml: load them one by one, or "
        + "say --config FILE")
  }
}

/// What `--json` prints of an ingestion.
struct IngestOutput: Encodable {
  let database, configuration: String
  let linesPerSecond: Double
  let ingest: IngestSummary

  init(_ place: Place, ingest: IngestSummary) {
    database = place.database
    configuration = place.configuration
    linesPerSecond = ingest.linesPerSecond
    self.ingest = ingest
  }
}
