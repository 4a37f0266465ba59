import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import PostgreSQL
import Settings
import Warehouse

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Say whether the inputs can be read, what they hold and why, and how the database is.",
    discussion: """
      Checks the settings and the files that they name as 'config check' does, then looks at the files as this user sees them. \
      Ends with 2 for mistakes of the settings, 1 where an input or the database is not well. \
      Nothing is loaded, started or made.
      """)

  @OptionGroup var settings: AllSettingsOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  private struct Report: Encodable {
    let configuration, database, databaseState: String
    let isWell: Bool
    let inputs: [InputExamination]

    var verdict: String {
      inputs.allSatisfy(\.problems.isEmpty) ? "no mistakes" : "see what is marked above"
    }
  }

  func run() async throws {
    let setup = try settings.setup()
    let mistakes = setup.mistakesInFiles()
    guard mistakes.isEmpty else { throw UsageError(mistakes.joined(separator: "\n")) }
    let configuration = setup.configuration.knowing(try setup.staff())
    let (topics, now) = (try setup.topics(), Setup.now)
    let inputs = configuration.inputs.map {
      InputExamination($0, of: configuration, topics: topics, now: now)
    }
    let service = try setup.database()
    let (state, answers) = await Self.state(of: service, configuration.sites)
    let report = Report(
      configuration: configuration.name, database: (try? await service.info.description) ?? "",
      databaseState: state, isWell: answers && inputs.allSatisfy(\.isWell), inputs: inputs)
    print(json ? try JSON.text(report) : Self.text(report))
    if !report.isWell { throw ExitCode(Failure.failed) }
  }

  /// How the database is, in words, and whether that is well.
  private static func state(
    of service: DatabaseService, _ sites: [Site]
  ) async -> (String, Bool) {
    do {
      switch try await service.status {
      case .absent: return ("is made when it is first needed", true)
      case .stopped: return ("is down; it is started when it is needed", true)
      case .missing: return ("the server answers; the database is made when it is needed", true)
      case .running(let version):
        let answer = "answers: PostgreSQL \(version / 10_000)"
        guard version >= 150_000 else { return ("\(answer), and 15 or later is needed", false) }
        return try await (answer + schema(of: service, sites), true)
      }
    } catch let error as WarehouseError {
      return ("answers, but \(error)", false)
    } catch {
      return ("cannot be reached: \(error)", false)
    }
  }

  /// What is to be told of its schema; empty where it is as it should be.
  private static func schema(
    of service: DatabaseService, _ sites: [Site]
  ) async throws -> String {
    do {
      let missing = try await service.missingMigrations(StatementLibrary())
      guard missing == 0 else { return "; its schema is brought up to date when it is next used" }
      let changes = try await Warehouse.with(
        try await service.info, role: .report, statements: try StatementLibrary()
      ) { try await $0.profileChanges(of: sites) }
      return changes.map { "; \($0.sentence)" }.joined()
    } catch let error as PostgresError where error.state == .insufficientPrivilege {
      return ""
    } catch WarehouseError.roleMissing {
      return ""
    }
  }

  private static func text(_ report: Report) -> String {
    var parts: [String] = []
    for input in report.inputs {
      var rows = [["INPUT \(input.name)", "SIZE", "WHAT IT IS"]]
      rows += input.files.map { file in
        [
          file.path, Quantity.bytes(file.size),
          file.problem.isEmpty ? file.kind : "✘ \(file.problem)",
        ]
      }
      var lines = [Columns.text(rows, rightAligned: 1..<2)]
      lines += input.problems.map { "✘ \(shown($0))" }
      lines += input.formatPicture.map { "    \(shown($0))" }
      lines += input.warnings.map { "Note: \(shown($0))" }
      parts.append(lines.joined(separator: "\n"))
    }
    if geteuid() == 0, !report.inputs.isEmpty {
      parts.append(
        "Note: root may read everything. What the daemon of the shipped unit sees tells\n"
          + "  setpriv --reuid footfall --regid footfall --groups adm footfall check")
    }
    if report.inputs.isEmpty {
      parts.append("The configuration names no inputs: footfall run has nothing to follow.")
    }
    parts.append(
      Columns.text([
        ["Database", "\(report.database) \(report.databaseState)"],
        ["Configuration", "\(report.configuration): \(report.verdict)"],
      ]))
    return parts.joined(separator: "\n\n")
  }

  private static func shown(_ text: String) -> String { PrintableText.string(from: text) }
}
