import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Load what the business keeps in lists: customers, orders, subscriptions, costs.",
    discussion: """
      Files are CSV as spreadsheets write it, or JSON lines. Columns that are named as the fields \
      of a ledger need no map (--fields prints their names); for others, or to leave columns out, \
      --guess prints one to look over and save. Each file is loaded whole or not at all, and rows that say what is known add nothing.
      """)

  @Argument(help: "Files, or - for standard input; with --fields names of ledgers.")
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "A mapping file; several: for each file the one that suits it best.", valueName: "file"))
  var map: [String] = []

  @Option(help: ArgumentHelp("The ledger that the files are.", valueName: "name"))
  var ledger: String?

  @Option(
    help: ArgumentHelp(
      "What the files are written in, where their bytes do not tell: windows-1250, Shift_JIS.",
      valueName: "name"))
  var encoding: String?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Since when the rows hold, YYYY-MM-DD; without it, when their file was written last.",
      valueName: "day"))
  var asOf: String?

  @Option(help: ArgumentHelp("The site of rows whose map names none.", valueName: "name"))
  var site: String?

  @Flag(help: "Load nothing: print a mapping file, guessed from the names of the columns.")
  var guess = false

  @Flag(help: "Load nothing: print the fields of the ledgers that are named, or of all.")
  var fields = false

  @OptionGroup var secrets: SecretOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var saying: SayingOptions

  func validate() throws {
    guard files.isEmpty, !fields else { return }
    throw ValidationError("Missing expected argument '<files> ...'")
  }

  func run() async throws {
    if fields { return try describe() }
    if guess { return try propose() }
    guard ledger == nil || map.isEmpty else {
      throw UsageError("--ledger and --map exclude each other: a mapping file names its ledger")
    }
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(secrets.flags) { $1 },
      knowsStaff: true)
    let maps = try LedgerMaps(
      files: map, ledger: ledger, encoding: encoding, shipped: Setup.shippedMaps)
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let run = LedgerImport(
      configuration: setup.configuration, maps: maps, site: site, asOf: try day(),
      now: Setup.now, secretKey: service.secretKey(setup.configuration),
      away: { display.say($0 ?? "The database takes rows again; loading goes on.") },
      connect: {
        let info = try await service.open(statements) { display.say($0) }
        return try await Warehouse.open(info, role: .ingest, statements: statements)
      })
    let summary = try await Interruption.cancelling(display) { [files] in
      try await run.run(paths: files)
    }
    display.finish()
    let place = try await Place(setup.configuration, service, setup.surroundings)
    print(
      saying.json
        ? try JSON.text(ImportOutput(place, summary)) : summary.text + "\n\n" + place.text)
    guard summary.failures.isEmpty else {
      throw IncompleteRun(
        description: Quantity.counted(summary.failures.count, "file was", "files were")
          + " not loaded; see NOT LOADED above")
    }
  }

  private func describe() throws {
    let names = files + [ledger].compactMap(\.self)
    let ledgers = try names.map { name in
      guard let ledger = Ledger.all.first(where: { $0.name == name }) else {
        throw UsageError("there is no ledger", name, among: Ledger.all.map(\.name))
      }
      return ledger
    }
    let shown = ledgers.isEmpty ? Ledger.all : ledgers
    print(shown.map(\.fieldText).joined(separator: "\n\n"))
  }

  private func propose() throws {
    for (index, file) in files.enumerated() {
      if index > 0 { print("---") }
      let proposal = try LedgerProposal(
        path: file, ledger: ledger, encoding: encoding, shipped: Setup.shippedMaps)
      print(proposal.yaml, terminator: "")
      for field in proposal.missing {
        Terminal.complain(
          "\(file): no column was found for `\(field)`, which a row of "
            + "\(proposal.ledger) needs\n")
      }
    }
  }

  private func day() throws -> Day? {
    guard let asOf else { return nil }
    guard let day = Day(asOf) else {
      throw UsageError("--as-of: expected a day as 2026-11-26")
    }
    guard day <= Zone.utc.day(of: Setup.now).advanced(byDays: 1) else {
      throw UsageError("--as-of \(day) lies ahead: what will hold then is not known")
    }
    return day
  }
}

/// What `--json` prints of an import.
private struct ImportOutput: Encodable {
  let database, configuration: String
  let `import`: LedgerImportSummary

  init(_ place: Place, _ summary: LedgerImportSummary) {
    database = place.database
    configuration = place.configuration
    `import` = summary
  }
}

extension LedgerImportSummary {
  /// The summary for people.
  fileprivate var text: String {
    var parts: [String] = []
    if !files.isEmpty {
      let rows = files.map { file in
        [
          file.path, file.ledger, Quantity.grouped(file.outcome.read),
          Quantity.grouped(file.outcome.stored), Quantity.grouped(file.outcome.unchanged),
          Quantity.grouped(file.outcome.rejected), file.note,
        ]
      }
      parts.append(
        Columns.text(
          [["FILE", "LEDGER", "ROWS", "NEW", "UNCHANGED", "REJECTED", "NOTE"]] + rows,
          rightAligned: 2..<6))
    }
    let remarks = files.flatMap(\.leftOutOfSums).map { "Note: \($0)." }
    if !remarks.isEmpty { parts.append(remarks.joined(separator: "\n")) }
    if !failures.isEmpty {
      let rows = failures.map { [$0.path, $0.bareReason] }
      parts.append(Columns.text([["NOT LOADED", "WHY"]] + rows))
    }
    return parts.joined(separator: "\n\n")
  }
}

extension LedgerImportSummary.File {
  fileprivate var note: String {
    if wasKnown {
      return (["loaded before; `footfall undo` with its name takes it back"] + remarks)
        .joined(separator: "; ")
    }
    let leftOut =
      outcome.leftOut > 0 ? "\(Quantity.grouped(outcome.leftOut)) left out by the map" : nil
    let erased =
      outcome.erased > 0 ? "\(Quantity.grouped(outcome.erased)) about persons who were erased" : nil
    let rejects = outcome.rejected > 0 ? "see `footfall rejects list`" : nil
    return (remarks + [leftOut, erased, rejects].compactMap(\.self)).joined(separator: "; ")
  }
}
