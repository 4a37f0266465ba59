import Clickstream
import Enrichment
import Foundation
import Glibc
import LocalPostgres
import PostgreSQL
import Settings
import Support
import Warehouse

/// The PostgreSQL of the harness: commits are durable against a kill, not against a power cut.
struct TrialServer: Sendable {
  let cluster: LocalCluster
  /// Where to connect, as a role that may make databases.
  let info: ConnectionInfo

  private static let template = "faults_template"
  static let settings = [
    "fsync": "off", "autovacuum": "off", "max_connections": "60", "shared_buffers": "128MB",
    "full_page_writes": "off",
  ]

  /// Starts a server below `folder`, with a template that all databases are copies of: one key and
  /// the same salts, so that two can be compared row for row.
  static func start(in folder: String) async throws -> TrialServer {
    let cluster = LocalCluster(directory: "\(folder)/cluster", settings: settings)
    let server = TrialServer(cluster: cluster, info: try await cluster.start())
    try await server.make(template, from: "template0")
    try await prepare(server.info.with(database: template))
    return server
  }

  /// A fresh database with the schema of this program.
  func make(_ name: String) async throws -> ConnectionInfo {
    try await make(name, from: Self.template)
    return info.with(database: name)
  }

  func drop(_ name: String) async throws {
    try await run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", as: "postgres")
  }

  /// Changes a setting of a database, from outside it.
  func alter(_ name: String, _ change: String) async throws {
    try await run("ALTER DATABASE \(name) \(change)", as: "postgres")
  }

  private func make(_ name: String, from source: String) async throws {
    try await drop(name)
    try await run("CREATE DATABASE \(name) TEMPLATE \(source)")
  }

  private func run(_ sql: String, as user: String? = nil) async throws {
    var info = info.with(database: "postgres")
    if let user { info["user"] = user }
    let connection = try await Connection.open(info)
    try await connection.execute(sql, name: "trial database")
    await connection.close()
  }

  /// Sends a signal to the server itself.
  func signal(_ number: Int32) async throws {
    guard case .running(let pid) = try await cluster.status else {
      throw HarnessError("the server is down before its time")
    }
    kill(pid, number)
  }

  /// Ends the server by a signal, and starts it again once it is gone.
  func restart(by number: Int32, after seconds: Double = 0) async throws {
    try await signal(number)
    try await eventually("the server is down") {
      if case .running = try await cluster.status { return false }
      return true
    }
    if seconds > 0 { try await Task.sleep(for: .seconds(seconds)) }
    try await cluster.start()
  }

  static func prepare(_ info: ConnectionInfo) async throws {
    let library = try StatementLibrary()
    let connection = try await Connection.open(info)
    try await Migrator(connection, library: library).migrate()
    await connection.close()
    let warehouse = try await Warehouse.open(info, role: .ingest, statements: library)
    guard let ids = warehouse.ids else { throw HarnessError("the loader has no key") }
    let configuration = try Configuration.load(
      contents: Array(Trial.sites.utf8), file: "footfall.yaml", environment: [:], flags: [:],
      currentFolder: "/")
    let directory = SiteDirectory(configuration.sites, ids: ids, hostless: nil)
    try await warehouse.declare(directory)
    var random = SplitMix64(seed: 1)
    let periods = (-8...3).map { month in
      SaltPeriod.of(
        KeyedLog.start.advanced(bySeconds: (month * 30 + 14) * 86_400),
        site: directory.entries[0].id,
        configuration.sites[0])
    }
    // As of now: what no line used for long is destroyed.
    let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
    _ = try await warehouse.salts(of: periods, now: now, using: &random)
    await warehouse.close()
  }
}
