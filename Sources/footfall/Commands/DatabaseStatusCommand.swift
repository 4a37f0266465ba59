import ArgumentParser
import LocalPostgres
import Pipeline
import PostgreSQL

struct DatabaseStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say which database is used and whether it answers.")

  @OptionGroup var options: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  private struct Summary: Encodable {
    let database, kind, state, configuration: String
    let serverVersion: String?
  }

  func run() async throws {
    let setup = try Setup(config: options.config, flags: options.flags)
    let database = try setup.database()
    let status = try await database.status
    let kind =
      switch database.home {
      case .cluster(let cluster): "private cluster in \(cluster.directory)"
      case .server: "server of your own"
      }
    let summary = Summary(
      database: try await database.info.description, kind: kind, state: status.words,
      configuration: setup.configuration.name, serverVersion: status.version)
    guard !json else { return print(try JSON.text(summary)) }
    var rows = [
      ["database", summary.database], ["server", summary.kind], ["state", summary.state],
    ]
    if let version = summary.serverVersion { rows.append(["version", "PostgreSQL \(version)"]) }
    print(Columns.text(rows + [["configuration", summary.configuration]]))
  }
}

extension DatabaseService.Status {
  fileprivate var words: String {
    switch self {
    case .absent: "not made yet; the first command that needs it makes it"
    case .stopped: "down; the next command that needs it starts it"
    case .running: "up"
    case .missing: "up, but without this database; the first command that needs it makes it"
    }
  }

  fileprivate var version: String? {
    guard case .running(let number) = self else { return nil }
    return "\(number / 10_000).\(number % 10_000)"
  }
}
