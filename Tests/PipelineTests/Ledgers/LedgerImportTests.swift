import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// Imports files by their columns, or by a map.
  @discardableResult
  func importing(
    _ paths: String..., map: String? = nil, by maps: LedgerMaps? = nil, asOf: Day? = nil,
    settings: String = LoadingDatabase.settings, derives: Bool = true
  ) async throws -> LedgerImportSummary {
    let (library, info) = (try Self.library.get(), info)
    let run = LedgerImport(
      configuration: try Self.configuration(settings),
      maps: try maps ?? LedgerMaps(files: map.map { [$0] } ?? []), site: nil,
      asOf: asOf, now: Self.now
    ) { try await Warehouse.open(info, role: .ingest, statements: library) }
    return try await run.run(paths: paths, derivesPersons: derives)
  }

  /// Every version of every order: number, since when, amount, status.
  func orders() async throws -> [String] {
    try await texts(
      """
      SELECT concat_ws(' ', number, (as_of AT TIME ZONE 'Europe/London')::date, amount, status)
      FROM footfall.customer_order_history ORDER BY number, as_of, amount
      """)
  }
}

@Suite("Importing ledgers")
struct LedgerImportTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func file(_ text: String, as name: String = "orders.csv") throws -> String {
    try scratch.write(Array(text.utf8), as: name)
  }

  private static let january =
    "number,at,email,amount,status\n1,2026-01-02,a@b.example,5,open\n2,2026-01-03,c@d.example,6.50,open\n"
  private static let february =
    "number,at,email,amount,status\n1,2026-01-02,a@b.example,5,paid\n2,2026-01-03,c@d.example,6.50,open\n"

  @Test("the fields of every ledger are the columns of its table, of these types")
  func contract() async throws {
    try await LoadingDatabase.with { database in
      for ledger in Ledger.all {
        let columns = try await database.texts(
          """
          SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull
          FROM pg_attribute
          WHERE attrelid = 'footfall_store.\(ledger.table)'::regclass AND attnum > 7
            AND attname <> 'told'
          ORDER BY attnum
          """)
        let types: [Ledger.Kind: String] = [
          .decimal: "numeric", .day: "date", .flag: "boolean",
          .instant: "timestamp with time zone",
        ]
        #expect(
          columns
            == ledger.fields.map { "\($0.name) \(types[$0.kind] ?? "text") \($0.isRequired)" })
        let shown = try await database.texts(
          "SELECT attname FROM pg_attribute WHERE attrelid = 'footfall.\(ledger.table)'::regclass "
            + "AND attnum > 3 AND attname <> 'person' ORDER BY attnum")
        #expect(shown == ledger.fields.filter { !$0.isSecret }.map(\.name))
      }
      let tables = try await database.texts("SELECT unnest(footfall_store.ledgers()) ORDER BY 1")
      #expect(tables == Ledger.all.map(\.table).sorted())
    }
  }

  @Test("a file adds its rows once, whatever its name; a later one adds what changed")
  func once() async throws {
    try await LoadingDatabase.with { database in
      let first = try await database.importing(
        try file(Self.january), asOf: Day(year: 2026, month: 1, day: 31))
      #expect(first.files.map(\.outcome.stored) == [2] && first.failures.isEmpty)
      let again = try await database.importing(
        try file(Self.january, as: "copy.csv"), asOf: Day(year: 2026, month: 3, day: 1))
      #expect(again.files.map(\.wasKnown) == [true])
      let later = try await database.importing(
        try file(Self.february, as: "feb.csv"), asOf: Day(year: 2026, month: 2, day: 28))
      #expect(later.files.map(\.outcome.stored) == [1] && later.files[0].outcome.unchanged == 1)
      #expect(
        try await database.orders() == [
          "1 2026-01-31 5 open", "1 2026-02-28 5 paid", "1 2026-03-01 5 open",
          "2 2026-01-31 6.50 open",
        ], "as of March the copy said so too")
      #expect(
        try await database.texts("SELECT number || status FROM footfall.customer_order ORDER BY 1")
          == ["1open", "2open"])
      try await database.expectBalance()
    }
  }

  @Test("in whatever order files come, the last one in time holds", arguments: UInt64(1)...8)
  func order(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let days = (1...5).map { Day(year: 2026, month: 1, day: $0) }
    let files = try days.map { day in
      let rows = (1...6).map { number in
        "\(number),2026-01-01,\(Int.random(in: 1...2, using: &random)),open"
      }
      let text = "number,at,amount,status\n\(rows.joined(separator: "\n"))\n\n# \(day)"
      return (day, try file(text, as: "\(day).csv"))
    }
    let now = "SELECT number || ' ' || amount FROM footfall.customer_order ORDER BY number"
    let shuffled = files.shuffled(using: &random)
    var found: [[String]] = []
    for order in [files, shuffled] {
      try await LoadingDatabase.with { database in
        for (day, path) in order { try await database.importing(path, asOf: day) }
        found.append(try await database.texts(now))
        let doubled = try await database.texts(
          """
          SELECT number FROM (
            SELECT number, amount, lag(amount) OVER (PARTITION BY id ORDER BY as_of) AS before
            FROM footfall.customer_order_history) v
          WHERE amount = before
          """)
        #expect(doubled == [], "a version says nothing new")
      }
    }
    #expect(found[0] == found[1] && found[0].count == 6)
  }

  @Test("two equal rows without a key are two purchases, and one export more adds none")
  func equalRows() async throws {
    try await LoadingDatabase.with { database in
      let rows = "2026-01-02,a@b.example,5\n2026-01-02,a@b.example,5\n"
      try await database.importing(try file("at,email,amount\n" + rows))
      let more = try await database.importing(
        try file("at,email,amount\n" + rows + "2026-01-03,a@b.example,7\n", as: "more.csv"))
      #expect(more.files[0].outcome.stored == 1 && more.files[0].outcome.unchanged == 2)
      #expect(
        try await database.texts("SELECT amount::text FROM footfall.customer_order ORDER BY 1")
          == ["5", "5", "7"])
    }
  }

  @Test("one bad row, and one that contradicts another, are rejects; the rest is stored")
  func rejects() async throws {
    try await LoadingDatabase.with { database in
      let summary = try await database.importing(
        try file(
          "number,at,amount\n1,2026-01-02,5\n2,yesterday,6\n1,2026-01-02,9\n1,2026-01-02,5\n"))
      let outcome = try #require(summary.files.first).outcome
      #expect([outcome.read, outcome.stored, outcome.unchanged, outcome.rejected] == [4, 1, 1, 2])
      #expect(
        try await database.texts(
          "SELECT position || ' ' || reason FROM footfall_store.rejected_record ORDER BY position")
          == ["32 field", "46 field"])
      // The bytes of each are kept, to be put right.
      let kept = try await database.texts(
        "SELECT btrim(convert_from(raw, 'UTF8'), E'\\n') || ' ' || length FROM "
          + "footfall_store.rejected_record ORDER BY position")
      #expect(kept == ["2,yesterday,6 13", "1,2026-01-02,9 14"])
      try await database.expectBalance()
    }
  }

  @Test("a file with wrong columns is told with what it lacks, and nothing of it is loaded")
  func wrongColumns() async throws {
    try await LoadingDatabase.with { database in
      let map = try file("ledger: order\ncolumns: { number: Number, at: Date }\n", as: "map.yaml")
      let summary = try await database.importing(
        try file("Number,Day\n1,2026-01-02\n"), try file("x,y\n1,2\n", as: "other.csv"), map: map)
      #expect(summary.files.isEmpty)
      #expect(
        summary.failures.map { $0.reason.contains("no column “Date” for `at`") } == [true, true])
      let strange = try await database.importing(try file("x,y\n1,2\n", as: "third.csv"))
      #expect(strange.failures.first?.reason.contains("--guess") == true)
      #expect(try await database.orders() == [])
    }
  }

  @Test("a file of which no row can be used leaves no trace, and loads by the right map")
  func allRejected() async throws {
    try await LoadingDatabase.with { database in
      let path = try file("number,at,amount\n1,yesterday,5\n2,never,6\n")
      let summary = try await database.importing(path)
      #expect(summary.files.isEmpty)
      #expect(summary.failures.first?.reason.contains("Column “at” for `at`") == true)
      #expect(
        try await database.texts("SELECT count(*)::text FROM footfall_store.rejected_record") == [
          "0"
        ])
      let map = try file(
        "ledger: order\ncolumns: { number: number }\nconstants: { at: 2026-01-02 }\n", as: "m.yaml")
      #expect(try await database.importing(path, map: map).files.map(\.outcome.stored) == [2])
    }
  }

  @Test("a value that comes back is not lost, in one file or over several, whatever their order")
  func comingBack() async throws {
    try await LoadingDatabase.with { database in
      let head = "number,at,amount,status,updated\n"
      func row(_ status: String, _ day: Int) -> String {
        "1,2026-01-01,5,\(status),2026-02-0\(day)\n"
      }
      try await database.importing(try file(head + row("open", 1)))
      try await database.importing(
        try file(head + row("paid", 2) + row("open", 3) + row("open", 4), as: "b.csv"))
      #expect(
        try await database.orders() == [
          "1 2026-02-01 5 open", "1 2026-02-02 5 paid", "1 2026-02-03 5 open",
        ])
      // An earlier day, told later, does not outlive what was confirmed after it.
      try await database.importing(try file(head + row("lost", 3), as: "customers.csv"))
      #expect(try await database.orders().last == "1 2026-02-04 5 open")
      #expect(try await database.orders().contains("1 2026-02-03 5 lost"))
      try await database.expectBalance()
    }
  }

  @Test("a database with ledgers is whole, and stays so when a file is taken back")
  func verified() async throws {
    try await LoadingDatabase.with { database in
      let path = try file("number,at,amount\n1,2026-01-02,5\n2,never,6\n")
      try await database.importing(path)
      #expect(try await database.verify().filter { !$0.isClean }.map(\.name) == [])
      try await database.undo(path)
      #expect(try await database.verify().filter { !$0.isClean }.map(\.name) == [])
    }
  }

  @Test("a file is taken back, and loads again")
  func undo() async throws {
    try await LoadingDatabase.with { database in
      let path = try file(Self.january)
      try await database.importing(path)
      let undone = try await database.undo(path).undone
      #expect(undone.versions == 2)
      #expect(try await database.orders() == [])
      try await database.expectBalance()
      #expect(try await database.undo(path).plan.streams.isEmpty)
      let again = try await database.importing(path)
      #expect(again.files.map(\.outcome.stored) == [2])
      try await database.expectBalance()
    }
  }

  @Test("values reach the database as they were written, hostile ones too")
  func values() async throws {
    try await LoadingDatabase.with { database in
      let name = "O'Hara \\\"; DROP TABLE x; -- \u{202E}é"
      let quoted = name.replacing("\"", with: "\"\"")
      try await database.importing(
        try file(
          "number,email,name,phone,since,opt_in\n7,A@Bücher.example,\"\(quoted)\",+43 1 2345678,2020-02-29,yes\n"
        ))
      #expect(
        try await database.texts(
          "SELECT concat_ws('|', number, email, phone, since, opt_in) FROM footfall.customer")
          == ["7|a@xn--bcher-kva.example|+4312345678|2020-02-29|t"])
      #expect(
        try await database.texts("SELECT name FROM footfall.customer").first?.contains(
          "DROP TABLE x; --") == true)
    }
  }

  @Test("a list in an encoding of its own, said by the map or by hand, and a country's telephones")
  func encodingAndTelephone() async throws {
    let text = "Číslo,Jméno,Telefon\n7,Žluťák,02 1234567\n"
    let central = text.unicodeScalars.map { scalar in
      let byte: [Unicode.Scalar: UInt8] = [
        "Č": 0xC8, "í": 0xED, "é": 0xE9, "Ž": 0x8E, "ť": 0x9D, "á": 0xE1,
      ]
      return byte[scalar] ?? UInt8(scalar.value)
    }
    let map = try file(
      "ledger: customer\nencoding: windows-1250\n"
        + "columns: { number: Číslo, name: Jméno, phone: Telefon }\n", as: "map.yaml")
    let path = try scratch.write(central, as: "zákazníci.csv")
    try await LoadingDatabase.with { database in
      let settings = LoadingDatabase.settings.replacing(
        "  - name: shop", with: "  - calling_code: 420\n    name: shop")
      try await database.importing(path, map: map, settings: settings)
      #expect(
        try await database.texts(
          "SELECT concat_ws('|', number, name, phone) FROM footfall.customer")
          == ["7|Žluťák|+42021234567"])
      let match = try await database.withWarehouse {
        try await PersonName("02/1234567", site: nil, callingCode: "420").find(in: $0)
      }
      #expect(match.kind == "telephone")
      // Of the wrong encoding nothing is loaded.
      let wrong = try file(text, as: "wrong.csv")
      let bad = try file(
        try String(contentsOfFile: map, encoding: .utf8).replacing(
          "windows-1250", with: "UTF-16LE"),
        as: "bad.yaml")
      let summary = try await database.importing(wrong, map: bad)
      #expect(summary.failures.first?.reason.contains("no text in UTF-16LE") == true)
    }
  }
}
