import ArgumentParser
import Pipeline
import Settings
import Warehouse

struct CaseReopenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Open a case again that was closed or answered.")

  @Argument(
    help: ArgumentHelp(
      "The id that `footfall case list` shows, or that of a message in `contact list`.",
      valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var note: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseStepRun(id: id, database: database).run { _ in .reopen(note: note ?? "") }
  }
}
