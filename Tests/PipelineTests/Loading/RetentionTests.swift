import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// 3 May 2025: March is older than 30 days, April is not.
  static let may = Instant(seconds: 1_746_273_600)

  /// Drops what is older than it may be.
  @discardableResult
  func retain(
    events: Lifetime = .days(30), sessions: Lifetime = .always, now: Instant = Self.may
  ) async throws -> Warehouse.Expiry {
    var retention = Retention()
    (retention.events, retention.sessions) = (events, sessions)
    let wanted = retention
    return try await withWarehouse { try await $0.retain(wanted, now: now) }
  }

  func expectClean(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    for check in try await verify() {
      #expect(check.isClean, "\(check)", sourceLocation: sourceLocation)
    }
    try await expectBalance(sourceLocation: sourceLocation)
  }

  func count(_ from: String) async throws -> Int {
    Int(try await texts("SELECT count(*)::text FROM footfall_store.\(from)").first ?? "") ?? -1
  }
}

/// Logs of two months whose visitors dwell over the end of the first.
enum TwoMonths {
  /// The last digit of seconds is even or odd, so that no two files tell of one instant.
  static func lines(_ count: Int, seed: UInt64, isOdd: Bool = false) -> [String] {
    var writer = LogWriter(seed: seed)
    return writer.lines(count, from: LogWriter.start.advanced(bySeconds: 86_400)).map { line in
      line.replacing(/(:\d\d:\d\d:\d)(\d)( \+0000)/) { match in
        let digit = (Int(match.output.2) ?? 0) / 2 * 2 + (isOdd ? 1 : 0)
        return "\(match.output.1)\(digit)\(match.output.3)"
      }
    }
  }

  /// Whether a line is of a day of London that is sealed with March, of which April's first day has
  /// lost an hour.
  static func isSealed(_ line: String) -> Bool {
    guard let match = line.firstMatch(of: /\[(\d\d)\/(\w{3})\/2025:(\d\d)/) else { return false }
    return match.output.2 == "Mar" || match.output.1 == "01" && match.output.3 < "23"
  }
}

@Suite("Retention")
struct RetentionTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The sessions, but where in their files their lines stand.
  private static func sessions(of contents: Contents) -> [String] {
    (contents.rows["session"] ?? []).map {
      $0.replacing(/"(first|last)_position": \d+/, with: "")
    }.sorted()
  }

  private static let stays = ["session", "visitor", "person", "contact", "rejected_record"]

