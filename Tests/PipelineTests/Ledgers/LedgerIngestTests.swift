import Clickstream
import Foundation
import Pipeline
import Reports
import Support
import Testing
import Warehouse

/// Lists among the inputs of an ordinary run.
@Suite("Ledgers in ingestion")
struct LedgerIngestTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ text: String, as name: String) throws {
    _ = try scratch.write(Array(text.utf8), as: name)
  }

  private static let orders = """
    number,at,email,amount
    1,2025-01-02,a@b.example,"5,50"
    2,2025-01-03,c@d.example,"7,00"
    3,never,c@d.example,"7,00"

    """

  private static let listAdvice =
    "looks like a list whose columns are not the fields of a ledger; `footfall import FILE --guess` "
    + "proposes a map, with which `footfall import` loads it, or the nightly where `map:` of its input "
    + "names it"

  @Test("a list with columns of its own is told as one, whatever it is called; a log is not")
  func foreignColumns() async throws {
    try write("Bestellnummer;Kunde;Summe\n1;Ann;5,00\n", as: "export.txt")
    try write("alpha|beta|gamma\n1|2\n", as: "odd.txt")
    let (list, odd) = (scratch.path + "/export.txt", scratch.path + "/odd.txt")
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(list, odd)
      #expect(summary.failures.map(\.reason).first == Self.listAdvice)
      #expect(summary.failures.count == 2)
      #expect(!summary.failures[1].reason.contains("list"), "\(summary.failures[1].reason)")
    }
  }

  @Test("orders in another currency are told as they are loaded, and on the screen of the person")
  func currencies() async throws {
    let orders = "number,at,email,amount,currency\n1,2025-01-02,a@b.example,5,USD\n"
    try write(
      orders + "2,2025-01-03,a@b.example,7,USD\n3,2025-01-03,a@b.example,9,EUR\n"
        + "4,2025-01-03,a@b.example,9,\n5,2025-01-03,c@d.example,9,CHF\n",
      as: "orders.csv")
    let path = scratch.path + "/orders.csv"
    let told = [
      "1 order in CHF is not in sums; the site counts in EUR",
      "2 orders in USD are not in sums; the site counts in EUR",
    ]
    try await LoadingDatabase.with { database in
      let imported = try await database.importing(path)
      #expect(imported.files.first?.leftOutOfSums == told)
      let match = try await database.find("a@b.example")
      let record = try await database.withWarehouse {
        try await $0.person(match.person, site: match.site, limit: 0)
      }
      #expect(record?.foreignOrders == ["USD": 2] && record?.spent == "18")
      let facts = PersonFacts(try #require(record), zone: .utc, currency: "EUR").facts
      #expect(facts.first { $0.title == "Not in that sum" }?.text == told[1])
    }
    try await LoadingDatabase.with { database in
      let inputs = try await database.ingest(path).inputs
      #expect(inputs.map(\.note) == [told.joined(separator: "; ")])
    }
  }

  @Test("a folder's lists are loaded as by import, once, and what is none is passed by")
  func folder() async throws {
    try write(Self.orders, as: "orders.csv")
    try write("number,day,purpose,amount\n1,2025-01-01,system,5\n", as: "costs.csv")
    try write("number,day,purpose,amount\n2,2025-01-01,system,5\n", as: "spending.csv")
    try write("one,two\n1,2\n", as: "words.csv")
    try write(#"{"number":"9","email":"a@b.example","name":"Ann"}"# + "\n", as: "customers.ndjson")
    let (folder, orders) = (scratch.path, scratch.path + "/orders.csv")
    let written = Date(timeIntervalSince1970: 1_740_000_000)
    try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: orders)
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(folder)
      #expect(summary.failures.isEmpty, "\(summary.failures)")
      #expect(
        summary.inputs.map { "\($0.kind) \($0.read) \($0.kept) \($0.rejected)" } == [
          "ledger (cost) 1 1 0", "ledger (customer) 1 1 0", "ledger (order) 3 2 1",
        ])
      let passed = summary.passedBy.map { $0.path.split(separator: "/").last ?? "" }
      #expect(passed == ["spending.csv", "words.csv"])
      #expect(
        summary.passedBy.map(\.reason) == [
          "looks like a list whose columns suit `cost` and `benefit` alike; "
            + "`footfall import FILE --ledger` loads it, or `ledger:` of its input",
          Self.listAdvice,
        ])
      #expect(
        try await database.orders()
          == ["1 2025-02-19 5.50 ", "2 2025-02-19 7.00 "].map {
            $0.trimmingCharacters(in: .whitespaces)
          })
      #expect(
        try await database.texts("SELECT name || ' ' || orders FROM footfall.person ORDER BY 1")
          == [" 1", "Ann 1"])
      try await database.expectBalance()
      let again = try await database.ingest(folder)
      #expect(again.inputs.map(\.note) == ["already loaded", "already loaded", "already loaded"])
      #expect(again.read == 0)
    }
  }

  @Test("rejects of a list are found by the name of its file, where only one is called so")
  func rejectsByName() async throws {
    try write(Self.orders, as: "a/orders.csv")
    try await LoadingDatabase.with { database in
      _ = try await database.importing(scratch.path + "/a/orders.csv")
      let one = try await database.withWarehouse {
        try await $0.known(.init(source: "orders.csv")).source
      }
      #expect(one == scratch.path + "/a/orders.csv")
      try write(Self.orders + "4,2025-01-04,a@b.example,3\n", as: "b/orders.csv")
      _ = try await database.importing(scratch.path + "/b/orders.csv")
      try await database.withWarehouse { warehouse in
        await #expect(throws: UsageError.self) {
          _ = try await warehouse.known(.init(source: "elsewhere/orders.csv"))
        }
      }
    }
  }

  @Test("a list of which no row can be used is told, and the rest is loaded")
  func useless() async throws {
    try write("number,at\n1,never\n", as: "orders.csv")
    try write("number,day,purpose,amount\n1,2025-01-01,system,5\n", as: "costs.csv")
    try await LoadingDatabase.with { [folder = scratch.path] database in
      let summary = try await database.ingest(folder)
      #expect(summary.inputs.map(\.kind) == ["ledger (cost)"])
      #expect(summary.failures.map(\.reason).count { $0.contains("its only row could not") } == 1)
    }
  }
}
