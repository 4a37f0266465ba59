import ArgumentParser
import Pipeline
import Warehouse

struct DatabaseRevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Take back what 'db grant' gave, and end the sessions of that user.")

  @Argument(help: "From whom.") var name: String
  @Option(help: "Only this role; without it all.") var role: AccessRights.Role?
  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let statements = try StatementLibrary()
    _ = try await database.open(statements) { Terminal.complain($0 + "\n") }
    let what = role.map { "as \($0.rawValue) " } ?? ""
    if try await database.revoke(role, from: name, statements) {
      print("\(name) may no longer use the database \(what)".trimmedEnd + ".")
    } else {
      print("\(name) could not use the database \(what)anyway; nothing was changed.")
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
