import Foundation
import Glibc
import PostgreSQL

extension Trial {
  /// Starts the daemon on the logs.
  func daemon(
    under wrapper: [String] = [], environment: [String: String] = [:],
    info: ConnectionInfo? = nil
  ) throws -> Child {
    try start(["run"], under: wrapper, environment: environment, info: info)
  }

  /// Waits until every line that was written is accounted for in the database.
  func caughtUp(_ daemon: Child, within seconds: Double = 60) async throws {
    let wanted = manifest.lineCount
    try await eventually("all \(wanted) lines are stored; \(daemon.tail)", within: seconds) {
      if daemon.hasEnded { try await ended(daemon) }
      return try await stored() >= wanted
    }
  }

  /// Waits until every line of these is stored, whatever else is.
  func caughtUp(with manifest: Manifest) async throws {
    try await eventually("\(manifest.lineCount) lines are stored", within: 60) {
      try await Inspection.of(info) { try await $0.keys(of: manifest).lost } == 0
    }
  }

  /// Throws the end of a daemon that should have gone on.
  func ended(_ daemon: Child) async throws {
    let status = try await daemon.end(within: 5)
    throw HarnessError("the daemon ended with \(status): \(daemon.tail)")
  }

  /// Lines that the tallies tell of; -1 while nobody can say.
  func stored() async throws -> Int64 {
    do {
      return try await Inspection.of(info) {
        Int64(
          try await $0.number(
            "SELECT coalesce(sum(lines), 0) FROM footfall_store.stream_tally"))
      }
    } catch is PostgresError {
      return -1
    }
  }

  /// Waits until the daemon has read something since then.
  func moves(_ daemon: Child, past position: Int) async throws {
    try await eventually("the daemon reads on") {
      if daemon.hasEnded { try await ended(daemon) }
      return try await self.position() > position
    }
  }

  /// Ends the daemon as a system does, and sees that it ends in time and in order.
  func stop(_ daemon: Child, expecting wanted: Child.Status = 0) async throws {
    daemon.signal(SIGTERM)
    let status = try await daemon.end(within: 11)
    // Before it said anything it had not yet asked to be told of signals.
    let isEarly = status == 128 + SIGTERM && daemon.tail.isEmpty
    note(status == wanted || isEarly, "the daemon ended with \(status): \(daemon.tail)")
  }

  /// Waits for the daemon to read all, ends it, and compares.
  func settle(_ daemon: Child, digest: Bool = true, duplicates: Int = 0) async throws {
    try await caughtUp(daemon)
    try await stop(daemon)
    try await check(digest: digest, duplicates: duplicates)
  }

  /// Reads everything that is there with a daemon of its own.
  func readOnce(expecting statuses: Set<Child.Status> = [0]) async throws {
    let child = try start(["run", "--once"])
    let status = try await child.end(within: 120)
    note(statuses.contains(status), "run --once ended with \(status): \(child.tail)")
  }

  /// Writes to a growing, rotating log while a daemon follows it; `fire` is called in between.
  ///
  /// `fire` gets the daemon, may end it, and gives back the one that goes on.
  func underFire(
    rotating: Bool, rounds: Int, lines: Int = 2_000, of format: KeyedLog.Format = .combined,
    info: ConnectionInfo? = nil, _ fire: (Child) async throws -> Child
  ) async throws {
    // What stands at the head of a file of forms tells what it is.
    var keyed = KeyedLog(0, seed: 6, format: format, noise: format != .form)
    var other = KeyedLog(1, seed: 6, format: .vhostCombined)
    let access = log("access.log")
    var generation = 0
    var daemon = try daemon(info: info)
    for round in 1...rounds {
      try grow(&keyed, by: lines, at: access, stream: "\(generation).log")
      try grow(&other, by: lines / 4, at: log("other.log"), stream: "other.log")
      if rotating, round.isMultiple(of: 3) {
        for old in (0..<generation).reversed() {
          try rename("\(access).\(old + 1)", to: "\(access).\(old + 2)")
        }
        try rename(access, to: "\(access).1")
        generation += 1
      }
      daemon = try await fire(daemon)
      addRounds(1)
    }
    expect(keyed.manifest)
    expect(other.manifest)
    try await settle(daemon)
  }
}
