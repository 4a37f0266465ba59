import Clickstream
import Foundation
import Glibc
import PostgreSQL

extension FaultCase {
  /// What pages say while the database moves under them, or holds too little or too much.
  static let pages: [FaultCase] = [
    FaultCase("F43", "lines of days whose pages are written", how: "the next nightly has them") {
      trial in
      for day in 0..<3 {
        let start = KeyedLog.start.advanced(bySeconds: Int64(day) * 86_400)
        var keyed = KeyedLog(day, seed: 43, from: start)
        try trial.grow(&keyed, by: 500, at: trial.log("\(day).log"), stream: "\(day).log")
        trial.expect(keyed.manifest)
      }
      try await trial.writeNight()
      let old = Pages(trial.path("html"))
      var late = KeyedLog(9, seed: 43, from: KeyedLog.start.advanced(bySeconds: 3_600))
      try trial.grow(&late, by: 500, at: trial.log("late.log"), stream: "late.log")
      trial.expect(late.manifest)
      try await trial.writeNight()
      let new = Pages(trial.path("html"))
      trial.note(new != old, "the pages have not changed")
      let clean = try await trial.server.make(trial.database + "_clean")
      try await trial.writeNight(out: trial.path("beside"), info: clean)
      trial.note(new == Pages(trial.path("beside")), "the pages are not those of one load")
      try await trial.server.drop(trial.database + "_clean")
      try await trial.check()
    },
    FaultCase(
      "F63", "pages while lines are loaded", how: "reports under a busy daemon: one snapshot each"
    ) { trial in
      var reports = 0
      var last: Int64 = 0
      var balances: Set<String> = []
      try await trial.underFire(rotating: true, rounds: 8, lines: 6_000) {
        daemon in
        try await eventually("more is stored") { try await trial.stored() > last }
        let child = try trial.start(["report", "--quiet"])
        let status = try await child.end(within: 60)
        trial.note(status == 0, "the report ended with \(status): \(child.tail)")
        let told = Pages(trial.path("html")).balances + Pages(trial.path("html-persons")).balances
        reports += 1
        last = try await trial.stored()
        trial.note(told.count > 3 && Set(told).count == 1, "the pages tell \(Set(told))")
        balances.formUnion(told)
        return daemon
      }
      trial.note(balances.count == reports, "\(reports) reports have \(balances.count) states")
    },
    FaultCase("F66", "nothing, one hit, too much", how: "0 and 1 events, 100,000 addresses, 64 KiB")
    { trial in
      var keyed = KeyedLog(0, seed: 66, noise: false)
      let access = trial.log("access.log")
      try trial.append([], to: access)
      try await trial.writeNight()
      try trial.checkPages("nothing")
      try trial.grow(&keyed, by: 1, at: access, stream: "0")
      try await trial.writeNight()
      try trial.checkPages("one hit")
      var many = Manifest()
      var bytes: [UInt8] = []
      for number in 0..<100_000 {
        let key = 50_000_000 + Int64(number)
        let path = number > 0 ? "/address-\(number)" : "/" + String(repeating: "a", count: 64 << 10)
        bytes += KeyedLog.visit(
          to: path, at: KeyedLog.start.advanced(bySeconds: Int64(number) / 10), in: .utc,
          by: number % 20_000, key: key)
        many.add(key, .ok)
      }
      try trial.append(bytes, to: access)
      trial.expect(bytes, of: "0")
      trial.expect(keyed.manifest)
      trial.expect(many)
      try await trial.writeNight()
      try trial.checkPages("many addresses")
      try await trial.check()
    },
    FaultCase(
      "F81-drop", "a month is dropped while pages are made", how: "DROP TABLE beside a nightly"
    ) { trial in
      try trial.writeLogs(20_000)
      try await trial.writeNight()
      let old = Pages(trial.path("html"))
      let child = try trial.nightly()
      // Held once it has its snapshot.
      try await eventually("the pages are being made") {
        let readers = try await Inspection.of(trial.info) {
          try await $0.number(
            """
            SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.relation = 'footfall_store.event_2024_10'::regclass
              AND l.mode = 'AccessShareLock' AND a.application_name = 'footfall report'
            """)
        }
        return readers > 0 || child.hasEnded
      }
      child.signal(SIGSTOP)
      trial.note(!child.hasEnded, "the nightly was too quick")
      let host = trial.info.host ?? ""
      let drop = try Child(
        [
          "psql", "-h", host, "-U", "postgres", "-qXc",
          "DROP TABLE footfall_store.event_2024_10", trial.database,
        ], environment: [:], output: trial.path("drop.txt"))
      try await eventually("the drop waits, or is done") {
        let waiting = try await Inspection.of(trial.info) {
          try await $0.number("SELECT count(*) FROM pg_locks WHERE NOT granted")
        }
        return waiting > 0 || drop.hasEnded
      }
      child.signal(SIGCONT)
      let status = try await child.end(within: 60)
      trial.note(status == 0, "the nightly ended with \(status): \(child.tail)")
      trial.note(Pages(trial.path("html")) == old, "the pages are not of one snapshot")
      trial.note(try await drop.end(within: 30) == 0, "the drop failed: \(drop.tail)")
      try await trial.writeNight()
      try trial.checkPages("a month less")
      trial.addRounds(1)
    },
  ]
}

extension Trial {
  /// A nightly that must succeed.
  fileprivate func writeNight(out: String? = nil, info: ConnectionInfo? = nil) async throws {
    let child = try nightly(out: out, info: info)
    let status = try await child.end(within: 120)
    note(status == 0, "the nightly ended with \(status): \(child.tail)")
  }

  /// Notes pages that are missing, too large, or do not close what they open.
  fileprivate func checkPages(_ words: String) throws {
    let pages = Pages(path("html")).files.filter { $0.key.hasSuffix(".html") }
    note(!pages.isEmpty, "\(words): there are no pages")
    for (name, data) in pages {
      let text = String(decoding: data, as: UTF8.self)
      note(data.count < 1 << 20, "\(words): \(name) has \(data.count) bytes")
      note(text.hasSuffix("</html>\n") || text.hasSuffix("</html>"), "\(words): \(name) is torn")
      for tag in ["section", "svg", "table", "figure", "g"] {
        let opened = text.ranges(of: "<\(tag) ").count + text.ranges(of: "<\(tag)>").count
        let closed = text.ranges(of: "</\(tag)>").count
        note(opened == closed, "\(words): \(name): \(opened) <\(tag)>, \(closed) closed")
      }
      for word in ["NaN", "inf%", "-nan"] {
        note(!text.contains(word), "\(words): \(name) says \(word)")
      }
    }
  }
}

extension Pages {
  /// What each page says became of every line.
  fileprivate var balances: [String] {
    files.compactMap { name, data in
      guard name.hasSuffix(".html") else { return nil }
      let text = String(decoding: data, as: UTF8.self)
      return text.firstMatch(of: /<dt>Records<\/dt>\s*<dd>([^<]*)/).map { String($0.1) }
    }
  }
}
