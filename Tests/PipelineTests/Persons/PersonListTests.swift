import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

/// The first persons of a list, which are found before the others are told of.
@Suite("Lists of persons")
struct PersonListTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("the first of them are the beginning of the whole list", arguments: UInt64(1)...3)
  func first(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var customers = "number,email,name\n"
    var orders = "number,at,customer_number,amount,currency,status\n"
    var forms = ""
    for person in 0..<60 {
      customers += "K\(person),p\(person)@b.example,Person \(person)\n"
      for order in 0..<Int.random(in: 0...2, using: &random) {
        let day = Int.random(in: 10...12, using: &random)
        let status = ["paid", "cancelled"].randomElement(using: &random) ?? ""
        let currency = ["EUR", "CHF"].randomElement(using: &random) ?? ""
        orders += "O\(person)-\(order),2025-03-\(day),K\(person),5,\(currency),\(status)\n"
      }
      if Bool.random(using: &random) {
        let day = Int.random(in: 10...12, using: &random)
        forms +=
          #"{"time":"2025-03-\#(day)T10:00:00Z","form":"contact","page":"/","fields":"#
          + #"{"email":"p\#(person)@b.example","message":"Hello."}}"# + "\n"
      }
    }
    let files = try [("customers.csv", customers), ("orders.csv", orders), ("forms.ndjson", forms)]
      .map { try scratch.write(Array($1.utf8), as: $0) }
    try await LoadingDatabase.with { database in
      try await database.importing(files[0], files[1])
      _ = try await database.ingest(files[2])
      try await database.withWarehouse { warehouse in
        let all = try await warehouse.persons(site: nil, lifecycle: nil, limit: .max)
        #expect(all.count == 60)
        for limit in [1, 3, 10, 30, 55, 60] {
          let first = try await warehouse.persons(site: nil, lifecycle: nil, limit: limit)
          #expect(first == Array(all.prefix(limit)), "the first \(limit)")
        }
        let foreign = try await warehouse.foreignBuyers(among: all)
        #expect(!foreign.isEmpty && foreign.count < 60)
      }
    }
  }
}
