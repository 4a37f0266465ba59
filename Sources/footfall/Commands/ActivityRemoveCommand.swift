import ArgumentParser
import Pipeline
import Settings
import Warehouse

struct ActivityRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take back what was written down with `activity add`.")

  @Argument(help: ArgumentHelp("The id that `footfall activity list` shows.", valueName: "id"))
  var id: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let number = try RecordID(id, of: "an activity", see: "activity list").value
    let setup = try Setup(config: database.config, flags: database.flags, knowsStaff: true)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let sources = try await service.withWarehouse(
      .ingest, statements, announce: { Terminal.complain("\($0)\n") }
    ) { try await $0.sources(ofActivity: number) }
    guard !sources.isEmpty else {
      throw NothingFound("there is no activity #\(number); see `footfall activity list`")
    }
    if let file = sources.first(where: { $0.name != ActivityEntry.source }) {
      throw UsageError(
        "activity #\(number) came with the file \(file.name): `footfall undo` takes the whole file "
          + "back, and a row of a later file replaces one of the same number")
    }
    _ = try await Undo(sites: setup.configuration.sites) {
      let info = try await service.open(statements) { Terminal.complain("\($0)\n") }
      return try await Warehouse.open(info, role: .ingest, statements: statements)
    }.run(sources.map(\.generation), now: Setup.now)
    try await service.withWarehouse(
      .ingest, statements, announce: { Terminal.complain("\($0)\n") }
    ) { try await $0.forgetSteps(ofActivity: number) }
    print("#\(number) is taken back.")
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}
