import ArgumentParser
import LocalPostgres
internal import Foundation
internal import Glibc
import Pipeline
import PostgreSQL
import Warehouse

struct DatabasePsqlCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "psql",
    abstract: "Open the database in psql; what stands behind -- goes to psql.")

  @OptionGroup var options: DatabaseOptions
  @Flag(name: .customLong("owner"), help: "As the owner of the tables, not as an analyst.")
  var isOwner = false

  @Argument(parsing: .postTerminator, help: "Arguments for psql, as in: -- -c 'SELECT 1'")
  var arguments: [String] = []

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let info = try await database.open(StatementLibrary()) { Terminal.complain($0 + "\n") }
    var program = "psql"
    if case .cluster(let cluster) = database.home { program = try await cluster.psql[0] }
    // By the environment: a command line can be read by everybody.
    if let password = info["password"] { unsafe setenv("PGPASSWORD", password, 1) }
    if ProcessInfo.processInfo.environment["PGOPTIONS"] == nil {
      let role = isOwner ? "" : "-c role=\(Warehouse.Role.analyst.rawValue) "
      unsafe setenv("PGOPTIONS", "\(role)-c search_path=footfall,public", 1)
    }
    try ProgramReplacement.run(
      program, [info.description] + arguments, package: "postgresql-client")
  }
}
