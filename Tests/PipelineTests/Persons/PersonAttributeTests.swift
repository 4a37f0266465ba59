import Clickstream
import Pipeline
import Reports
import Support
import Testing
import Warehouse

@Suite("Where a person's name comes from")
struct PersonAttributeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ lines: [String], as name: String) throws -> String {
    try scratch.write(lines.map { $0 + "\n" }.joined().utf8, as: name)
  }

  private func record(_ database: LoadingDatabase) async throws -> PersonRecord {
    let match = try await database.find("ann@a.example")
    let record = try await database.withWarehouse {
      try await $0.person(match.person, site: match.site, limit: 0)
    }
    return try #require(record)
  }

  private static func form(_ name: String, _ day: Int) -> String {
    #"{"time":"2025-04-0\#(day)T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"ann@a.example","name":"\#(name)","message":"Hello."}}"#
  }

  @Test("what the person wrote counts before what staff wrote to the person later")
  func ours() async throws {
    let forms = try write([Self.form("Ann Last", 2)], as: "f.ndjson")
    let letter = try write(
      [
        "From: Eve <eve@shop.example>", "To: \"Ann\" <ann@a.example>",
        "Date: 9 Apr 2025 10:00:00 +0000", "Message-ID: <1@shop.example>", "Subject: Hello", "",
        "Here it is.",
      ], as: "letter.eml")
    try await LoadingDatabase.with { database in
      _ = try await database.ingest(letter)
      let before = try await record(database)
      #expect(before.name == "Ann" && before.attributes.map(\.source) == ["email"])
      _ = try await database.ingest(forms)
      let after = try await record(database)
      #expect(after.name == "Ann Last" && after.attributes.map(\.source) == ["form"])
    }
  }

  @Test(
    "the business's list counts before an order, that before what was written, the newest first")
  func name() async throws {
    let forms = try write([Self.form("Ann Last", 2), Self.form("Ann First", 1)], as: "f.ndjson")
    let orders = try write(
      ["number,at,email,name,amount", "10,2025-01-01,ann@a.example,Ann Order,5"], as: "orders.csv")
    let customers = try write(
      ["number,email,name,phone", "1,ann@a.example,Ann List,+43 1 234567"], as: "customers.csv")
    let day = Day(year: 2025, month: 2, day: 1)
    try await LoadingDatabase.with { database in
      try await database.ingest(forms)
      var found = try await record(database)
      #expect(found.name == "Ann Last")
      #expect(found.attributes.map(\.value) == ["Ann Last"])
      #expect(found.attributes.map(\.source) == ["form"])
      #expect(found.attributes.map(\.position) == [0])
      try await database.importing(orders, asOf: day)
      found = try await record(database)
      #expect(found.name == "Ann Order" && found.attributes.map(\.source) == ["order"])
      try await database.importing(customers, asOf: day)
      found = try await record(database)
      #expect(found.name == "Ann List")
      #expect(found.attributes.map(\.attribute) == ["name", "phone"])
      #expect(found.attributes.map(\.value) == [found.name, found.phone])
      #expect(found.attributes.map(\.source) == ["customer", "customer"])
      let facts = PersonFacts(found, zone: .utc, currency: "EUR").facts
      let name = try #require(facts.first { $0.title == "Name by" })
      #expect(name.text.hasPrefix("customer, 2025-0") && name.text.contains("customers.csv, byte "))
      let phone = try #require(facts.first { $0.title == "Telephone" })
      #expect(phone.text.contains("+431234567, by customer, 2025-0"))
      // Taken back, the list no longer says so.
      try await database.undo(customers)
      found = try await record(database)
      #expect(found.name == "Ann Order" && found.attributes.map(\.source) == ["order"])
    }
  }
}
