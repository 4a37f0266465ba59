import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

/// Rows that go into their ledger by COPY, against those that are compared with what is stored.
@Suite("Taking lists at once")
struct LedgerCopyTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func file(_ head: String, _ rows: [String], as name: String) throws -> String {
    try scratch.write(Array(([head] + rows).joined(separator: "\n").utf8), as: name)
  }

  private static let words = [
    "", "Ann", "O'Hara \\", "\u{202E}\u{1F600}é", "{\"a\": [1]}", "\\N", "a\u{1}b\tc", "1e5",
  ]

  /// Products with values of every kind, some of them hostile.
  private static func products(_ random: inout SplitMix64) -> [String] {
    (0..<50).map { number in
      func word() -> String {
        let word = words.randomElement(using: &random) ?? ""
        return "\"\(word.replacing("\"", with: "\"\""))\""
      }
      func decimal() -> String {
        let digits = String(random.next() % (1 << (random.next() % 60)))
        let scale = Int(random.next() % 12)
        return (Bool.random(using: &random) ? "-" : "") + "\(digits)."
          + String(repeating: "0", count: Int(random.next() % 9)) + digits.prefix(scale)
      }
      let at =
        "20\(10 + random.next() % 15)-03-0\(1 + random.next() % 9)T10:20:30.\(random.next() % 999_999)Z"
      return "\(number),\(word()),\(word()),\(decimal()),EUR,\(decimal()),\(at),\(word())"
    }
  }

  @Test("by COPY come the rows that comparing stores, value by value", arguments: UInt64(1)...6)
  func same(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let list = try file(
      "number,name,category,price,currency,stock,stock_at,vendor", Self.products(&random),
      as: "products.csv")
    let customers = try file(
      "number,email,name,since,opt_in,opt_in_at",
      (0..<20).map {
        "\($0),p\($0)@b.example,\"\(Self.words[$0 % 4])\",\(1_850 + Int(random.next() % 170))-02-28,"
          + "\(["yes", "no", ""][$0 % 3]),\($0 % 2 == 0 ? "" : "2020-01-01 10:00")"
      }, as: "customers.csv")
    try await LoadingDatabase.with { database in
      for (path, table) in [(list, "product"), (customers, "customer")] {
        try await database.importing(path, asOf: Day(year: 2026, month: 1, day: 2))
        let rows = "SELECT r::text FROM footfall_store.\(table) r ORDER BY 1"
        let copied = try await database.texts(rows)
        #expect(copied.count > 15)
        try await database.execute(
          """
          SET TimeZone = 'UTC';
          CREATE TABLE public.kept AS SELECT r FROM footfall_store.\(table) r;
          DELETE FROM footfall_store.\(table);
          SELECT footfall_store.take_versions(
            '\(table)', json_agg(to_jsonb(r) - 'told'), array_agg((r).id), array_agg((r).as_of),
            array_agg((r).content), min((r).generation))
          FROM public.kept;
          DROP TABLE public.kept;
          """)
        #expect(try await database.texts(rows) == copied)
      }
    }
  }

  @Test(
    "an export that says what was known confirms it as comparing would", arguments: UInt64(1)...3)
  func confirmed(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let head = "number,name,category,price,currency,stock,stock_at,vendor"
    let rows = Self.products(&random)
    // More files than a version remembers.
    let files = try (1...6).map { day in
      (
        path: try file(
          head, rows + Array(repeating: "", count: day), as: "\(day)/products.csv"),
        day: Day(year: 2026, month: 1, day: day)
      )
    }
    let state = "SELECT r::text FROM footfall_store.product r ORDER BY 1"
    try await LoadingDatabase.with { database in
      try await database.importing(files[0].path, asOf: files[0].day)
      try await database.execute(
        "CREATE TABLE public.kept AS SELECT r FROM footfall_store.product r")
      for file in files.dropFirst() {
        let summary = try await database.importing(file.path, asOf: file.day)
        #expect(summary.files[0].outcome.stored == 0 && summary.files[0].outcome.unchanged > 15)
      }
      let confirmed = try await database.texts(state)
      try await database.execute(
        """
        SET TimeZone = 'UTC';
        DELETE FROM footfall_store.product;
        INSERT INTO footfall_store.product SELECT (r).* FROM public.kept;
        """)
      for file in files.dropFirst() {
        try await database.execute(
          """
          SET TimeZone = 'UTC';
          SELECT footfall_store.take_versions(
            'product',
            json_agg(to_jsonb(r) - 'told' || jsonb_build_object(
              'as_of', t.at, 'confirmed_at', t.at, 'generation', s.generation)),
            array_agg((r).id), array_agg(t.at), array_agg((r).content), s.generation)
          FROM public.kept, footfall_store.stream s,
            (SELECT '\(file.day)'::timestamp AT TIME ZONE 'Europe/London' AS at) t
          WHERE s.name LIKE '%/\(file.day.civil.2)/products.csv'
          GROUP BY s.generation
          """)
      }
      #expect(try await database.texts(state) == confirmed)
    }
  }

  @Test(
    "whatever files a list is cut into, and in whatever order they come, its versions are the same",
    arguments: UInt64(1)...8)
  func cut(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let head = "number,at,amount,status,updated"
    var rows: Set<String> = []
    for number in 0..<12 {
      for day in Set((0..<4).map { _ in Int.random(in: 1...9, using: &random) }) {
        let status = ["open", "paid"].randomElement(using: &random) ?? ""
        rows.insert("\(number),2026-01-01,5.\(number),\(status),2026-02-0\(day)")
      }
    }
    let shuffled = rows.sorted().shuffled(using: &random)
    let versions =
      "SELECT concat_ws(' ', number, as_of, amount, status) FROM footfall.customer_order_history"
      + " ORDER BY id, as_of"
    let whole = try file(head, shuffled.sorted(), as: "whole.csv")
    let wanted = try await LoadingDatabase.with { database in
      try await database.importing(whole)
      try await database.expectBalance()
      return try await database.texts(versions)
    }
    let parts = try (0..<4).map { part in
      try file(
        head, shuffled.enumerated().filter { $0.offset % 4 == part }.map(\.element),
        as: "\(part).csv")
    }
    try await LoadingDatabase.with { database in
      for part in parts { try await database.importing(part) }
      #expect(try await database.texts(versions) == wanted)
      try await database.expectBalance()
    }
  }

  @Test("two imports of one ledger at once give what one after the other gives")
  func atOnce() async throws {
    func rows(_ numbers: Range<Int>, _ status: String) -> [String] {
      numbers.map { "\($0),2026-01-01,5,\(status)" }
    }
    let head = "number,at,amount,status"
    let one = try file(head, rows(0..<7_000, "open"), as: "one.csv")
    let other = try file(head, rows(3_000..<12_000, "paid"), as: "other.csv")
    let days = [1, 2].map { Day(year: 2026, month: 3, day: $0) }
    try await LoadingDatabase.with { database in
      async let first = database.importing(one, asOf: days[0])
      async let second = database.importing(other, asOf: days[1])
      let stored = try await [first, second].map { $0.files.map(\.outcome.stored) }
      #expect(stored == [[7_000], [9_000]])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', status, count(*), min(number::int), max(number::int))
          FROM footfall.customer_order GROUP BY status ORDER BY 1
          """) == ["open 3000 0 2999", "paid 9000 3000 11999"])
      #expect(
        try await database.texts("SELECT count(*)::text FROM footfall.customer_order_history")
          == ["16000"])
      try await database.expectBalance()
    }
  }

  @Test("an import whose connection is cut begins anew: all rows are there, and once")
  func interrupted() async throws {
    let list = try file(
      "number,at,amount", (0..<60_000).map { "\($0),2026-01-01,5" }, as: "orders.csv")
    try await LoadingDatabase.with { database in
      let loading = Task { try await database.importing(list) }
      let admin = try await Connection.open(database.info)
      var cut = 0
      while cut == 0, !loading.isCancelled {
        cut = try await admin.query(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE query LIKE 'COPY footfall_store.customer_order%' AND datname = current_database()
          """, name: "cut"
        ).count
      }
      await admin.close()
      #expect(try await loading.value.files.map(\.outcome.stored) == [60_000])
      #expect(
        try await database.texts(
          "SELECT count(*) || ' ' || count(DISTINCT number) FROM footfall_store.customer_order")
          == ["60000 60000"])
      try await database.expectBalance()
    }
  }
}
