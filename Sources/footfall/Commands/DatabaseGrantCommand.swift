import ArgumentParser
import LocalPostgres
import Pipeline
import PostgreSQL
import Warehouse

extension AccessRights.Role: ExpressibleByArgument {}

struct DatabaseGrantCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant",
    abstract: "Let a person or a program use the database; without a name, say who may.",
    discussion: """
      In the private cluster a name is that of a system user, whom the database knows without a \
      password. On a server of your own it is a user there.
      """)

  @Argument(help: "Who is let in.") var name: String?
  @Option(help: "What for: analyst and report read the views, ingest loads, web serves.")
  var role = AccessRights.Role.analyst
  @OptionGroup var options: DatabaseOptions
  @Flag(help: "Print the list for machines, as JSON.") var json = false

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let statements = try StatementLibrary()
    let info = try await database.open(statements) { Terminal.complain($0 + "\n") }
    guard let name else { return try printList(await database.grants(statements)) }
    try await database.grant(role, to: name, statements)
    print("\(name) may use the database as \(role.rawValue):")
    var own = info
    own["user"] = nil
    for secret in ["password", "passfile"] { own[secret] = nil }
    if case .server = database.home { own["user"] = name }
    print("  psql '\(own)'")
  }

  private func printList(_ grants: [AccessRights.Grant]) throws {
    guard !json else { return print(try JSON.text(grants)) }
    guard !grants.isEmpty else {
      return print("Nobody but the owner of the database may use it.")
    }
    print(Columns.text([["USER", "ROLE"]] + grants.map { [$0.name, $0.role] }))
  }
}
