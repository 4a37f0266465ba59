internal import Foundation

/// Starts and stops the server of a cluster that exists; the caller holds its lock.
struct Server {
  let place: Place
  let binaries: Binaries

  init(place: Place) throws {
    self.place = place
    let version = try? String(contentsOfFile: "\(place.data)/PG_VERSION", encoding: .utf8)
    binaries = try Binaries.find(
      major: version.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
  }

  init(place: Place, binaries: Binaries) {
    self.place = place
    self.binaries = binaries
  }

  /// Makes all ready for a server that is down: files that a dead one left, settings, rules.
  func prepare(settings: [String: String]) async throws {
    try await ServerProcess.clearStale(data: place.data)
    try place.makeSocketDirectory()
    // The directory is this cluster's alone; a dead server's lock would stand in the way while its
    // number is in use, be it by a zombie.
    for name in [".s.PGSQL.5432", ".s.PGSQL.5432.lock"] {
      try Directory.remove("\(place.socketDirectory)/\(name)")
    }
    let guests = Guests(place: place)
    try Directory.write(
      ServerSettings.file(extra: guests.settings.merging(settings) { $1 }),
      to: "\(place.data)/footfall.conf", for: place.account)
    try guests.writeRules()
  }

  /// Starts the server and waits until it takes connections; gives the directory of its socket.
  func start(settings: [String: String]) async throws -> String {
    try await prepare(settings: settings)
    let outcome = try await control([
      "start", "--wait", "--timeout=300", "--silent", "--log=server.log",
      "--options=-k \(place.socketDirectory)",
    ])
    guard outcome.succeeded else {
      throw LocalPostgresError(
        "PostgreSQL in \(place.home) did not start",
        advice: "see the end of \(place.log) below",
        details: Directory.lines(of: place.log, last: 8))
    }
    try Supervision(place: place).end()
    return place.socketDirectory
  }

  /// Stops the server; transactions that are open are rolled back.
  func stop() async throws {
    let outcome = try await control(["stop", "--wait", "--timeout=300", "--silent", "--mode=fast"])
    guard outcome.succeeded else {
      throw LocalPostgresError(
        "PostgreSQL in \(place.home) did not stop", advice: "see \(place.log)",
        details: outcome.lines)
    }
    try Supervision(place: place).end()
  }

  func control(_ arguments: [String]) async throws -> Command.Outcome {
    // By the environment and a relative name: pg_ctl hands paths to a shell.
    try await Command(binaries.path("pg_ctl"), arguments)
      .run(as: place.account, in: place.home, environment: ["PGDATA": place.data])
  }
}
