import Glibc
import Support

extension FaultCase {
  /// The program dies, at every moment that matters and at random ones.
  static let killing: [FaultCase] =
    [("read", "EIO"), ("openat", "EMFILE")].map { call, error in
      FaultCase("F01-\(call)-\(error)", "\(error) at the N-th \(call)", how: "strace, N = 1, 2, …")
      { trial in
        try trial.writeLogs(600)
        try await trial.enumerate(
          call, "error=\(error)", limit: 20, run: { try trial.ingest(under: $0) },
          after: { strike in
            trial.note(
              strike.endedInOrder, "\(call) \(strike.number): it ended with \(strike.status)")
            try await trial.finish()
            try await trial.check()
            try await trial.renew()
          })
      }
    }
    + ["sendto", "recvfrom", "openat", "read", "write", "newfstatat"].map { call in
      FaultCase(
        "F01-\(call)", "killed at the N-th \(call)", how: "strace, SIGKILL at N = 1, 2, …",
        quick: call == "sendto"
      ) { trial in
        try trial.writeLogs(trial.few(300, 1_500))
        try await trial.enumerate(
          call, "signal=SIGKILL", limit: trial.few(6, 40), run: { try trial.ingest(under: $0) },
          after: { _ in
            try await trial.finish()
            try await trial.check()
            try await trial.renew()
          })
      }
    } + [
      FaultCase(
        "F02", "kill -9 at random under load", how: "after 5 to 500 ms; the log grows and rotates"
      ) { trial in
        var random = SplitMix64(seed: 2)
        var keyed = KeyedLog(0, seed: 2)
        let access = trial.log("access.log")
        var generation = 0
        for round in 1...trial.few(8, 200) {
          try trial.grow(
            &keyed, by: round % 10 == 1 ? 4_000 : 300, at: access, stream: "\(generation).log")
          if round % 5 == 0 {
            try trial.rename(access, to: "\(access).\(generation)")
            generation += 1
          }
          let child = try trial.ingest()
          try await Task.sleep(for: .milliseconds(Int.random(in: 5...500, using: &random)))
          child.signal(SIGKILL)
          _ = try await child.end(within: 20)
          trial.addRounds(1)
        }
        trial.expect(keyed.manifest)
        try await trial.finish()
        try await trial.check()
      }
    ]

  /// What a person or a system sends to a program.
  static let signals: [FaultCase] = [
    FaultCase(
      "F03", "SIGTERM in the middle of a batch", how: "kill -TERM under full load"
    ) { trial in
      try await trial.signal([SIGTERM])
    },
    FaultCase("F04", "SIGINT twice", how: "kill -INT, kill -INT under load") { trial in
      try await trial.signal([SIGINT, SIGINT])
    },
    FaultCase("F04-stop", "SIGSTOP, SIGCONT", how: "under load, 3 s between") {
      trial in
      try await trial.underFire(rounds: trial.few(1, 3)) { child in
        child.signal(SIGSTOP)
        try await Task.sleep(for: .seconds(3))
        child.signal(SIGCONT)
      }
    },
  ]
}

extension Trial {
  /// How many loaders are connected.
  func loaders() async throws -> Int {
    try await Inspection.of(info) {
      try await $0.number(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'footfall'
        """)
    }
  }

  fileprivate func signal(_ numbers: [Int32]) async throws {
    var keyed = KeyedLog(0, seed: 7)
    for _ in 0..<few(1, 5) {
      try grow(&keyed, by: 120_000, at: log("access.log"), stream: "access.log")
      let child = try await startUnderWay()
      for number in numbers { child.signal(number) }
      let status = try await child.end(within: 10)
      note(
        status == 0 || status == 1 || status == 128 + (numbers.last ?? 0),
        "it ended with \(status)")
      let locks = try await Inspection.of(info) {
        try await $0.number(
          "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = "
            + "(SELECT oid FROM pg_database WHERE datname = current_database())")
      }
      note(locks == 0, "\(locks) locks stay")
      addRounds(1)
    }
    expect(keyed.manifest)
    try await finish()
    try await check()
  }
}
