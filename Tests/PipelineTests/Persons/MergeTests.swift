import Clickstream
import Pipeline
import Reports
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// What analysts see of persons in all views that have a person: the record of how it came about
  /// is left out.
  func rowsOfViews() async throws -> [String: [String]] {
    let views = try await texts(
      """
      SELECT table_name::text FROM information_schema.views
      WHERE table_schema = 'footfall'
        AND table_name <> ALL ('{person_evidence,person_change,person_run,visit_change}')
      ORDER BY 1
      """)
    var rows: [String: [String]] = [:]
    for view in views {
      rows[view] = try await texts("SELECT r::text FROM footfall.\(view) r ORDER BY 1")
    }
    return rows
  }
}

@Suite("Merging persons and parting them")
struct MergeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)
  private static let anns = ["1", "ann@a.example", "ann", "ann@other.example"]
  private static let news = ["new@d.example", "new@e.example"]

  private func load(into database: LoadingDatabase) async throws {
    let settings = LoadingDatabase.settings + "\n    link_browsing: always\n"
    func file(_ text: String, as name: String) throws -> String {
      try scratch.write(Array(text.utf8), as: name)
    }
    try await database.importing(
      try file(
        "number,email,login,name,opt_in\n1,ann@a.example,ann,Ann,yes\n,new@d.example,,New,no\n",
        as: "customers.csv"),
      try file(
        """
        number,at,customer_number,email,amount
        10,2025-01-01,1,ann@other.example,5
        11,2025-01-02,,new@d.example,6

        """, as: "o.csv"),
      try file("email,product,at\nnew@d.example,P,2025-02-01\n", as: "w.csv"),
      asOf: Day(year: 2025, month: 3, day: 1))
    // A person of two addresses, by the word of staff.
    let form =
      #"{"time":"2025-04-01T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"new@e.example","message":"This is a complaint.","newsletter":"yes"}}"#
    try await database.ingest(
      try scratch.write([form].file(), as: "forms.ndjson"), settings: settings)
    let log =
      #"192.0.2.1 - ann [01/Apr/2025:08:00:00 +0100] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11)""#
    try await database.ingest(
      try scratch.write([log].file(), as: "access.log"), settings: settings)
    try await merge("new@d.example", "new@e.example", 1, in: database)
  }

  private func merge(
    _ one: String, _ other: String, _ second: Int64, in database: LoadingDatabase
  ) async throws {
    let (one, other) = (try await database.find(one), try await database.find(other))
    try await database.withWarehouse {
      _ = try await $0.merge(
        one, other, staff: "eve", note: "", now: Self.later.advanced(bySeconds: second))
    }
  }

  private func unmerge(
    _ one: String, _ other: String, _ second: Int64, in database: LoadingDatabase
  ) async throws {
    let (one, other) = (try await database.find(one), try await database.find(other))
    try await database.withWarehouse {
      _ = try await $0.unmerge(
        one, other, staff: "eve", note: "", now: Self.later.advanced(bySeconds: second))
    }
  }

  private func standing(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT is_same::text FROM footfall_store.identity_assertion WHERE withdrawn_at IS NULL
      """)
  }

  @Test("parted by whichever of their names, two that staff had joined are as before")
  func pairs() async throws {
    try await LoadingDatabase.with { database in
      try await load(into: database)
      let before = try await database.rowsOfViews()
      #expect(before.count > 50 && before["person_visit"] != [])
      var second: Int64 = 10
      for merged in [("ann@a.example", "new@d.example"), ("1", "new@e.example")] {
        for one in Self.anns {
          for other in Self.news {
            second += 10
            try await merge(merged.0, merged.1, second, in: database)
            #expect(try await database.rowsOfViews() != before)
            try await unmerge(one, other, second + 5, in: database)
            let after = try await database.rowsOfViews()
            for (view, rows) in before {
              #expect(after[view] == rows, "\(view) after \(merged) and \(one), \(other)")
            }
            #expect(try await standing(database) == ["true"])
          }
        }
      }
    }
  }

  @Test("who joined two persons, when and with which words is told, and goes with the person")
  func statements() async throws {
    try await LoadingDatabase.with { database in
      try await load(into: database)
      let (one, other) = (
        try await database.find("ann@a.example"), try await database.find("new@d.example")
      )
      try await database.withWarehouse {
        _ = try await $0.merge(
          one, other, staff: "eve", note: "told us on the telephone",
          now: Self.later.advanced(bySeconds: 5))
      }
      let record = try #require(
        try await database.withWarehouse { try await $0.person(one.person, site: "shop", limit: 0) }
      )
      let facts = PersonFacts(record, zone: .utc, currency: "EUR")
      let reasons = facts.identifiers.map { $0[3] }
      #expect(
        reasons.contains { $0.contains("staff (eve, 2025-10-09: told us on the telephone)") },
        "\(reasons)")
      let evidence = "SELECT concat_ws('|', staff, note) FROM footfall.person_evidence"
      let told = try await database.texts(evidence + " WHERE note IS NOT NULL")
      #expect(told == ["eve|told us on the telephone"])
      let found = try await database.find("ann@a.example")
      _ = try await database.withWarehouse { try await $0.erasePerson(found, now: Self.later) }
      let left = try await database.texts(evidence + " WHERE staff IS NOT NULL")
      #expect(left == [])
    }
  }

  @Test("said twice, both are taken back; what records tie is held apart")
  func twice() async throws {
    try await LoadingDatabase.with { database in
      try await load(into: database)
      let before = try await database.rowsOfViews()
      try await merge("1", "new@d.example", 10, in: database)
      // The same in other words, which `merge` refuses while they are one.
      try await database.execute(
        """
        INSERT INTO footfall_store.identity_assertion (site, a, b, at, is_same, staff, note)
        SELECT i.site, least(i.id, k.id), greatest(i.id, k.id), timestamptz '2025-10-09 12:00:00Z',
          true, 'eve', ''
        FROM footfall_store.identity_node i
        JOIN footfall_store.identity_node k ON k.value = 'new@e.example'
        WHERE i.value = 'ann'
        """)
      try await unmerge("ann@other.example", "new@e.example", 20, in: database)
      #expect(try await standing(database) == ["true"])
      let after = try await database.rowsOfViews()
      #expect(after == before)
      try await unmerge("1", "ann@other.example", 30, in: database)
      #expect(try await standing(database).sorted() == ["false", "true"])
      #expect(
        try await database.find("1").person != database.find("ann@other.example").person)
    }
  }
}
