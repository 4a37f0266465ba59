import Foundation
import Glibc

extension FaultCase {
  /// What happens to files while a daemon follows them.
  static let following: [FaultCase] = [
    FaultCase(
      "F18", "rename, and the writer goes on", how: "3 s of lines into the old file"
    ) { trial in
      var keyed = KeyedLog(0, seed: 18)
      var next = KeyedLog(1, seed: 18)
      let access = trial.log("access.log")
      let daemon = try trial.daemon()
      try trial.grow(&keyed, by: 500, at: access, stream: "0")
      try trial.rename(access, to: access + ".1")
      for _ in 0..<6 {
        try trial.grow(&keyed, by: 40, at: access + ".1", stream: "0")
        try trial.grow(&next, by: 30, at: access, stream: "1")
        try await Task.sleep(for: .milliseconds(500))
      }
      trial.expect(keyed.manifest)
      trial.expect(next.manifest)
      try await trial.settle(daemon)
    },
    FaultCase("F19", "20 rotations in 10 s", how: "mv chains, faster than the look") { trial in
      try await trial.underFire(rotating: true, rounds: 60, lines: 150) { daemon in
        try await Task.sleep(for: .milliseconds(160))
        return daemon
      }
    },
    FaultCase("F21", "copytruncate", how: "cp, : > log, under a following daemon", quick: true) {
      trial in
      var keyed = KeyedLog(0, seed: 21)
      let access = trial.log("access.log")
      let daemon = try trial.daemon()
      for round in 0..<trial.few(3, 12) {
        try trial.grow(&keyed, by: 700 + round, at: access, stream: "\(round)")
        if round % 2 == 0 {
          try await trial.caughtUpTo(keyed, daemon)
        }
        try await trial.shell("cp '\(access)' '\(access).\(round)'")
        truncate(access, 0)
      }
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase(
      "F21-window", "copytruncate, lines in between", how: "lines after cp and before : > log"
    ) { trial in
      var keyed = KeyedLog(0, seed: 21)
      var windows = (0..<8).map { KeyedLog(100 + $0, seed: 21, noise: false) }
      let access = trial.log("access.log")
      let daemon = try trial.daemon()
      for round in windows.indices {
        try trial.grow(&keyed, by: 700, at: access, stream: "\(round)")
        try await trial.caughtUpTo(keyed, daemon)
        // Every second time the daemon is not quick enough, and the lines are lost to everybody.
        if round % 2 == 0 { daemon.signal(SIGSTOP) }
        try await trial.shell("cp '\(access)' '\(access).\(round)'")
        try trial.append(windows[round].lines(5), to: access)
        if round % 2 == 1 { try await Task.sleep(for: .milliseconds(300)) }
        truncate(access, 0)
        daemon.signal(SIGCONT)
      }
      trial.expect(keyed.manifest)
      try await trial.caughtUp(with: keyed.manifest)
      try await trial.stop(daemon)
      // The truth about the lines in between is what was seen of them.
      var lost = 0
      for round in windows.indices {
        let keys = windows[round].manifest.kept
        let seen = try await Inspection.of(trial.info) { try await $0.kept(of: keys) }
        var again = KeyedLog(100 + round, seed: 21, noise: false)
        trial.expect(again.lines(seen.count), of: "\(round)")
        trial.expect(again.manifest)
        if seen.isEmpty { lost += 1 }
      }
      try await trial.check()
      trial.note((1..<windows.count).contains(lost), "\(lost) of 8 windows were lost")
      let gaps = try await Inspection.of(trial.info) {
        try await $0.number(
          "SELECT count(*) FROM footfall_store.source_gap WHERE reason = 'truncated'")
      }
      trial.note(gaps >= lost, "\(lost) windows were lost, and \(gaps) gaps are told of")
    },
    FaultCase(
      "F22-run", "truncated and grown past", how: "a new beginning, longer than what was read"
    ) { trial in
      var keyed = KeyedLog(0, seed: 22)
      let access = trial.log("access.log")
      let daemon = try trial.daemon()
      for round in 0..<5 {
        try trial.grow(&keyed, by: 300 + 300 * round, at: access, stream: "\(round)")
        try await trial.caughtUpTo(keyed, daemon)
        if round < 4 { truncate(access, 0) }
      }
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase(
      "F24-run", "compressed beside and behind", how: "gzip -k, gzip, a slow gzip"
    ) {
      trial in
      var keyed = KeyedLog(0, seed: 24)
      let access = trial.log("access.log")
      let daemon = try trial.daemon()
      try trial.grow(&keyed, by: 3_000, at: access, stream: "0")
      try await trial.caughtUpTo(keyed, daemon)
      try trial.rename(access, to: access + ".1")
      try await trial.shell("gzip -k '\(access).1'; sleep 0.3; rm '\(access).1'")
      try trial.grow(&keyed, by: 3_000, at: access, stream: "1")
      let packed = try await trial.gzip(trial.truth[1].bytes)
      for part in 0..<8 {
        let step = (packed.count + 7) / 8
        try trial.append(Array(packed.dropFirst(part * step).prefix(step)), to: access + ".2.gz")
        try await Task.sleep(for: .milliseconds(150))
      }
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase("F26-run", "inode reuse", how: "rm, and the next file gets its number") { trial in
      let daemon = try trial.daemon()
      for number in 0..<trial.few(3, 10) {
        var keyed = KeyedLog(number, seed: 26)
        let name = trial.log("\(number).log")
        try trial.grow(&keyed, by: 300, at: name, stream: "\(number)")
        trial.expect(keyed.manifest)
        try await trial.caughtUp(daemon)
        unlink(name)
      }
      try await trial.settle(daemon)
    },
    FaultCase("F28-run", "many empty and tiny files", how: "they begin to grow later") { trial in
      let daemon = try trial.daemon()
      var logs = (0..<190).map { KeyedLog($0, seed: 28, noise: false) }
      for number in logs.indices { try trial.append([], to: trial.log("\(number).log")) }
      for number in logs.indices {
        try trial.grow(&logs[number], by: 2, at: trial.log("\(number).log"), stream: "\(number)")
        trial.expect(logs[number].manifest)
      }
      try await trial.settle(daemon)
    },
    FaultCase("F29-run", "a last line in two parts", how: "kill -9 between them", quick: true) {
      trial in
      var keyed = KeyedLog(0, seed: 29, noise: false)
      let access = trial.log("access.log")
      for round in 0..<trial.few(3, 12) {
        let daemon = try trial.daemon()
        let before = try await trial.position()
        let bytes = keyed.lines(3)
        let cut = bytes.count - 1 - (round * 37) % 120
        try trial.append(Array(bytes[..<cut]), to: access)
        try await trial.moves(daemon, past: before)
        daemon.signal(SIGKILL)
        _ = try await daemon.end(within: 10)
        try trial.append(Array(bytes[cut...]), to: access)
        trial.expect(bytes, of: "0")
        trial.addRounds(1)
      }
      trial.expect(keyed.manifest)
      try await trial.settle(try trial.daemon())
    },
    FaultCase(
      "F30", "a last line that stays open", how: "rotated without its line feed", quick: true
    ) {
      trial in
      var keyed = KeyedLog(0, seed: 30, noise: false)
      let access = trial.log("access.log")
      let daemon = try trial.daemon()
      let bytes = keyed.lines(200)
      try trial.append(Array(bytes.dropLast()), to: access)
      trial.expect(Array(bytes.dropLast()), of: "0")
      try trial.rename(access, to: access + ".1")
      var next = KeyedLog(1, seed: 30)
      try trial.grow(&next, by: 100, at: access, stream: "1")
      trial.expect(keyed.manifest)
      trial.expect(next.manifest)
      try await trial.settle(daemon)
    },
    FaultCase("F31", "one byte at a time", how: "a write for each byte") { trial in
      var keyed = KeyedLog(0, seed: 31)
      let daemon = try trial.daemon()
      let bytes = keyed.lines(40)
      for byte in bytes { try trial.append([byte], to: trial.log("access.log")) }
      trial.expect(bytes, of: "0")
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase(
      "F56", "deleted while it is read", how: "rm, rm -rf of the folder, made again", quick: true
    ) {
      trial in
      var keyed = KeyedLog(0, seed: 56)
      let daemon = try trial.daemon()
      try trial.grow(&keyed, by: 2_000, at: trial.log("access.log"), stream: "0")
      try await trial.caughtUpTo(keyed, daemon)
      try await trial.shell(
        "rm -rf '\(trial.path("logs"))'; sleep 0.5; mkdir '\(trial.path("logs"))'")
      try trial.grow(&keyed, by: 700, at: trial.log("access.log"), stream: "1")
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
  ]
}

extension Trial {
  /// Waits until all lines of this log are stored, with what was expected before.
  func caughtUpTo(
    _ log: KeyedLog, _ daemon: Child, within seconds: Double = 30
  ) async throws {
    let wanted = log.manifest.lineCount + manifest.lineCount
    try await eventually("\(wanted) lines are stored; \(daemon.tail)", within: seconds) {
      if daemon.hasEnded { try await ended(daemon) }
      return try await stored() >= wanted
    }
  }
}
