import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct DiaryDoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Say that an entry of the diary is done.")

  @Argument(help: ArgumentHelp("The id that `footfall diary list` shows.", valueName: "id"))
  var id: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let number = try RecordID(id, of: "an entry", see: "diary list").value
    let setup = try Setup(config: database.config, flags: database.flags)
    let roll = try setup.staff()
    let service = try setup.database()
    let done = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { try await $0.finish(diaryEntry: number, staff: roll.author, now: Setup.now) }
    guard let done else {
      throw NothingFound(
        "no entry #\(number) is to be done; next actions end with a later activity of the person, "
          + "and renewals with the list of subscriptions")
    }
    print("Done: \(PrintableText.string(from: done.what)), of \(done.day).")
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}
