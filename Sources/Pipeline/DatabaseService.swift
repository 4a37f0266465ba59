package import LocalPostgres
package import PostgreSQL
package import Settings
package import Warehouse

/// The database of a run, wherever it is.
package struct DatabaseService: Sendable {
  package enum Home: Sendable {
    /// A private cluster, started when it is needed.
    case cluster(LocalCluster)
    /// A server of the operator's own.
    case server(ConnectionInfo)
  }

  /// What is known of a database without starting or making anything.
  package enum Status: Equatable, Sendable {
    /// No private cluster has been made yet.
    case absent
    /// The private cluster is down.
    case stopped
    /// The server answers; `version` as libpq counts it: 150018 is 15.18.
    case running(version: Int)
    /// The server answers, but has no such database.
    case missing
  }

  /// The database of everyday work in a private cluster.
  package static let usualName = "footfall"
  /// The demo's; it mixes with nothing.
  package static let demoName = "footfall_demo"

  package let home: Home
  /// Where what belongs to the data lies beside the database.
  private let dataFolder: String

  /// - Parameters:
  ///   - dataFolder: where a private cluster lies.
  ///   - name: the database, in place of the usual one or of that in the address.
  /// - Throws: `UsageError` where the address is none.
  package init(_ choice: DatabaseChoice, dataFolder: String, name: String? = nil) throws {
    self.dataFolder = dataFolder
    switch choice {
    case .embedded:
      let directory = "\(dataFolder)/cluster"
      home = .cluster(LocalCluster(directory: directory, database: name ?? Self.usualName))
    case .url(let url):
      let info: ConnectionInfo
      do {
        info = try ConnectionInfo(url: url)
      } catch {
        throw UsageError("the setting 'database': \(error.message ?? "no address of a server")")
      }
      home = .server(name.map { info.with(database: $0) } ?? info)
    }
  }

  /// The file of the key for what is secret in lists.
  package func secretKey(_ configuration: Configuration) -> String {
    configuration.secretKey ?? "\(dataFolder)/secret.key"
  }

  /// Where to connect if the server runs; its description is the address without the password.
  package var info: ConnectionInfo {
    get async throws {
      switch home {
      case .cluster(let cluster): try await cluster.url
      case .server(let info): info
      }
    }
  }

  /// Starts a private cluster if it is down, makes the database if it is missing, and brings it to
  /// the schema of this program; says where to connect.
  ///
  /// `announce` hears, in a sentence, of everything that is made or started.
  /// - Throws: `LocalPostgresError`, `PostgresError`, `WarehouseError`.
  package func open(
    _ statements: StatementLibrary, announce: @escaping @Sendable (String) -> Void
  ) async throws -> ConnectionInfo {
    let info = try await reach(announce: announce)
    if let last = try await migrate(info, statements).last {
      announce("Brought the database \(Self.name(of: info)) to the schema \(last).")
    }
    return info
  }

  /// Does what `open` does, and gives the names of the migrations that it applied.
  package func migrate(
    _ statements: StatementLibrary, announce: @escaping @Sendable (String) -> Void
  ) async throws -> [String] {
    try await migrate(reach(announce: announce), statements)
  }

  private func migrate(
    _ info: ConnectionInfo, _ statements: StatementLibrary
  ) async throws -> [String] {
    try await withConnection(to: info) { connection in
      try await Migrator(connection, library: statements).migrate()
    }
  }

  /// How many steps the schema lacks, where the server answers; changes nothing.
  ///
  /// - Throws: what `open` would: `WarehouseError` where the database is newer than the program.
  package func missingMigrations(_ statements: StatementLibrary) async throws -> Int {
    try await withConnection(to: info) { connection in
      try await Migrator(connection, library: statements).missing()
    }
  }

  package var status: Status {
    get async throws {
      if case .cluster(let cluster) = home {
        switch try await cluster.status {
        case .absent: return .absent
        case .stopped: return .stopped
        case .running: break
        }
      }
      do {
        let version = try await withConnection(to: info) { await $0.serverVersion }
        return .running(version: version)
      } catch let error as PostgresError where error.state == .invalidCatalogName {
        return .missing
      } catch let error as PostgresError where error.state == .invalidAuthorization && isCluster {
        // A cluster that was made to be served, and has not been used yet, lacks its owner too.
        return .missing
      }
    }
  }

  /// Drops the database and all that is in it; says whether there was one.
  package func drop() async throws -> Bool {
    if case .cluster(let cluster) = home {
      guard try await cluster.status != .absent else { return false }
      try await LocalCluster(directory: cluster.directory, database: "postgres").start()
    }
    let info = try await info
    return try await withConnection(to: info.with(database: "postgres")) { connection in
      let name = Self.name(of: info)
      let rows = try await connection.query(
        "SELECT FROM pg_database WHERE datname = $1", name: "find_database", [.text(name)])
      guard !rows.isEmpty else { return false }
      do {
        // Without force the server itself sends its own workers away, which force may not.
        try await connection.execute("DROP DATABASE \(Self.quoted(name))", name: "drop_database")
      } catch let error as PostgresError where error.state == SQLState("55006") {
        try await connection.execute(
          "DROP DATABASE \(Self.quoted(name)) WITH (FORCE)", name: "drop_database")
      }
      return true
    }
  }

  private func reach(
    announce: @escaping @Sendable (String) -> Void
  ) async throws -> ConnectionInfo {
    let info: ConnectionInfo
    switch home {
    case .cluster(let cluster): return try await cluster.start(announce: announce)
    case .server(let server): info = server
    }
    do {
      try await withConnection(to: info) { _ in }
    } catch let error as PostgresError where error.state == .invalidCatalogName {
      let name = Self.name(of: info)
      try await withConnection(to: info.with(database: "postgres")) { connection in
        try await connection.execute(
          "CREATE DATABASE \(Self.quoted(name)) TEMPLATE template0 ENCODING 'UTF8'",
          name: "create_database")
      }
      announce("Made the database \(name): \(info).")
    }
    return info
  }

  private static func name(of info: ConnectionInfo) -> String { info.database ?? usualName }

  private static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }
}

/// Opens a connection for `body` and closes it after, however that ends.
package func withConnection<Answer>(
  to info: ConnectionInfo, _ body: (Connection) async throws -> Answer
) async throws -> Answer {
  let connection = try await Connection.open(info)
  do {
    let answer = try await body(connection)
    await connection.close()
    return answer
  } catch {
    await connection.close()
    throw error
  }
}
