internal import Foundation
package import PostgreSQL

/// A private cluster of Debian's PostgreSQL, for people who have none: on a socket that only its
/// owner can reach, never run by root, shared by whoever needs it.
package struct LocalCluster: Sendable {
  /// What is known of the server.
  package enum Status: Equatable, Sendable {
    /// No cluster has been made yet.
    case absent
    case stopped
    case running(pid: Int32)
  }

  /// The role that owns the database and may make roles; it is no superuser.
  package static let role = "footfall"
  /// The superuser, for making databases and for backups.
  static let superuser = "postgres"

  /// Where the cluster was asked to be, an absolute path.
  package let directory: String
  package let database: String
  let settings: [String: String]
  private let patience: Duration

  /// A cluster below `directory` with the database called `database`; nothing is made yet.
  ///
  /// `settings` are for the server, beside its usual ones. `patience` is how long a server that died
  /// is left to the service that kept it alive: longer than systemd waits before it tries again.
  package init(
    directory: String, database: String = "footfall", settings: [String: String] = [:],
    patience: Duration = .seconds(60)
  ) {
    self.patience = patience
    self.directory = URL(filePath: directory).standardizedFileURL.path(percentEncoded: false)
      .trimmingSuffix("/")
    self.database = database
    self.settings = settings
  }

  /// Starts the server if it is down, makes cluster and database if they are missing, and says
  /// where to connect.
  ///
  /// `announce` hears, in a sentence, of everything that is made or started.
  @discardableResult
  package func start(
    announce: @Sendable (String) -> Void = { _ in }
  ) async throws -> ConnectionInfo {
    let place = try await Place.find(directory)
    try await Supervision(place: place).wait(atMost: patience, announce: announce)
    let lock = try await lockWhole(place, announce)
    defer { extendLifetime(lock) }
    let (connection, socket) = try await bringUp(place, announce)
    let isNew = try await makeDatabase(connection)
    await connection.close()
    if isNew { announce("Made the database \(database).") }
    return info(socket, user: Self.role)
  }

  /// Makes the cluster if it is missing, and holds its lock.
  func lockWhole(
    _ place: Place, _ announce: @Sendable (String) -> Void
  ) async throws -> FileLock {
    try place.make()
    let lock = try await FileLock.acquire(place.lock, for: place.account)
    if place.home != directory {
      announce("\(directory) is closed to other users: the cluster is in \(place.home).")
    }
    if !Directory.exists("\(place.data)/PG_VERSION") {
      try await Initialiser(place: place, isDurable: settings["fsync"] != "off").make()
      announce("Made a PostgreSQL cluster in \(place.home).")
    }
    return lock
  }

  /// Starts the server unless it runs, and connects as its superuser.
  ///
  /// Tries again while a server that was found comes up or goes down.
  private func bringUp(
    _ place: Place, _ announce: @Sendable (String) -> Void
  ) async throws -> (connection: Connection, socket: String) {
    let server = try Server(place: place)
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      let socket: String
      if let running = ServerProcess(data: place.data) {
        socket = running.socketDirectory
      } else {
        do {
          socket = try await server.start(settings: settings)
        } catch {
          // One that serves in the foreground takes no lock, and may have been quicker.
          guard let running = ServerProcess(data: place.data) else { throw error }
          socket = running.socketDirectory
        }
        announce("Started PostgreSQL \(server.binaries.major) in \(place.home).")
      }
      do {
        let info = info(socket, user: Self.superuser).with(database: "postgres")
        return (try await Connection.open(info), socket)
      } catch let error as PostgresError where error.isRetryable && ContinuousClock.now < deadline {
        // It answers before it lets anybody in.
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Stops the server of this cluster, ending its connections; does nothing when it is down.
  package func stop() async throws {
    let place = try await Place.find(directory)
    guard Directory.exists(place.data) else { return }
    let lock = try await FileLock.acquire(place.lock, for: place.account)
    defer { extendLifetime(lock) }
    guard ServerProcess(data: place.data) != nil else { return }
    try await Server(place: place).stop()
    try Directory.remove(place.socketDirectory)
  }

  package var status: Status {
    get async throws {
      let place = try await Place.find(directory)
      guard Directory.exists("\(place.data)/PG_VERSION") else { return .absent }
      return ServerProcess(data: place.data).map { .running(pid: $0.pid) } ?? .stopped
    }
  }

  /// Where to connect, if the server runs.
  package var url: ConnectionInfo {
    get async throws {
      let place = try await Place.find(directory)
      let running = ServerProcess(data: place.data)
      return info(running?.socketDirectory ?? place.socketDirectory, user: Self.role)
    }
  }

  /// The command line of `psql` for the database.
  package var psql: [String] {
    get async throws {
      [try binaries(of: await Place.find(directory)).path("psql"), "\(try await url)"]
    }
  }

  func info(_ socket: String, user: String) -> ConnectionInfo {
    ConnectionInfo(host: socket, database: database, user: user)
  }

  func binaries(of place: Place) throws -> Binaries { try Server(place: place).binaries }

  /// Makes role and database if they are missing; says whether the database was.
  private func makeDatabase(_ connection: Connection) async throws -> Bool {
    let roles = try await connection.query(
      "SELECT FROM pg_roles WHERE rolname = $1", name: "role", [.text(Self.role)])
    if roles.isEmpty {
      try await connection.execute(
        "CREATE ROLE \(Self.role) LOGIN CREATEDB CREATEROLE", name: "create role")
    }
    let databases = try await connection.query(
      "SELECT FROM pg_database WHERE datname = $1", name: "database", [.text(database)])
    guard databases.isEmpty else { return false }
    try await connection.execute(
      "CREATE DATABASE \(quoted(database)) OWNER \(Self.role)", name: "create database")
    return true
  }

  /// A name as SQL writes it.
  func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension String {
  /// Without `suffix` at its end, as often as it stands there, but never empty.
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    var text = self
    while text.count > suffix.count, text.hasSuffix(suffix) { text.removeLast(suffix.count) }
    return text
  }
}
