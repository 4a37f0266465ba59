import Foundation
import Glibc
import PostgreSQL

extension FaultCase {
  /// Several hosts, hints that are wrong, files that are taken back.
  static let hosts: [FaultCase] = [
    FaultCase(
      "F48", "two hosts, the same path", how: "namespaces, clocks an hour apart; kill -9"
    ) { trial in
      try FileManager.default.createDirectory(
        atPath: trial.path("far"), withIntermediateDirectories: true)
      let clock = try FalseClock(file: trial.path("clock"), hours: 1)
      // Another name of the host, and other files at the same path.
      let other = {
        try trial.daemon(
          under: [
            "unshare", "--uts", "--mount", "sh", "-ec",
            "hostname far; mount --bind \"$0/far\" \"$0/logs\"; exec \"$@\"", trial.folder,
          ], environment: clock.environment)
      }
      var near = KeyedLog(0, seed: 48)
      var far = KeyedLog(1, seed: 48, format: .vhostCombined)
      var daemons = [try trial.daemon(), try other()]
      for round in 0..<6 {
        for _ in 0..<5 {
          try trial.grow(&near, by: 300, at: trial.log("access.log"), stream: "near")
          try trial.grow(&far, by: 300, at: trial.path("far/access.log"), stream: "far")
        }
        try await Task.sleep(for: .milliseconds(400))
        daemons[round % 2].signal(SIGKILL)
        _ = try await daemons[round % 2].end(within: 10)
        daemons[round % 2] = round % 2 == 0 ? try trial.daemon() : try other()
        trial.addRounds(1)
      }
      trial.expect(near.manifest)
      trial.expect(far.manifest)
      try await trial.caughtUp(daemons[0])
      for daemon in daemons { try await trial.stop(daemon) }
      let sources = try await Inspection.of(trial.info) {
        try await $0.number("SELECT count(DISTINCT host) FROM footfall_store.source")
      }
      trial.note(sources == 2, "the inputs of two hosts are \(sources)")
      try await trial.check()
    },
    FaultCase(
      "F49", "hints that are wrong", how: "rows of followed files: gone, swapped, grown, of others"
    ) { trial in
      var keyed = (0..<3).map { KeyedLog($0, seed: 49) }
      for damage in [
        "DELETE FROM footfall_store.followed_file",
        "UPDATE footfall_store.followed_file SET taken = taken + 1000000, size = size + 1000000",
        "UPDATE footfall_store.followed_file SET position = 0, taken = 0, size = 0",
        "UPDATE footfall_store.followed_file SET state = 'read', note = 'no'",
        """
        UPDATE footfall_store.followed_file f SET generation = o.generation,
          position = o.position, taken = o.taken, size = o.size
        FROM footfall_store.followed_file o WHERE o.source = f.source AND o.path > f.path
        """,
        "UPDATE footfall_store.followed_file SET generation = generation + 1, device = 0",
      ] {
        for number in keyed.indices {
          try trial.grow(
            &keyed[number], by: 300, at: trial.log("\(number).log"), stream: "\(number)")
        }
        try await trial.readOnce()
        try await trial.administer(damage)
        trial.addRounds(1)
      }
      // What lies beside, in the folder of data, is no state either.
      try await trial.shell(
        """
        cd '\(trial.folder)'
        for f in .[a-z]* *.lock *.json; do [ ! -f "$f" ] || echo x > "$f"; done
        """)
      for log in keyed { trial.expect(log.manifest) }
      try await trial.readOnce()
      try await trial.check()
    },
    FaultCase(
      "F80-undo", "a file is taken back", how: "SIGKILL at the N-th send; then copies of it come"
    ) { trial in
      var keyed = (0..<2).map { KeyedLog($0, seed: 80) }
      for number in keyed.indices {
        try trial.append(keyed[number].lines(900), to: trial.log("\(number).log"))
      }
      try await trial.finish()
      let taken = trial.log("0.log")
      try await trial.enumerate(
        "sendto", "signal=SIGKILL", limit: 15,
        run: { try trial.start(["undo", taken, "--yes", "--quiet"], under: $0) },
        after: { _ in
          let both = try await Inspection.of(trial.info) {
            try await $0.kept(of: keyed[0].manifest.kept).count
          }
          trial.note(
            both == 0 || both == keyed[0].manifest.kept.count, "\(both) of its lines are left")
        })
      try await trial.shell(
        "cd '\(trial.path("logs"))'; cp 0.log copy.log; gzip -k 0.log; mv 0.log 0.log.1")
      // What was taken back stays away; the other is the truth.
      let daemon = try trial.daemon()
      var other = KeyedLog(1, seed: 80)
      trial.expect(other.lines(900), of: "1.log")
      try trial.grow(&other, by: 300, at: trial.log("1.log"), stream: "1.log")
      trial.expect(other.manifest)
      try await trial.caughtUp(with: other.manifest)
      try await trial.stop(daemon)
      let back = try await Inspection.of(trial.info) {
        try await $0.kept(of: keyed[0].manifest.kept).count
      }
      trial.note(back == 0, "\(back) lines came back")
      // Addresses stay, as they may be of others.
      try await trial.check(leaving: ["page"])
    },
  ]
}
