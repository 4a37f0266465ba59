import Clickstream
import Foundation
import Pipeline
import Support
import Testing

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

  @Test("a list of which no row can be used is told, and the rest is loaded")
  func useless() async throws {
    try write("number,at\n1,never\n", as: "orders.csv")
    try write("number,day,purpose,amount\n1,2025-01-01,system,5\n", as: "costs.csv")
    try await LoadingDatabase.with { [folder = scratch.path] database in
      let summary = try await database.ingest(folder)
      #expect(summary.inputs.map(\.kind) == ["ledger (cost)"])
      #expect(summary.failures.map(\.reason).count { $0.contains("none of its 1 rows") } == 1)
    }
  }
}
