import ArgumentParser
import Pipeline
import Reports
import Settings
import Warehouse

struct PanelCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say all mistakes of panels at once, with file and line; 2 if there are any.",
    discussion: """
      Headers are read, and statements compared with the database, which tells their columns; nothing \
      is run.
      """)

  @Argument(
    help: ArgumentHelp("Files of panels, or folders of them.", valueName: "file.sql|folder"))
  var paths: [String]

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let files = PanelFiles(paths: paths)
    guard !files.panels.isEmpty else { throw ProblemList(files.problems) }
    let display = Terminal.progress(quiet: false)
    let service = try setup.database()
    let problems = try await Interruption.cancelling(display) {
      let info = try await service.open(try StatementLibrary()) { display.say($0) }
      return try await PanelTrial(server: info).problems(of: files)
    }
    guard problems.isEmpty else { throw ProblemList(problems) }
    print("\(Quantity.counted(files.panels.count, "panel")): no mistakes.")
  }
}