  @Test(
    "months go, sessions stay; what comes later of them is too late, and of the rest what it ever was",
    arguments: UInt64(1)...6)
  func law(seed: UInt64) async throws {
    let first = TwoMonths.lines(1_600, seed: seed)
    let late = TwoMonths.lines(900, seed: seed + 100, isOdd: true)
    let path = try scratch.write(first.file(), as: "access.log")
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(path)
      try await database.ingest(
        try scratch.write(late.filter { !TwoMonths.isSealed($0) }.file(), as: "rest.log"))
      return try await Contents(of: database, .apartFromStreams)
    }
    try await LoadingDatabase.with { database in
      try await database.ingest(path, batches: .tiny)
      // As it does itself, before anything goes.
      try await database.withWarehouse { warehouse in
        _ = try await warehouse.derivePersons(now: LoadingDatabase.now)
        try await warehouse.rollUpDays()
      }
      let before = try await Contents(of: database)
      let early = try await database.retain(now: LoadingDatabase.may.advanced(bySeconds: -259_200))
      #expect(early.isEmpty)
      let plan = try await database.withWarehouse { warehouse in
        var retention = Retention()
        retention.events = .days(30)
        return try await warehouse.planRetention(retention, now: LoadingDatabase.may)
      }
      #expect(plan.months.map(\.month) == ["2025-03"])
      #expect(plan.months[0].events > 100 && plan.sessions == 0)
      #expect(try await Contents(of: database).differences(from: before) == [])
      let gone = try await database.retain()
      #expect(gone == plan)
      try await database.expectClean()
      let after = try await Contents(of: database)
      #expect(after.differences(from: before, in: Self.stays) == [])
      #expect(after.count("event") == before.count("event") - Int(plan.months[0].events))
      let expired = try await database.texts(
        "SELECT lines::text FROM footfall_store.stream_tally WHERE outcome = 'expired'")
      #expect(expired == ["\(plan.months[0].events)"])
      let again = try await database.retain()
      #expect(again.isEmpty)
      try await database.ingest(path)
      try await database.ingest(try scratch.write(storedGzip(first.file()), as: "old.gz"))
      #expect(try await Contents(of: database).differences(from: after) == [])

      try await database.ingest(
        try scratch.write(late.file(), as: "late.log"),
        batches: seed.isMultiple(of: 2) ? .tiny : .standard)
      try await database.expectClean()
      let tooLate = try await database.texts(
        "SELECT lines::text FROM footfall_store.stream_tally WHERE reason = 'too_late'")
      let sealed = late.count { TwoMonths.isSealed($0) }
      #expect(sealed > 100)
      // Some of them are no lines of a log that could be late.
      #expect(Int(tooLate.first ?? "0") ?? 0 > sealed / 2)
      let whole = try await Contents(of: database, .apartFromStreams)
      #expect(whole.differences(from: clean, in: ["visitor"]) == [])
      #expect(Self.sessions(of: whole) == Self.sessions(of: clean))
      #expect(try await database.count("event WHERE at < '2025-04-01 00:00:00+00'") == 0)
    }
  }

  @Test("what brought lines of sealed days is not taken back, and it is said why")
  func undo() async throws {
    let path = try scratch.write(TwoMonths.lines(1_600, seed: 7).file(), as: "access.log")
    let later = try scratch.write(
      TwoMonths.lines(900, seed: 8, isOdd: true).filter { !TwoMonths.isSealed($0) }.file(),
      as: "later.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path)
      try await database.retain()
      let before = try await Contents(of: database, .apartFromStreams)
      let error = await #expect(throws: WarehouseError.self) { try await database.undo(path) }
      let text = "\(try #require(error))"
      #expect(text.contains("days before 2025-04-02, which are sealed"), "\(text)")
      let generation = try await database.texts(
        "SELECT generation::text FROM footfall_store.stream")
      await #expect(throws: WarehouseError.self) {
        try await database.undoing.run(
          [try #require(Int64(generation[0]))], now: LoadingDatabase.now)
      }
      let same = try await Contents(of: database, .apartFromStreams)
      #expect(same.differences(from: before) == [])
      // What has none goes, and the sessions are what they were.
      try await database.ingest(later)
      try await database.undo(later)
      try await database.expectClean()
      let after = try await Contents(of: database, .apartFromStreams)
      #expect(after.differences(from: before, in: ["event", "session", "visitor"]) == [])
    }
  }

  @Test("sessions go with their time, but those that reach into what is kept", arguments: 1...3)
  func sessions(seed: Int) async throws {
    let path = try scratch.write(
      TwoMonths.lines(1_600, seed: UInt64(seed)).file(), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path)
      let before = try await Contents(of: database)
      var retention = Retention()
      (retention.events, retention.sessions) = (.days(30), .days(30))
      let wanted = retention
      try await database.withWarehouse { try await $0.rollUpDays() }
      let plan = try await database.withWarehouse {
        try await $0.planRetention(wanted, now: LoadingDatabase.may)
      }
      let gone = try await database.retain(sessions: .days(30))
      #expect(gone == plan && gone.sessions > 20)
      try await database.expectClean()
      let after = try await Contents(of: database)
      #expect(after.count("session") == before.count("session") - Int(gone.sessions))
      let kept = try await database.count(
        "session s WHERE last_at < '2025-03-31 23:30:00+00'")
      #expect(kept == 0)
      #expect(try await database.retain(sessions: .days(30)).isEmpty)
      try await database.ingest(
        try scratch.write(TwoMonths.lines(900, seed: 99, isOdd: true).file(), as: "late.log"))
      try await database.expectClean()
    }
  }

  @Test("an open last line that is dropped is taken off what it counts as when it has grown")
  func openLine() async throws {
    var writer = LogWriter(seed: 5)
    let bytes = writer.lines(80, noise: false).file(isClosed: false)
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(bytes, as: "access.log"))
      #expect(try await database.retain().months.count == 1)
      try await database.expectClean()
      try await database.ingest(
        try scratch.write(bytes + [UInt8](" and more\n".utf8), as: "access.log"))
      try await database.expectClean()
      let lines = try await database.texts(
        """
        SELECT concat_ws(' ', outcome, reason, lines) FROM footfall_store.stream_tally
        WHERE lines <> 0 AND outcome IN ('expired', 'ignored') ORDER BY 1
        """)
      #expect(lines.count == 2 && lines.last == "ignored too_late 1", "\(lines)")
    }
  }

  @Test("rejects of sealed days that are read again are too late")
  func replay() async throws {
    let narrow = """
      sites:
        - {name: shop, title: Shop, zone: Europe/London, hosts: [shop.example]}
      """
    let lines = TwoMonths.lines(900, seed: 21).map { $0.isEmpty ? $0 : "b.example:443 \($0)" }
    let known = TwoMonths.lines(300, seed: 22).map { $0.isEmpty ? $0 : "shop.example:443 \($0)" }
    let path = try scratch.write((known + lines).file(), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path, settings: narrow)
      try await database.retain()
      let wide = narrow.replacing("[shop.example]", with: "[shop.example, b.example]")
      let replayed = try await database.replay(.init(reason: "unknown_host"), settings: wide)
      #expect(replayed.counts.kept > 20 && replayed.counts.ignored > 50, "\(replayed.counts)")
      // The next load builds what indexes are missing.
      try await database.ingest(path, settings: wide)
      try await database.expectClean()
      #expect(try await database.count("event WHERE at < '2025-04-01 00:00:00+00'") == 0)
    }
  }
}
