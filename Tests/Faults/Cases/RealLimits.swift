import Glibc
import PostgreSQL

extension FaultCase {
  /// Limits that a server truly has, met by a daemon and lifted again.
  static let realLimits: [FaultCase] =
    [
      RealLimit(
        "F11-connections", "no more connections", impose: "CONNECTION LIMIT 0",
        lift: "CONNECTION LIMIT -1"),
      RealLimit(
        "F11-readonly", "a database that is read-only",
        impose: "SET default_transaction_read_only = on",
        lift: "RESET default_transaction_read_only"),
      RealLimit(
        "F11-lock", "a lock that is not had in time", impose: "SET lock_timeout = '50ms'",
        lift: "RESET lock_timeout", holding: "LOCK TABLE footfall_store.stream"),
    ].map { limit in
      FaultCase(limit.id, limit.fault, how: "\(limit.impose); 3 s under a daemon") { trial in
        try await trial.meet(limit)
      }
    }
}

/// A limit of a database.
struct RealLimit {
  let id, fault: String
  /// What `ALTER DATABASE` is told.
  let impose, lift: String
  /// What another transaction does meanwhile.
  let holding: String

  init(_ id: String, _ fault: String, impose: String, lift: String, holding: String = "SELECT") {
    self.id = id
    self.fault = fault
    self.impose = impose
    self.lift = lift
    self.holding = holding
  }
}

extension Trial {
  fileprivate func meet(_ limit: RealLimit) async throws {
    var keyed = KeyedLog(0, seed: 11)
    let access = log("access.log")
    let daemon = try daemon()
    var superuser = info
    superuser["user"] = "postgres"
    let holder = try await Connection.open(
      superuser, options: ConnectionOptions(applicationName: "faults"))
    for _ in 0..<3 {
      try grow(&keyed, by: 2_000, at: access, stream: "0")
      try await caughtUpTo(keyed, daemon)
      try await holder.execute("BEGIN; \(limit.holding)", name: "hold")
      try await server.alter(database, limit.impose)
      try await endBackends()
      let before = try await events(as: superuser)
      try grow(&keyed, by: 2_000, at: access, stream: "0")
      try await Task.sleep(for: .seconds(3))
      if daemon.hasEnded { try await ended(daemon) }
      note(try await events(as: superuser) == before, "the limit was none")
      try await holder.execute("COMMIT", name: "let_go")
      try await server.alter(database, limit.lift)
      // Those that came in under the limit keep it.
      try await endBackends()
      try await caughtUpTo(keyed, daemon)
      addRounds(1)
    }
    await holder.close()
    expect(keyed.manifest)
    try await settle(daemon)
  }

  private func events(as user: ConnectionInfo) async throws -> Int {
    try await Inspection.of(user) {
      try await $0.number("SELECT count(*) FROM footfall_store.event")
    }
  }
}
