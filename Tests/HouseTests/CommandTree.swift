import Foundation
import Support

/// The subcommands of the built program, as its argument parser describes them.
struct CommandTree: Decodable {
  let commandName: String
  let subcommands: [CommandTree]?

  private struct Dump: Decodable {
    let command: CommandTree
  }

  static func load() async throws -> CommandTree {
    let outcome = try await BuiltProgram("footfall").run(["--experimental-dump-help"])
    return try JSONDecoder().decode(Dump.self, from: Data(outcome.output.utf8)).command
  }

  /// The words of every command that does something itself: `["db", "status"]`.
  var paths: [[String]] {
    guard let subcommands, !subcommands.isEmpty else { return [[]] }
    return subcommands.filter { $0.commandName != "help" }.flatMap { command in
      command.paths.map { [command.commandName] + $0 }
    }
  }
}
