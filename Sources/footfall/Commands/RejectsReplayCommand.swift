import ArgumentParser
import Pipeline
import Warehouse

struct RejectsReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Read rejects again by today's configuration; what can be used now is kept.",
    discussion: """
      For after a site, a format or a rule was put right. Each record comes to where it would have \
      been, once; what still cannot be used stays a reject. Mail is read again by `footfall ingest`.
      """)

  @OptionGroup var options: RejectOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var saying: SayingOptions

  private struct Output: Encodable {
    let database, configuration: String
    let replay: RejectReplay.Summary
  }

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(reading.flags) { $1 },
      knowsStaff: true)
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let replay = RejectReplay(
      configuration: setup.configuration, rules: try setup.rules(), now: Setup.now
    ) { try await service.warehouse(statements) { display.say($0) } }
    let summary = try await Interruption.cancelling(display) { [options] in
      try await replay.run(options.filter)
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    print(
      saying.json
        ? try JSON.text(
          Output(
            database: place.database, configuration: place.configuration, replay: summary))
        : summary.text + "\n\n" + place.text)
  }
}

extension RejectReplay.Summary {
  fileprivate var text: String {
    let parts = [
      (counts.kept, "kept"), (counts.counted, "counted"), (counts.ignored, "ignored"),
      (counts.erased, "of persons who were erased"),
      (counts.rejected, "still rejected"),
    ].filter { $0.0 > 0 || $0.1 == "kept" }.map { "\(Quantity.grouped($0.0)) \($0.1)" }
    let first =
      Quantity.counted(read, "reject was", "rejects were")
      + " read again: \(parts.joined(separator: ", "))."
    let rest = left.map { "\(Quantity.counted($0.records, "was", "were")) left: \($0.reason)." }
    return ([first] + rest).joined(separator: "\n")
  }
}
