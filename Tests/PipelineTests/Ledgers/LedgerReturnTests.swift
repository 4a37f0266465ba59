import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

/// Lists that say again what they said before something else was so.
@Suite("Lists that return to an earlier state")
struct LedgerReturnTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func stock(_ stock: Int, as name: String = "products.csv") throws -> String {
    try scratch.write(Array("number,name,stock\nP-1,Rose,\(stock)\n".utf8), as: name)
  }

  private static let history = """
    SELECT concat_ws(' ', (as_of AT TIME ZONE 'UTC')::date, stock)
    FROM footfall_store.product ORDER BY as_of
    """

  private static func day(_ day: Int) -> Day { Day(year: 2026, month: 6, day: day) }

  @Test("the same bytes of a later time are a version more")
  func returns() async throws {
    try await LoadingDatabase.with { database in
      for (day, amount) in [(2, 12), (3, 0), (4, 12)] {
        let summary = try await database.importing(try stock(amount), asOf: Self.day(day))
        #expect(summary.files.map(\.outcome.stored) == [1] && summary.files[0].wasKnown == false)
      }
      let amounts = try await database.texts(
        "SELECT stock::text FROM footfall_store.product ORDER BY as_of")
      #expect(amounts == ["12", "0", "12"])
      // Told again as of any of these times, nothing is added.
      for (day, amount) in [(4, 12), (2, 12), (3, 0)] {
        let summary = try await database.importing(try stock(amount), asOf: Self.day(day))
        #expect(summary.files.map(\.wasKnown) == [true])
      }
      #expect(
        try await database.texts("SELECT stock::text FROM footfall_store.product ORDER BY as_of")
          == amounts)
      try await database.expectBalance()
      // Taken back, it goes with all that it told, and can come again.
      try await database.undo(try stock(12))
      let rest = try await database.texts(
        "SELECT stock::text FROM footfall_store.product ORDER BY as_of")
      #expect(rest == ["0"])
      let again = try await database.importing(try stock(12), asOf: Self.day(4))
      #expect(again.files.map(\.outcome.stored) == [1])
      try await database.expectBalance()
    }
  }

  @Test(
    "in whatever order they come, and however often, the history is one", arguments: UInt64(1)...6)
  func order(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let told = (1...6).map { (day: $0, stock: Int.random(in: 0...1, using: &random)) }
    var found: [[String]] = []
    let twice = (told + told).shuffled(using: &random)
    for order in [told, twice] {
      try await LoadingDatabase.with { database in
        for (day, amount) in order {
          try await database.importing(try stock(amount), asOf: Self.day(day))
        }
        found.append(try await database.texts(Self.history))
        try await database.expectBalance()
      }
    }
    #expect(found[0] == found[1])
    let changes = zip(told, told.dropFirst()).count { $0.stock != $1.stock }
    #expect(found[0].count == changes + 1)
  }

  @Test("a file read again at its path, as of when it was written")
  func path() async throws {
    try await LoadingDatabase.with { database in
      for (day, amount) in [(2, 12), (3, 0), (4, 12), (4, 12)] {
        let path = try stock(amount)
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1_780_000_000 + Double(day) * 86_400)],
          ofItemAtPath: path)
        _ = try await database.ingest(path)
      }
      let amounts = try await database.texts(
        "SELECT stock::text FROM footfall_store.product ORDER BY as_of")
      #expect(amounts == ["12", "0", "12"])
      try await database.expectBalance()
    }
  }

  @Test("rejects of a list that is told again are counted once")
  func rejects() async throws {
    func list(_ stock: String) throws -> String {
      try scratch.write(
        Array("number,name,stock\nP-1,Rose,\(stock)\nP-2,Lily,many\n".utf8), as: "products.csv")
    }
    try await LoadingDatabase.with { database in
      for (day, amount) in [(2, "12"), (3, "0"), (4, "12")] {
        try await database.importing(try list(amount), asOf: Self.day(day))
      }
      let rejects = try await database.texts("SELECT reason FROM footfall.rejected_record")
      #expect(rejects.count == 2)
      try await database.expectBalance()
    }
  }
}
