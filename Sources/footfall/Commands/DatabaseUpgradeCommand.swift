import ArgumentParser
import LocalPostgres
import Pipeline
import Warehouse

struct DatabaseUpgradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Bring the private cluster to the newest PostgreSQL installed, and the schema up.",
    discussion: """
      The cluster is copied; the old one is kept beside the new one until you remove it. Stop what \
      uses the database before: its connections end. On a server of your own only the schema is \
      brought up.
      """)

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let statements = try StatementLibrary()
    if case .cluster(let cluster) = database.home {
      switch try await cluster.upgrade(announce: { Terminal.complain($0 + "\n") }) {
      case .absent: print("There was no cluster yet.")
      case .newest(let major):
        print("The cluster is of PostgreSQL \(major), the newest that is installed.")
      case .upgraded(let old, let new, let kept):
        print("The cluster is of PostgreSQL \(new) now. That of PostgreSQL \(old) is kept whole:")
        print("  rm -r '\(kept)'    # when all is well")
      }
    }
    let applied = try await database.migrate(statements) { Terminal.complain($0 + "\n") }
    print(
      applied.isEmpty
        ? "The schema is that of this program." : "Applied \(applied.joined(separator: ", ")).")
  }
}
