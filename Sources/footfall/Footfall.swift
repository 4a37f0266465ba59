import ArgumentParser
internal import Foundation

/// The command line: one file a subcommand.
@main
struct Footfall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "footfall",
    abstract: "Access logs, form submissions and mail into PostgreSQL, and dashboards out of it.",
    discussion: """
      Exit codes: 0 done, 1 failed or stopped, 2 usage or configuration, 75 try again later. \
      Ctrl-C stops after the batch in hand: what was stored stays, and the same command goes on \
      from there. A second Ctrl-C stops at once; nothing is half stored then either.
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, StatusCommand.self, CheckCommand.self, TailCommand.self, IngestCommand.self,
      ImportCommand.self, PersonCommand.self, ContactCommand.self, CaseCommand.self,
      ActivityCommand.self,
      DiaryCommand.self, VendorCommand.self, NightlyCommand.self, ReportCommand.self,
      OpenCommand.self,
      PanelCommand.self, ConfigCommand.self, DatabaseCommand.self, DemoCommand.self,
      UndoCommand.self,
      RejectsCommand.self, ReclassifyCommand.self, CompareCommand.self, RetentionCommand.self,
      VerifyCommand.self, AuditCommand.self,
    ])

  /// The command that was asked for.
  ///
  /// Of a line on which an argument is missing and an option is unknown the option is told: who
  /// mistyped it looks for it.
  private static func parsed() throws -> any ParsableCommand {
    do {
      return try parseAsRoot()
    } catch {
      var arguments = Array(CommandLine.arguments.dropFirst())
      guard exitCode(for: error) == .validationFailure else { throw error }
      for _ in 0..<4 {
        arguments.append("x")
        do {
          _ = try parseAsRoot(arguments)
        } catch let further where message(for: further).hasPrefix("Unknown option") {
          throw further
        } catch { continue }
        break
      }
      throw error
    }
  }

  /// Parses, runs, and ends with the exit code of the house.
  static func main() async {
    // Who reads no more of what is printed, as `head` does, does not end the work.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parsed()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      _ = try Terminal.flush()
    } catch {
      Foundation.exit(Failure.report(error))
    }
  }
}
