import Clickstream
import PostgreSQL
import Reports
import Support
import Testing

@Suite("From visitor to repeat buyer", .database(from: .migrated))
struct LevelTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  /// Orders of two persons: Ada's first, and Bea's of two months.
  private static let orders = """
    INSERT INTO footfall_store.customer_order (id, site, as_of, confirmed_at, content, generation,
      position, number, at, amount)
    SELECT o.id, s.id, o.at, o.at, 1, 1, o.id, o.id::text, o.at, 5
    FROM footfall_store.site s, (VALUES (1, timestamptz '2026-10-07 12:00Z'),
      (2, '2026-09-10 12:00Z'), (3, '2026-10-08 12:00Z'), (4, '2026-10-09 12:00Z')) AS o (id, at);
    INSERT INTO footfall_store.ledger_person (id, site, person)
    SELECT o.id, s.id, p.id
    FROM footfall_store.site s, (VALUES (1, 'ada@b.example'), (2, 'bea@b.example'),
      (3, 'bea@b.example'), (4, 'bea@b.example')) AS o (id, address)
    JOIN footfall_store.person p ON p.address = o.address;
    """

  @Test("each month tells visitors, persons known, buyers and those of them who bought before")
  func months() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    let hits = try [
      (1, "2026-09-03"), (2, "2026-09-03"), (2, "2026-09-05"), (3, "2026-10-03"), (4, "2026-10-04"),
      (5, "2026-10-31"), (6, "2026-10-31"),
    ].map { TestSite.Hit(visitor: $0.0, at: try site.at($0.1, 12)) }
    let messages = try [
      ("ada@b.example", "2026-10-05", true), ("ada@b.example", "2026-10-06", true),
      ("bea@b.example", "2026-08-31", false), ("cora@b.example", "2026-10-09", true),
    ].map {
      TestSite.Message(at: try site.at($0.1, 12), address: $0.0, isInbound: $0.2)
    }
    try await site.store(hits, messages)
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(Self.orders, name: "orders")
    await connection.close()
    try await folders.report([site])
    let page = try #require(try folders.files(in: folders.output)["larkspur/journey.html"])
    let section = try #require(
      page.split(separator: "<section id=\"levels\">").last?.split(separator: "</section>").first)
    let rows = section.split(separator: "<tr>").dropFirst(2).map { row in
      (row.split(separator: "</tr>").first ?? row).matches(of: />([^<>]+)</).map { String($0.1) }
        .filter { $0 != "\n" }
        .joined(separator: " ")
    }
    #expect(
      Array(rows.prefix(2)) == [
        "October 2026 4 3 75\u{202F}% 2 66.7\u{202F}% 1 50\u{202F}%",
        "September 2026 2 1 50\u{202F}% 1 100\u{202F}% 0 0\u{202F}%",
      ])
    #expect(rows.count == 2)
  }
}
