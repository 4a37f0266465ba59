import ArgumentParser
import Pipeline
import Settings
import Warehouse

struct CaseAssignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Say who of the staff sees to a case.")

  @Argument(
    help: ArgumentHelp(
      "The id that `footfall case list` shows, or that of a message in `contact list`.",
      valueName: "id"))
  var id: String

  @Argument(help: "Who: a name, address or login of staff.yaml; without that file any name.")
  var staff: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await CaseStepRun(id: id, database: database).run { roll in
      .assign(owner: try roll.known(staff))
    }
  }
}
