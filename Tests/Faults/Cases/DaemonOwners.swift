import Glibc
import PostgreSQL

extension FaultCase {
  /// Several daemons, other users, wrong settings, little room.
  static let owners: [FaultCase] = [
    FaultCase(
      "F46-run", "two daemons, the same files", how: "the second is started twice", quick: true
    ) {
      trial in
      var keyed = KeyedLog(0, seed: 46)
      let daemon = try trial.daemon()
      try trial.grow(&keyed, by: 2_000, at: trial.log("access.log"), stream: "0")
      try await trial.caughtUpTo(keyed, daemon)
      for _ in 0..<2 {
        let second = try trial.daemon()
        let status = try await second.end(within: 30)
        trial.note(status == 75, "the second ended with \(status)")
        trial.note(second.tail.contains("process \(daemon.process)"), "the owner is not told")
      }
      try trial.grow(&keyed, by: 2_000, at: trial.log("access.log"), stream: "0")
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase(
      "F47", "an old daemon wakes up", how: "SIGSTOP, its backends ended, a new one, SIGCONT",
      quick: true
    ) { trial in
      var keyed = KeyedLog(0, seed: 47)
      let access = trial.log("access.log")
      for _ in 0..<trial.few(2, 10) {
        let old = try trial.daemon()
        let before = try await trial.position()
        try trial.grow(&keyed, by: 12_000, at: access, stream: "0")
        try await trial.moves(old, past: before)
        old.signal(SIGSTOP)
        try await trial.endBackends()
        let new = try trial.daemon()
        try trial.grow(&keyed, by: 3_000, at: access, stream: "0")
        try await trial.caughtUpTo(keyed, new)
        old.signal(SIGCONT)
        let status = try await old.end(within: 40)
        trial.note(status != 0, "the old one ended with 0")
        try trial.grow(&keyed, by: 500, at: access, stream: "0")
        try await trial.caughtUpTo(keyed, new)
        try await trial.stop(new)
        trial.addRounds(1)
      }
      trial.expect(keyed.manifest)
      try await trial.settle(try trial.daemon())
    },
    FaultCase(
      "F54-run", "what is no file", how: "loops, FIFO, folder, /dev/zero among the logs"
    ) { trial in
      try await trial.shell(
        """
        cd '\(trial.path("logs"))'
        ln -s a.lnk b.lnk; ln -s b.lnk a.lnk; ln -s nowhere dangling.log; mkfifo fifo.log
        mkdir folder.log; ln -s /dev/zero zero.log
        """)
      let daemon = try trial.daemon()
      try trial.writeLogs(300)
      try await trial.settle(daemon)
    },
    FaultCase(
      "F55-run", "permission lost and regained", how: "chmod 000 as another user", quick: true
    ) {
      trial in
      try await trial.shell("chmod 755 '\(trial.folder)/..' '\(trial.folder)'")
      var keyed = KeyedLog(0, seed: 55)
      let access = trial.log("access.log")
      let daemon = try trial.daemon(under: [
        "setpriv", "--reuid=footfall", "--regid=footfall", "--clear-groups", "--",
      ])
      try trial.grow(&keyed, by: 400, at: access, stream: "0")
      try await trial.caughtUpTo(keyed, daemon)
      try trial.rename(access, to: access + ".1")
      try trial.grow(&keyed, by: 400, at: access, stream: "1")
      try await trial.shell("chmod 000 '\(access)'; sleep 1; chmod 644 '\(access)'")
      try trial.grow(&keyed, by: 400, at: access, stream: "1")
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase(
      "F57", "a reload with mistakes", how: "a wrong configuration, SIGHUP; then a right one",
      quick: true
    ) { trial in
      var keyed = KeyedLog(0, seed: 57)
      let access = trial.log("access.log")
      let daemon = try trial.daemon()
      try trial.grow(&keyed, by: 300, at: access, stream: "0")
      try await trial.caughtUpTo(keyed, daemon)
      for wrong in ["inptus: []\n", "inputs: [a\n", "sites: 5\n"] {
        try trial.write(wrong, to: "footfall.yaml")
        daemon.signal(SIGHUP)
        try await eventually("the mistake is told") { daemon.tail.contains("footfall.yaml:1") }
        try trial.grow(&keyed, by: 300, at: access, stream: "0")
        try await trial.caughtUpTo(keyed, daemon)
      }
      try trial.write(Trial.settings(), to: "footfall.yaml")
      daemon.signal(SIGHUP)
      try trial.grow(&keyed, by: 300, at: access, stream: "0")
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase("F78-run", "few descriptors", how: "prlimit --nofile=64, 100 files; then without") {
      trial in
      let daemon = try trial.daemon(under: ["prlimit", "--nofile=64:64", "--"])
      var logs = (0..<100).map { KeyedLog($0, seed: 78, noise: false) }
      for round in 0..<2 {
        let before = try await trial.position()
        for number in logs.indices {
          try trial.grow(&logs[number], by: 20, at: trial.log("\(number).log"), stream: "\(number)")
        }
        try await trial.moves(daemon, past: before)
        try await eventually("round \(round): it is told") {
          daemon.tail.contains("Too many open files")
        }
      }
      for log in logs { trial.expect(log.manifest) }
      try await trial.stop(daemon)
      try await trial.settle(try trial.daemon())
    },
  ]
}

extension Trial {
  /// Ends all connections of loaders.
  func endBackends() async throws {
    try await administer(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'footfall'
      """)
  }
}
