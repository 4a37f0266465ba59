import Glibc
import PostgreSQL
import Support

extension FaultCase {
  /// The daemon and its database, under fire.
  static let daemon: [FaultCase] =
    ["sendto", "recvfrom", "read", "openat", "newfstatat"].map { call in
      FaultCase(
        "F01-run-\(call)", "daemon killed at the N-th \(call)", how: "strace on run --once, SIGKILL"
      ) { trial in
        try trial.writeLogs(600)
        try await trial.enumerate(
          call, "signal=SIGKILL", limit: 25,
          run: { try trial.start(["run", "--once"], under: $0) },
          after: { _ in
            try await trial.readOnce()
            try await trial.check()
            try await trial.renew()
          })
      }
    } + [
      FaultCase(
        "F02-run", "kill -9 of the daemon at random", how: "the logs grow and rotate", quick: true
      ) { trial in
        var random = SplitMix64(seed: 2)
        try await trial.underFire(rotating: true, rounds: trial.few(6, 200), lines: 800) { daemon in
          try await Task.sleep(for: .milliseconds(Int.random(in: 5...500, using: &random)))
          daemon.signal(SIGKILL)
          _ = try await daemon.end(within: 10)
          return try trial.daemon()
        }
      },
      FaultCase("F03-run", "SIGTERM of the daemon", how: "under load, 10 s to end", quick: true) {
        trial in
        try await trial.underFire(rotating: true, rounds: trial.few(2, 20), lines: 20_000) {
          daemon in
          try await Task.sleep(for: .milliseconds(300))
          try await trial.stop(daemon)
          return try trial.daemon()
        }
      },
      FaultCase("F04-run", "SIGPIPE, SIGSTOP, SIGCONT", how: "the daemon under load") { trial in
        try await trial.underFire(rotating: true, rounds: trial.few(1, 4)) { daemon in
          try await trial.moves(daemon, past: 0)
          daemon.signal(SIGPIPE)
          daemon.signal(SIGSTOP)
          try await Task.sleep(for: .seconds(4))
          daemon.signal(SIGCONT)
          return daemon
        }
      },
      FaultCase(
        "F05-run", "PostgreSQL stops at once", how: "SIGQUIT, SIGKILL, SIGINT under load",
        quick: true
      ) { trial in
        var signals = [SIGQUIT, SIGKILL, SIGINT]
        try await trial.underFire(rotating: true, rounds: trial.few(2, 12), lines: 8_000) {
          daemon in
          try await trial.moves(daemon, past: 0)
          try await eventually("the daemon is connected") { try await trial.loaders() > 0 }
          try await trial.server.restart(by: signals[0], after: 0.5)
          signals.append(signals.removeFirst())
          return daemon
        }
      },
      FaultCase("F07-run", "backends are killed", how: "pg_terminate_backend, 50 times") { trial in
        var cuts = 0
        try await trial.underFire(rotating: true, rounds: 20, lines: 8_000) { daemon in
          let until = ContinuousClock.now + .seconds(2)
          let wanted = cuts + 3
          while cuts < wanted, ContinuousClock.now < until { cuts += try await trial.terminate() }
          return daemon
        }
        trial.note(cuts >= 20, "only \(cuts) backends were met")
      },
      FaultCase(
        "F08-run", "cut during COMMIT", how: "a proxy loses the answer, the COMMIT"
      ) { trial in
        for fault in [Proxy.Fault.loseAnswer(every: 3), .loseCommit(every: 3)] {
          let proxy = try Proxy(folder: trial.path("p"), upstream: trial.info.host ?? "", fault)
          defer { proxy.stop() }
          var detour = trial.info
          detour["host"] = proxy.folder
          try await trial.underFire(
            rotating: true, rounds: trial.few(4, 50), lines: 500, info: detour
          ) { daemon in
            let before = proxy.strikes
            try? await eventually("the fault strikes", within: 2) { proxy.strikes > before }
            return daemon
          }
          trial.note(proxy.strikes >= trial.few(2, 20), "the fault struck \(proxy.strikes) times")
          try await trial.begin()
        }
      },
      FaultCase("F10-run", "serialization failures", how: "a trigger raises 40001 at COMMIT") {
        trial in
        try await trial.failCommits("40001", where: "n % 4 = 1")
        try await trial.underFire(rotating: true, rounds: 10) { $0 }
      },
    ]
}
