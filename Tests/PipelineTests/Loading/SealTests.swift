import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Synchronization
import Testing
import Warehouse

/// Loaders and others beside retention.
@Suite("Sealing beside others", .serialized)
struct SealTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("who writes hits holds the seal; who seals waits half a second, and then gives way")
  func hold() async throws {
    try await LoadingDatabase.with { database in
      let loader = try await Warehouse.open(
        database.info, role: .ingest, statements: try LoadingDatabase.library.get())
      let day = Parameter.timestamptz(unixMicroseconds: 1_743_465_600_000_000)
      try await database.ingest(
        try scratch.write(TwoMonths.lines(200, seed: 1).file(), as: "access.log"))
      let unrolled = await #expect(throws: PostgresError.self) {
        try await database.withWarehouse { _ = try await $0.run("seal_events", [day]) }
      }
      #expect(unrolled?.state == .lockNotAvailable)
      try await database.withWarehouse { try await $0.rollUpDays() }
      let future = Parameter.timestamptz(unixMicroseconds: 4_102_444_800_000_000)
      let early = await #expect(throws: PostgresError.self) {
        try await database.withWarehouse { _ = try await $0.run("seal_events", [future]) }
      }
      #expect(early?.state == SQLState("22023"))
      try await loader.connection.transaction { _ in
        let seal = try await loader.holdSeal()
        #expect(seal == .none)
        let error = await #expect(throws: PostgresError.self) {
          try await database.withWarehouse { _ = try await $0.run("seal_events", [day]) }
        }
        #expect(error?.state == .lockNotAvailable)
      }
      try await database.withWarehouse { _ = try await $0.run("seal_events", [day]) }
      let seal = try await loader.seal()
      #expect(seal.events == Instant(seconds: 1_743_465_600))
      #expect(seal.lines.values.contains(Instant(seconds: 1_743_548_400)))
      let told = try await database.texts(
        """
        SELECT coalesce(footfall.hits_dropped_before(i.name, t)::text, 'kept')
        FROM footfall.site i,
          unnest(ARRAY['2025-04-01T22:59:59Z', '2025-04-01T23:00Z']::timestamptz[]) AS t
        WHERE i.zone = 'Europe/London' ORDER BY t
        """)
      #expect(told == ["2025-04-02", "kept"])
      // Sealed and not dropped is a state like any other.
      try await database.expectClean()
      let made = try await loader.run("ensure_partition", [.date(unixDays: 20_100)]).first
      #expect(try made?.get("made", as: Bool.self) == false)
      for (name, state) in [
        ("event_2025_04", SQLState("55000")),
        ("event_2025_03; drop table x", SQLState("22023")),
      ] {
        let error = await #expect(throws: PostgresError.self) {
          try await loader.run("drop_partition", [.text(name)])
        }
        #expect(error?.state == state)
      }
      await loader.close()
    }
  }

  @Test(
    "loaders that are at work while their days are sealed lose and double nothing",
    arguments: UInt64(1)...3)
  func besideLoaders(seed: UInt64) async throws {
    let paths = try (0..<3).map { index in
      try scratch.write(
        TwoMonths.lines(700, seed: seed * 10 + UInt64(index)).file(), as: "\(index).log")
    }
    try await LoadingDatabase.with { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for path in paths {
          group.addTask { try await database.ingest(path, batches: .tiny) }
        }
        group.addTask {
          // Once something of March is there.
          while try await database.count("event") == 0 {}
          try await database.retain()
        }
        try await group.waitForAll()
      }
      try await database.expectClean()
      let early = try await database.count("event WHERE at < '2025-04-01 00:00:00+00'")
      #expect(early == 0)
      let read = try await database.texts(
        "SELECT sum(lines)::text FROM footfall_store.stream_tally")
      let lines = try paths.reduce(0) { sum, path in
        sum + (try Data(contentsOf: URL(filePath: path))).count { $0 == 10 }
      }
      #expect(read == ["\(lines)"])
    }
  }

  @Test("a drop that is killed leaves the month as it was; the next goes on")
  func killed() async throws {
    let path = try scratch.write(TwoMonths.lines(900, seed: 31).file(), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path)
      let events = try await Contents(of: database).count("event")
      let reader = try await Connection.open(database.info)
      try await reader.transaction { _ in
        _ = try await reader.query("SELECT 1 FROM footfall.event LIMIT 1", name: "hold")
        let killer = Task {
          let kill = """
            SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND query LIKE '%drop_event_partition%' AND wait_event_type = 'Lock'
            """
          while try await database.admin(kill).isEmpty {}
        }
        await #expect(throws: PostgresError.self) { try await database.retain() }
        try await killer.value
      }
      await reader.close()
      try await database.expectClean()
      #expect(try await Contents(of: database).count("event") == events)
      #expect(try await database.retain().months.count == 1)
      try await database.expectClean()
    }
  }

  @Test("visits of sealed days stay whose they were, follow the person, and go with him")
  func owners() async throws {
    let customers = "number,login,email\n1,alice,alice@a.example\n2,bob,bob@b.example\n"
    let settings = LoadingDatabase.settings + "\n    link_browsing: always\n"
    let lines = [("31/Mar", "alice"), ("31/Mar", "bob"), ("15/Apr", "alice")].enumerated().map {
      "192.0.2.\($0) - \($1.1) [\($1.0)/2025:10:00:00 +0100] \"GET / HTTP/1.1\" 200 5 \"-\" "
        + "\"Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0\""
    }
    try await LoadingDatabase.with { database in
      try await database.importing(
        try scratch.write(Array(customers.utf8), as: "customers.csv"),
        asOf: Day(year: 2025, month: 1, day: 1), settings: settings)
      try await database.ingest(
        try scratch.write(lines.file(), as: "access.log"), settings: settings)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
      let owned = """
        SELECT concat_ws(' ', i.value, v.started_at::date)
        FROM footfall.person_visit v
        JOIN footfall.person_identifier i ON i.person = v.person AND i.kind = 'customer number'
        ORDER BY 1
        """
      let all = ["1 2025-03-31", "1 2025-04-15", "2 2025-03-31"]
      let first = try await database.texts(owned)
      #expect(first == all)
      try await database.retain()
      #expect(try await database.texts(owned) == all)
      try await database.withWarehouse {
        try await $0.run("note_underived_stream", [.int8(0)])
        _ = try await $0.derivePersons(now: LoadingDatabase.now)
      }
      #expect(try await database.texts(owned) == all)
      let alice = try await database.find("alice")
      try await database.withWarehouse { try await $0.rollUpDays() }
      let persons = "SELECT footfall.persons_of('shop', '2025-03-31', '2025-04-01')::text"
      #expect(try await database.texts(persons) == ["2"])
      let erasure = try await database.withWarehouse {
        try await $0.erasePerson(alice, now: LoadingDatabase.now)
      }
      #expect(erasure.sealedVisits == 1 && erasure.hits == 1, "\(erasure)")
      #expect(try await database.texts(owned) == ["2 2025-03-31"])
      try await database.withWarehouse { try await $0.rollUpDays() }
      #expect(try await database.texts(persons) == ["1"])
      #expect(try await database.count("session") == 2)
      try await database.expectClean()
    }
  }
}

extension LoadingDatabase {
  /// The first column of a query's rows, as the superuser.
  fileprivate func admin(_ sql: String) async throws -> [String] {
    var admin = info
    admin["user"] = "postgres"
    let connection = try await Connection.open(admin)
    let rows = try await connection.query(sql, name: "admin")
    await connection.close()
    return try rows.map { try $0.get(at: 0) }
  }
}
