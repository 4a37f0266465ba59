import ArgumentParser
import Pipeline
import Settings
import Warehouse

struct CaseCloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close a case, with what it came from and what was done.",
    discussion: """
      The cause stands on a page for everybody once it is said twice: name nobody in it. A few words \
      for causes, always the same, make the picture of causes useful: late delivery, \
      wrong bill.
      """)

  @Argument(
    help: ArgumentHelp(
      "The id that `footfall case list` shows, or that of a message in `contact list`.",
      valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("What it came from, in a word or two.", valueName: "text"))
  var cause: String?

  @Option(help: ArgumentHelp("What was done.", valueName: "text"))
  var note: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseStepRun(id: id, database: database).run { _ in
      .close(cause: cause ?? "", note: note ?? "")
    }
  }
}
