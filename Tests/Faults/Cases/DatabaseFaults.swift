import Foundation
import Glibc
import LocalPostgres
import PostgreSQL

extension FaultCase {
  /// The database as somebody left it.
  static let databases: [FaultCase] = [
    FaultCase("F13", "the database's disk is full", how: "a tmpfs of 300 MB that grows later") {
      trial in
      let small = trial.path("small")
      try await trial.shell(
        "mkdir -p '\(small)' && mount -t tmpfs -o size=300m none '\(small)' && chmod 755 '\(small)'"
      )
      do {
        let server = try await TrialServer.start(in: small)
        let inner = try await Trial(
          server, folder: trial.path("inner"), number: 900, isQuick: trial.isQuick)
        var keyed = KeyedLog(0, seed: 13)
        var waiting: Child?
        for _ in 0..<40 where waiting == nil {
          try inner.grow(&keyed, by: 40_000, at: inner.log("access.log"), stream: "access.log")
          let child = try inner.ingest()
          try await eventually("it is loaded, or waits for room", within: 60) {
            child.hasEnded || child.tail.contains("is full")
          }
          if !child.hasEnded { waiting = child }
        }
        try await trial.shell("mount -o remount,size=1500m '\(small)'")
        try await server.cluster.start()
        let status = try await waiting?.end(within: 90)
        inner.note(
          status == 0, "the disk was never full, or the load did not go on: \(status ?? -1)")
        inner.expect(keyed.manifest)
        try await inner.finish()
        try await inner.check()
        trial.adopt(inner.verdict)
        try await server.cluster.stop()
      } catch {
        trial.note(false, "\(error)")
      }
      try await trial.shell("umount -l '\(small)'")
    },
    FaultCase("F50", "a stream's row edited", how: "position past the end, another hash") {
      trial in
      for (edit, mayDouble) in [
        ("position = position + 1000000000000", false), ("chain = chain + 1", false),
      ] {
        var keyed = KeyedLog(0, seed: 50)
        try trial.grow(&keyed, by: 500, at: trial.log("access.log"), stream: "access.log")
        try await trial.finish()
        try await trial.administer("UPDATE footfall_store.stream SET \(edit)")
        try trial.grow(&keyed, by: 500, at: trial.log("access.log"), stream: "access.log")
        let child = try trial.ingest()
        let status = try await child.end(within: 60)
        let stored = try await Inspection.of(trial.info) {
          try await $0.number("SELECT count(*) FROM footfall_store.event")
        }
        trial.expect(keyed.manifest)
        let (_, duplicate) = try await Inspection.of(trial.info) {
          try await $0.keys(of: trial.manifest)
        }
        trial.note(
          status != 0 || stored == trial.manifest.kept.count,
          "\(edit): silence, with \(stored) of \(trial.manifest.kept.count) events")
        trial.note(mayDouble || duplicate == 0, "\(edit): \(duplicate) events twice")
        trial.addRounds(1)
        try await trial.begin()
      }
    },
    FaultCase("F51", "a backup is restored", how: "pg_dump, more lines, restore, on with it") {
      trial in
      var keyed = KeyedLog(0, seed: 51)
      let access = trial.log("access.log")
      try trial.grow(&keyed, by: 3_000, at: access, stream: "0")
      try await trial.finish()
      let dump = trial.path("backup.dump")
      let host = trial.info.host ?? ""
      try await trial.shell(
        "pg_dump -h '\(host)' -U postgres -Fc -f '\(dump)' \(trial.database)", within: 60)
      try trial.grow(&keyed, by: 3_000, at: access, stream: "0")
      try await trial.finish()
      try trial.rename(access, to: access + ".1")
      try trial.grow(&keyed, by: 1_000, at: access, stream: "1")
      try await trial.finish()
      trial.expect(keyed.manifest)
      try await trial.server.drop(trial.database)
      try await trial.shell(
        "createdb -h '\(host)' -U postgres -O footfall -T template0 \(trial.database) && pg_restore -h '\(host)' -U postgres -d \(trial.database) '\(dump)'",
        within: 60)
      try await trial.finish()
      try await trial.check()
    },
    FaultCase(
      "F58", "a database of a newer program", how: "a migration that nobody knows", quick: true
    ) {
      trial in
      try trial.writeLogs(100)
      try await trial.administer(
        "INSERT INTO footfall_store.migration SELECT 9999, 'later', 1, now()")
      let child = try trial.ingest()
      let status = try await child.end(within: 60)
      trial.note(status != 0, "it ended with 0")
      trial.note(child.tail.contains("9999"), "the versions are not told: \(child.tail)")
      trial.note(try await trial.position() == 0, "something was stored")
      trial.addRounds(1)
    },
    FaultCase("F59", "killed while it migrates", how: "strace, SIGKILL at the N-th send") { trial in
      try trial.writeLogs(100)
      try await trial.empty()
      try await trial.enumerate(
        "sendto", "signal=SIGKILL", limit: trial.few(4, 25),
        run: { try trial.ingest(under: $0) },
        after: { _ in
          try await trial.finish()
          try await trial.check(digest: false)
          try await trial.empty()
        })
    },
    FaultCase("F60", "two migrations at once", how: "four loads of an empty database") { trial in
      try trial.writeLogs(200)
      try await trial.empty()
      let children = try (0..<4).map { _ in try trial.ingest() }
      for child in children {
        let status = try await child.end(within: 60)
        trial.note([0, 75].contains(status), "it ended with \(status): \(child.tail)")
      }
      try await trial.finish()
      try await trial.check(digest: false)
    },
    FaultCase(
      "F46", "several loaders, the same files", how: "four at once, three rounds"
    ) { trial in
      for _ in 0..<trial.few(2, 10) {
        try trial.growAll(by: 3_000)
        let children = try (0..<4).map { _ in try trial.ingest() }
        for child in children {
          let status = try await child.end(within: 90)
          trial.note([0, 75].contains(status), "it ended with \(status): \(child.tail)")
        }
        trial.addRounds(1)
      }
      trial.expectAll()
      try await trial.finish()
      try await trial.check()
    },
  ]
}

extension Trial {
  /// The trial's database without any schema.
  fileprivate func empty() async throws {
    try await server.drop(database)
    try await shell(
      "createdb -h '\(info.host ?? "")' -U postgres -O footfall -T template0 \(database)")
  }
}
