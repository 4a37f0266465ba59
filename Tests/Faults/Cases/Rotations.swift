import Glibc
import Support

extension FaultCase {
  /// What happens to files between two loads.
  static let rotations: [FaultCase] = [
    FaultCase(
      "F20", "rotation while nobody reads", how: "three renames between two loads"
    ) { trial in
      var keyed = KeyedLog(0, seed: 20)
      let access = trial.log("access.log")
      try trial.grow(&keyed, by: 700, at: access, stream: "0")
      try await trial.finish()
      for number in 0..<3 {
        try trial.grow(&keyed, by: 900, at: access, stream: "\(number)")
        for old in (0..<number).reversed() {
          try trial.rename("\(access).\(old + 1)", to: "\(access).\(old + 2)")
        }
        try trial.rename(access, to: "\(access).1")
      }
      try trial.grow(&keyed, by: 400, at: access, stream: "3")
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check()
    },
    FaultCase(
      "F22", "truncated and grown past the position", how: ": > log, then more than was read"
    ) { trial in
      for size in [200, 2_000] {
        var keyed = KeyedLog(0, seed: 22)
        let access = trial.log("access.log")
        try trial.grow(&keyed, by: size, at: access, stream: "old")
        try await trial.finish()
        truncate(access, 0)
        try trial.grow(&keyed, by: size * 2, at: access, stream: "new")
        trial.expect(keyed.manifest)
        try await trial.finish()
        try await trial.check()
        try await trial.begin()
      }
    },
    FaultCase("F23", "gzip while nobody reads", how: "mv, gzip, and a new log", quick: true) {
      trial in
      var keyed = KeyedLog(0, seed: 23)
      let access = trial.log("access.log")
      try trial.grow(&keyed, by: 3_000, at: access, stream: "0")
      try await trial.finish()
      try trial.grow(&keyed, by: 1_000, at: access, stream: "0")
      try trial.rename(access, to: "\(access).1")
      try await trial.shell("gzip '\(access).1'")
      try trial.grow(&keyed, by: 500, at: access, stream: "1")
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check()
    },
    FaultCase("F24", "the gzip of a file that was read", how: "gzip -k, cp, cat", quick: true) {
      trial in
      var keyed = KeyedLog(0, seed: 24)
      let access = trial.log("access.log")
      try trial.grow(&keyed, by: 2_000, at: access, stream: "0")
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.shell(
        """
        cd '\(trial.path("logs"))'
        gzip -k access.log; cp access.log copy.log; head -c 90000 access.log > part.log
        head -c 50000 access.log | gzip > a.gz; tail -c +50001 access.log | gzip > b.gz
        cat a.gz b.gz > whole.log.7.gz; rm a.gz b.gz; cp access.log.gz wrong-name.log
        """)
      try await trial.finish()
      try await trial.check()
    },
    FaultCase("F26", "inode reuse", how: "rm, and the next file gets its number") { trial in
      for number in 0..<trial.few(3, 20) {
        var keyed = KeyedLog(number, seed: 26)
        let name = trial.log("\(number).log")
        try trial.grow(&keyed, by: 300, at: name, stream: "\(number)")
        try await trial.finish()
        unlink(name)
        trial.expect(keyed.manifest)
      }
      try await trial.check()
    },
    FaultCase(
      "F27", "files that begin alike", how: "4 KiB of the same lines, then others", quick: true
    ) { trial in
      var shared = KeyedLog(9, seed: 27)
      let head = shared.lines(bytes: 4_096)
      for number in 0..<3 {
        var keyed = KeyedLog(number, seed: 27, noise: false)
        let bytes = head + keyed.lines(500)
        try trial.append(bytes, to: trial.log("\(number).log"))
        trial.expect(bytes, of: "\(number).log")
        trial.expect(keyed.manifest)
      }
      try await trial.finish()
      try await trial.check(duplicates: shared.manifest.lineKeys * 2)
    },
    FaultCase("F28", "many empty and tiny files", how: "400 files of 0 to 2 lines") {
      trial in
      let count = trial.few(60, 190)
      var logs = (0..<count).map { KeyedLog($0, seed: 28, noise: false) }
      for size in [0, 1, 1] {
        for number in logs.indices {
          let name = "\(number).log"
          try trial.append(logs[number].lines(size), to: trial.log(name))
          trial.addRounds(0)
        }
        try await trial.finish()
      }
      for number in logs.indices {
        var again = KeyedLog(number, seed: 28, noise: false)
        trial.expect(again.lines(2), of: "\(number).log")
        trial.expect(again.manifest)
      }
      try await trial.check()
    },
    FaultCase("F44", "the same file again", how: "twice, copied, renamed") {
      trial in
      var keyed = KeyedLog(0, seed: 44)
      let access = trial.log("access.log")
      try trial.grow(&keyed, by: 3_000, at: access, stream: "0")
      trial.expect(keyed.manifest)
      for _ in 0..<2 { try await trial.finish([access, access]) }
      try await trial.shell("cp '\(access)' '\(trial.log("copied.log"))'")
      try await trial.finish()
      try trial.rename(access, to: trial.log("renamed.log"))
      try await trial.finish()
      try await trial.check()
    },
  ]
}

extension Manifest {
  /// How many lines have a key.
  var lineKeys: Int { kept.count + rejectedKeys.count }
}
