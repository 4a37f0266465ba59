import Clickstream
import Foundation
import Support
import Testing
import Warehouse

@Suite("Persons read many at a time")
struct PersonBatchTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ lines: [String], as name: String) throws -> String {
    try scratch.write(lines.map { $0 + "\n" }.joined().utf8, as: name)
  }

  /// Customers of whom some ordered, subscribe, wrote and were written to; more than one statement reads.
  private func load(_ database: LoadingDatabase) async throws {
    let numbers = 0..<230
    let paths = [
      try write(
        ["number,email,name,phone,since,opt_in"]
          + numbers.map { "C\($0),p\($0)@a.example,Pat \($0),+43 1 \(100_000 + $0),2025-01-01,yes" },
        as: "customers.csv"),
      try write(
        ["number,at,customer_number,amount,currency,status"]
          + numbers.filter { $0 % 3 == 0 }.map {
            "O\($0),2025-0\(1 + $0 % 9)-11,C\($0),\($0).50,\($0 % 2 == 0 ? "EUR" : "CHF"),"
              + ($0 % 5 == 0 ? "cancelled" : "paid")
          }, as: "orders.csv"),
      try write(
        ["number,customer_number,product,started,renews_on"]
          + numbers.filter { $0 % 7 == 0 }.map { "S\($0),C\($0),paper,2025-02-01,2026-02-01" },
        as: "subscriptions.csv"),
    ]
    for path in paths {
      try await database.importing(path, asOf: Day(year: 2025, month: 5, day: 1))
    }
    try await database.ingest(
      try write(
        numbers.filter { $0 % 4 == 0 }.flatMap { number in
          (1...3).map {
            #"{"time":"2025-0\#($0 + 3)-02T08:15:00Z","form":"contact","page":"/","fields":"#
              + #"{"email":"p\#(number)@a.example","name":"Pat","message":"Hello \#($0)."}}"#
          }
        }, as: "forms.ndjson"))
  }

  private static func text(_ record: PersonRecord) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }

  @Test("a batch tells of each what is told of one, in order, each once, without whom nobody knows")
  func batch() async throws {
    try await LoadingDatabase.with { database in
      try await load(database)
      let ids = try await database.texts(
        """
        SELECT person::text FROM footfall.person_identifier
        WHERE kind = 'customer number' ORDER BY md5(value)
        """
      ).compactMap { Int64($0) }
      #expect(ids.count == 230)
      let asked = [7] + ids.prefix(3) + ids + [8]
      for day in [nil, Zone.utc.start(of: Day(year: 2025, month: 5, day: 20))] {
        try await database.withWarehouse { warehouse in
          let records = try await warehouse.persons(
            asked, site: "shop", limit: 2, asOf: day, toldUntil: day)
          #expect(records.map(\.person) == ids)
          #expect(records.allSatisfy { $0.timeline.count <= 2 })
          #expect(records.contains { $0.timeline.count == 2 && !$0.foreignOrders.isEmpty })
          #expect(records.contains { $0.subscribes && !$0.consents.isEmpty && $0.orders > 0 })
          for record in records.enumerated().filter({ $0.offset % 23 == 0 }).map(\.element) {
            let one = try await warehouse.person(
              record.person, site: "shop", limit: 2, asOf: day, toldUntil: day)
            let single = try Self.text(try #require(one))
            #expect(try Self.text(record) == single)
          }
          let nobody = try await warehouse.person(7, site: "shop", limit: 2)
          #expect(nobody == nil)
        }
      }
    }
  }
}
