import Clickstream
import Support
import Testing
import Warehouse

@Suite("Suggestions of who is one")
struct SuggestionTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let customers = """
    number,email,name,postal_code,phone
    1,ann@a.example,Ann Hill,1010,
    ,a.hill@b.example,A. Hill,1010,
    ,adam@b.example,Adam Hill,1010,
    ,ann@c.example,Ann Hill,8010,
    ,jose@a.example,José Łukasz,4020,+43 1 1234567
    ,lukasz@b.example,jose lukasz,,+43 1 1234567
    ,vera@m.example,Vera,,
    ,vera+shop@m.example,Vera Quist,,
    7,bob@a.example,Bob Moor,5020,
    8,bob@b.example,Bob Moor,5020,
    9,anna@h.example,Anna Huber,6020,
    ,huber@b.example,"Huber, Anna",6020,
    ,h.a@b.example,HUBER A.,6020,
    ,hofer@b.example,Anna Hofer,6020,
    ,anna.hub@b.example,Anna Hub,6020,
    10,max@w.example,Max Müller-Weiß,6850,+43 1 7654321
    ,mueller@b.example,Mueller Weiss Max,,+43 1 7654321

    """

  private func pairs(_ database: LoadingDatabase) async throws -> [String] {
    try await database.withWarehouse { warehouse in
      try await warehouse.suggestions(site: nil, limit: 100).map { pair in
        [pair.one.address ?? "", pair.other.address ?? ""].sorted().joined(separator: " ")
          + ": \(pair.reason)"
      }.sorted()
    }
  }

  @Test("pairs that look alike are told, those that a record or staff tells apart are not")
  func told() async throws {
    let path = try scratch.write(Array(Self.customers.utf8), as: "customers.csv")
    try await LoadingDatabase.with { database in
      try await database.importing(path)
      #expect(
        try await pairs(database) == [
          "a.hill@b.example adam@b.example: name and post code",
          "a.hill@b.example ann@a.example: name and post code",
          "anna@h.example h.a@b.example: name and post code",
          "anna@h.example huber@b.example: name and post code",
          "h.a@b.example huber@b.example: name and post code",
          "jose@a.example lukasz@b.example: name and telephone",
          "max@w.example mueller@b.example: name and telephone",
          "vera+shop@m.example vera@m.example: one mailbox",
        ])
      let persons = try await database.texts("SELECT count(*)::text FROM footfall.person")
      #expect(persons == ["17"])
      // Whom staff told apart, and whom it joined, are told no more.
      for (one, other, isOne) in [
        ("vera@m.example", "vera+shop@m.example", false),
        ("jose@a.example", "lukasz@b.example", true),
      ] {
        let (first, second) = (try await database.find(one), try await database.find(other))
        try await database.withWarehouse { warehouse in
          _ = try await warehouse.merge(
            first, second, staff: "bo", note: "", now: LoadingDatabase.now)
        }
        guard !isOne else { continue }
        let (left, right) = (try await database.find(one), try await database.find(other))
        try await database.withWarehouse { warehouse in
          _ = try await warehouse.unmerge(
            left, right, staff: "bo", note: "",
            now: LoadingDatabase.now.advanced(bySeconds: 60))
        }
      }
      #expect(
        try await pairs(database) == [
          "a.hill@b.example adam@b.example: name and post code",
          "a.hill@b.example ann@a.example: name and post code",
          "anna@h.example h.a@b.example: name and post code",
          "anna@h.example huber@b.example: name and post code",
          "h.a@b.example huber@b.example: name and post code",
          "max@w.example mueller@b.example: name and telephone",
        ])
    }
  }
}
