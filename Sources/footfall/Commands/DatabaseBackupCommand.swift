import ArgumentParser
import LocalPostgres
import Pipeline
import Warehouse

struct DatabaseBackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write the database to a file, whole or not at all.")

  @Argument(help: "The file to write, in PostgreSQL's custom format.") var file: String
  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let cluster = try database.cluster(
      for: "db backup", instead: "use pg_dump --format=custom")
    _ = try await database.open(StatementLibrary()) { Terminal.complain($0 + "\n") }
    try await cluster.backup(to: file)
    print("Wrote the database \(cluster.database) to \(file).")
  }
}
