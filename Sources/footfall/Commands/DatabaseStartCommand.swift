import ArgumentParser
import Pipeline
import PostgreSQL
import Warehouse

struct DatabaseStartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start the private cluster and make the database ready.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let info = try await setup.database().open(StatementLibrary()) {
      Terminal.complain($0 + "\n")
    }
    print("The database is up: \(info)")
  }
}
