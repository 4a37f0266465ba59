import Glibc
import PostgreSQL

extension FaultCase {
  /// PostgreSQL goes away, refuses, or fails.
  static let server: [FaultCase] = [
    FaultCase(
      "F05", "PostgreSQL stops at once", how: "SIGQUIT under load, started after 1 s"
    ) { trial in
      try await trial.underFire(rounds: trial.few(2, 10)) { _ in
        try await trial.server.restart(by: SIGQUIT, after: 1)
      }
    },
    FaultCase("F05-kill", "PostgreSQL is killed", how: "SIGKILL of the postmaster under load") {
      trial in
      try await trial.underFire(rounds: trial.few(1, 6)) { _ in
        try await trial.server.restart(by: SIGKILL)
      }
    },
    FaultCase("F06", "PostgreSQL restarts", how: "SIGINT (fast) under load, started again") {
      trial in
      try await trial.underFire(rounds: trial.few(2, 10)) { _ in
        try await trial.server.restart(by: SIGINT)
      }
    },
    FaultCase(
      "F07", "backends are killed", how: "pg_terminate_backend, 50 times"
    ) { trial in
      var cuts = 0
      let wanted = trial.few(10, 50)
      try await trial.underFire(rounds: trial.few(3, 12)) { child in
        while cuts < wanted, !child.hasEnded { cuts += try await trial.terminate() }
      }
      trial.note(cuts >= wanted / 2, "only \(cuts) backends were met")
    },
    FaultCase(
      "F10", "serialization failures and deadlocks", how: "a trigger raises 40001, 40P01 at COMMIT",
      quick: true
    ) { trial in
      try trial.writeLogs(trial.few(3_000, 30_000))
      for state in ["40001", "40P01"] {
        try await trial.failCommits(state, where: "n % 3 = 1")
        try await trial.finish()
        try await trial.check()
        try await trial.renew()
      }
    },
    FaultCase(
      "F11", "states that pass", how: "53300, 53200, 57P03, 55P03, 08006 at the first COMMITs"
    ) { trial in
      try trial.writeLogs(2_000)
      for state in ["53300", "53200", "57P03", "55P03", "08006", "57P01"] {
        try await trial.failCommits(state, where: "n <= 2")
        try await trial.finish()
        try await trial.check()
        try await trial.renew()
      }
    },
    FaultCase("F11-stop", "states that do not pass", how: "42501 and 42P01 at COMMIT") { trial in
      try trial.writeLogs(500)
      for state in ["42501", "42P01"] {
        try await trial.failCommits(state, where: "true")
        let child = try trial.ingest()
        let status = try await child.end(within: 60)
        trial.note(status == 1, "\(state): it ended with \(status)")
        trial.note(child.tail.contains("footfall: "), "\(state): no clear error: \(child.tail)")
        trial.note(try await trial.position() == 0, "\(state): something was stored")
        try await trial.administer("DROP TRIGGER fault ON footfall_store.stream")
        try await trial.finish()
        try await trial.check()
        try await trial.renew()
      }
    },
  ]
}

extension Trial {
  /// Ends the connections of loaders that are at work; says how many.
  func terminate() async throws -> Int {
    var superuser = info
    superuser["user"] = "postgres"
    return try await Inspection.of(superuser) {
      try await $0.number(
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'footfall' AND state <> 'idle'
          AND random() < 0.2
        """)
    }
  }
}
