import Clickstream
import PostgreSQL
import Settings
package import Warehouse

extension DatabaseService {
  /// The daemons that follow inputs in this database: host and process, each once.
  ///
  /// None where there is no database of this schema, or nobody can ask.
  package func followers(_ statements: StatementLibrary) async throws -> [String] {
    let warehouse: Warehouse
    do {
      warehouse = try await Warehouse.open(
        try await info, role: .report, statements: statements)
    } catch is PostgresError {
      return []
    } catch is WarehouseError {
      return []
    }
    let rows = try? await warehouse.run("report_sources")
    await warehouse.close()
    let owners = try rows?.filter { try $0.get("is_followed") }.map { row in
      try row.get("owner", as: String.self)
    }
    return Set(owners ?? []).sorted()
  }
}

/// Which inputs daemons of this machine follow, and whether they have read everything.
struct FollowedInputs {
  /// An input that a daemon holds.
  struct Held {
    let input: InputSource
    let presence: SourcePresence
  }

  /// How long a daemon is waited for, and how often it is asked.
  private static let patience = Duration.seconds(60)
  private static let interval = Duration.milliseconds(250)

  private let server: ConnectionInfo
  private let statements: StatementLibrary

  init(_ server: ConnectionInfo, _ statements: StatementLibrary) {
    self.server = server
    self.statements = statements
  }

  /// The inputs that a daemon holds.
  func find(_ inputs: [InputSource]) async throws -> [Held] {
    let rows = try await read()
    return inputs.compactMap { input in
      rows.first { $0.path == input.path }.map { Held(input: input, presence: $0.presence) }
    }
  }

  /// Waits until all that was seen of the inputs is read; a minute at most.
  func wait(for inputs: [Held]) async throws {
    let paths = Set(inputs.map(\.input.path))
    let start = ContinuousClock.now
    while try await read().contains(where: { paths.contains($0.path) && $0.bytesBehind > 0 }),
      ContinuousClock.now - start < Self.patience
    {
      // The daemon writes how it stands now and then, and tells nobody.
      try await Task.sleep(for: Self.interval)
    }
  }

  /// The inputs of this machine that are followed just now.
  private func read() async throws -> [Followed] {
    try await Warehouse.with(server, role: .report, statements: statements) { warehouse in
      try await warehouse.run("report_sources").compactMap { row in
        guard try row.get("host") == Host.name, try row.get("is_followed") else { return nil }
        return Followed(
          path: try row.get("path"), bytesBehind: try row.get("bytes_behind"),
          presence: try SourcePresence(row))
      }
    }
  }

  private struct Followed {
    let path: String
    let bytesBehind: Int64
    let presence: SourcePresence
  }
}
