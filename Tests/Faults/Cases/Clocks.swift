import Clickstream
import Foundation
import Glibc
import PostgreSQL

extension FaultCase {
  /// Clocks that are wrong, days that are odd, salts that change.
  static let clocks: [FaultCase] = [
    FaultCase("F38", "a clock that is wrong", how: "90 days ahead and a day behind") {
      trial in
      for days in [90, -1] {
        let clock = try FalseClock(file: trial.path("clock"), hours: days * 24)
        try await clock.verify(in: trial.folder)
        // By the false clock they are young, else they would be destroyed.
        try await trial.administer(
          "UPDATE footfall_store.salt SET last_loaded_at = now() + interval '90 days'")
        try trial.writeLogs(3_000)
        let daemon = try trial.daemon(environment: clock.environment)
        try await trial.settle(daemon)
        try await trial.begin()
      }
    },
    FaultCase(
      "F39", "a clock that jumps", how: "2 h on and back under a daemon", quick: true
    ) {
      trial in
      let clock = try FalseClock(file: trial.path("clock"), hours: 0)
      let daemon = try trial.daemon(environment: clock.environment)
      var keyed = KeyedLog(0, seed: 39)
      let access = trial.log("access.log")
      for (round, hours) in [2, -2, 0, -2, 2].enumerated() {
        try trial.grow(&keyed, by: 900, at: access, stream: "\(round)")
        try clock.jump(toHours: hours)
        // A daemon that waits for its clock stalls here.
        try await trial.caughtUpTo(keyed, daemon, within: 10)
        try trial.grow(&keyed, by: 300, at: access, stream: "\(round)")
        try trial.rename(access, to: "\(access).\(round)")
        trial.addRounds(1)
      }
      trial.expect(keyed.manifest)
      try await trial.settle(daemon)
    },
    FaultCase("F40", "days of 23 and 25 hours", how: "a visit each ten minutes; the pages' days") {
      trial in
      let london = try Zone(named: "Europe/London")
      var key: Int64 = 0
      // The nights of 31 March and 27 October: a day before and a day after each.
      for (first, hours) in [(Int64(1_711_756_800), [24, 23, 24]), (1_729_897_200, [24, 25, 24])] {
        let start = Instant(seconds: first)
        var bytes: [UInt8] = []
        var manifest = Manifest()
        let count = hours.reduce(0, +) * 6
        for number in 0..<count {
          key += 1
          let at = start.advanced(bySeconds: Int64(number) * 600)
          bytes += KeyedLog.visit(at: at, in: london, by: number, key: key)
          manifest.add(key, .ok)
        }
        let name = "\(first).log"
        try trial.append(bytes, to: trial.log(name))
        trial.expect(bytes, of: name)
        trial.expect(manifest)
        try await trial.finish()
        let visits = try await trial.visitsByDay(
          from: london.civilText(of: start).prefix(10),
          until: london.civilText(of: start.advanced(bySeconds: Int64(count) * 600 - 1)).prefix(10))
        trial.note(visits == hours.map { $0 * 6 }, "the pages' days have \(visits) visits")
      }
      try await trial.check()
    },
    FaultCase("F82", "killed where salts change", how: "strace, SIGKILL at the N-th send") {
      trial in
      trial.isSalted = false
      // The quiet hour of the first of a month: 1 December 2024, 04:00 of London.
      let change = Instant(seconds: 1_733_025_600)
      for number in 0..<2 {
        var keyed = KeyedLog(number, seed: 82, from: change.advanced(bySeconds: -40))
        try trial.grow(&keyed, by: 800, at: trial.log("\(number).log"), stream: "\(number).log")
        trial.expect(keyed.manifest)
      }
      let forget = "DELETE FROM footfall_store.salt"
      try await trial.administer(forget)
      var beside: [Child] = []
      try await trial.enumerate(
        "sendto", "signal=SIGKILL", limit: 25,
        run: { wrapper in
          // A second loader meets the same change.
          beside = [try trial.ingest()]
          return try trial.ingest(under: wrapper)
        },
        after: { _ in
          for child in beside {
            let status = try await child.end(within: 60)
            trial.note([0, 75].contains(status), "the other one ended with \(status)")
          }
          try await trial.finish()
          try await trial.check()
          let salts = try await Inspection.of(trial.info) {
            try await $0.number("SELECT count(*) FROM footfall_store.salt")
          }
          trial.note(salts == 2, "\(salts) salts for two periods")
          try await trial.renew()
          try await trial.administer(forget)
        })
    },
  ]
}

extension Trial {
  /// The visits of each day as the Overview tells them.
  fileprivate func visitsByDay(
    from first: Substring, until last: Substring
  ) async throws -> [Int] {
    let child = try start([
      "report", "--quiet", "--from", "\(first)", "--until", "\(last)", "--out", path("days"),
    ])
    let status = try await child.end(within: 60)
    note(status == 0, "the report ended with \(status): \(child.tail)")
    let page = try String(contentsOfFile: path("days/shop/overview.html"), encoding: .utf8)
    guard let section = page.firstRange(of: "id=\"visits-by-day\"") else { return [] }
    let rest = page[section.upperBound...]
    let table = rest[..<(rest.firstRange(of: "</table>")?.lowerBound ?? rest.endIndex)]
    return table.split(separator: "<tr>").compactMap { row in
      row.firstMatch(of: /<td[^>]*>(\d+)<\/td>/).flatMap { Int($0.1) }
    }
  }
}
