import ArgumentParser
import LocalPostgres
internal import Foundation
import Pipeline
import Warehouse

struct DatabaseRestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the database; where that fails, the old one stays.",
    discussion: """
      What was stored since the backup is gone then: it asks before, unless --yes is said.
      """)

  @Argument(help: "A file that 'footfall db backup' wrote.") var file: String
  @Flag(help: "Replace the database without asking.") var yes = false
  @OptionGroup var options: DatabaseOptions

  /// The roles that the schema grants to.
  private static let roles = [
    "footfall_owner", "footfall_ingest", "footfall_report", "footfall_analyst", "footfall_web",
  ]

  func run() async throws {
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw UsageError("\(file): there is no such file, or no permission to read it")
    }
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let cluster = try database.cluster(for: "db restore", instead: "use pg_restore")
    let statements = try StatementLibrary()
    switch try await database.status {
    case .absent, .missing: break
    case .stopped, .running:
      try Confirmation(isGiven: yes).ask(
        "Replace all that is in the database \(cluster.database) of \(cluster.directory)?",
        otherwise: "say --yes to replace all that is in the database \(cluster.database) of "
          + cluster.directory)
    }
    _ = try await database.open(statements) { Terminal.complain($0 + "\n") }
    try await cluster.restore(from: file, roles: Self.roles)
    // A backup of an older program is brought to the schema of this one.
    _ = try await database.open(statements) { Terminal.complain($0 + "\n") }
    print("Put \(file) in the place of the database \(cluster.database).")
  }
}
