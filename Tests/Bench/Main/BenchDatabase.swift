import Clickstream
import Enrichment
import Foundation
import LocalPostgres
import Pipeline
import PostgreSQL
import Settings
import Warehouse

/// A private cluster for measuring, with durable settings like the real one.
struct BenchDatabase {
  let info: ConnectionInfo
  let library: StatementLibrary

  init(folder: String) async throws {
    info = try await LocalCluster(directory: folder, database: "bench").start()
    library = try StatementLibrary()
  }

  /// Drops what the run before left, and migrates.
  func renew() async throws {
    let admin = try await Connection.open(info.with(database: "postgres"))
    try await admin.execute("DROP DATABASE IF EXISTS bench", name: "drop")
    try await admin.execute("CREATE DATABASE bench TEMPLATE template0", name: "create")
    await admin.close()
    let connection = try await Connection.open(info)
    try await Migrator(connection, library: library).migrate()
    await connection.close()
  }

  /// - Parameter bare: without the rules for user agents, browsers and places.
  func ingest(
    _ path: String, _ configuration: Configuration = Configuration(), bare: Bool = false
  ) async throws -> IngestSummary {
    let (info, library) = (info, library)
    let rules =
      bare ? try Self.bareRules() : try RuleBook.load(configuration, ResourceFolders(root: "."))
    let ingestion = try Ingestion(
      configuration: configuration, rules: rules, hostlessSite: nil,
      now: Instant(seconds: Int64(Date().timeIntervalSince1970))
    ) { try await Warehouse.open(info, role: .ingest, statements: library) }
    return try await ingestion.run(paths: [path])
  }

  private static func bareRules() throws -> RuleBook {
    let nothing = """
      browsers: [mozilla/]
      rules:
        - {name: Nothing, class: crawler, agents: [no agent says this]}
      """
    return RuleBook(
      topics: try Topics.load(file: "Config/topics.yaml"),
      visitors: VisitorRules(
        agents: try AgentRules(own: nothing, browsers: nil), channels: try ChannelRules(),
        places: Places(databases: [])))
  }

  /// Seconds that a binary COPY of ready-made rows takes, committed, into a table without index.
  func copyBare(_ buffers: [[UInt8]]) async throws -> Double {
    let connection = try await Connection.open(info)
    try await connection.execute(
      """
      DROP TABLE IF EXISTS public.bare;
      CREATE TABLE public.bare (LIKE footfall_store.event)
      """, name: "bare")
    let seconds = try await Stopwatch.seconds {
      try await connection.copyIn(
        EventColumns.copy(into: "public.bare"), name: "copy_bare"
      ) { writer in
        for buffer in buffers { try await writer.write(buffer) }
      }
    }
    await connection.close()
    return seconds
  }
}

enum Stopwatch {
  static func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    let elapsed = start.duration(to: .now).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }
}

extension [Double] {
  var median: Double { sorted()[count / 2] }
}
