import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

/// Files of ledgers that are taken back while others told the same.
@Suite("Taking ledgers back")
struct LedgerUndoTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// An export of some orders; each file is another, whatever it says.
  private func export(_ rows: [(number: Int, status: String)], _ name: String) throws -> String {
    let lines = rows.map { "\($0.number),2026-01-01,5,\($0.status),\(name)\n" }
    let text = "number,at,amount,status,export\n" + lines.joined()
    return try scratch.write(Array(text.utf8), as: "\(name).csv")
  }

  private func map() throws -> String {
    try scratch.write(
      Array(
        """
        ledger: order
        columns: {number: number, at: at, amount: amount, status: status}

        """.utf8), as: "map.yaml")
  }

  @Test("a row that another file told as well stays, whichever of them brought it")
  func confirmed() async throws {
    let days = (1...3).map { Day(year: 2026, month: 2, day: $0) }
    for undone in 0..<3 {
      try await LoadingDatabase.with { database in
        var files: [String] = []
        for (number, day) in days.enumerated() {
          files.append(
            try export([(1, "open")] + (number == undone ? [(2, "paid")] : []), "\(number)"))
          try await database.importing(files[number], map: map(), asOf: day)
        }
        let result = try await database.undo(files[undone]).undone
        #expect(result.versions == 1, "of the file alone")
        let first = undone == 0 ? 2 : 1
        #expect(try await database.orders() == ["1 2026-02-0\(first) 5 open"])
        for file in files where file != files[undone] { try await database.undo(file) }
        #expect(try await database.orders() == [])
        #expect(try await database.verify().filter { !$0.isClean }.map(\.name) == [])
      }
    }
  }

  @Test("two files that speak of one day: the row goes with the second of them")
  func sameDay() async throws {
    try await LoadingDatabase.with { database in
      let day = Day(year: 2026, month: 2, day: 1)
      let files = [try export([(1, "open")], "a"), try export([(1, "open")], "b")]
      for file in files { try await database.importing(file, map: map(), asOf: day) }
      try await database.undo(files[0])
      #expect(try await database.orders() == ["1 2026-02-01 5 open"])
      try await database.undo(files[1])
      #expect(try await database.orders() == [])
    }
  }

  @Test(
    "whatever is taken back, what stays is what the other files give alone",
    arguments: UInt64(1)...8)
  func law(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var files: [(path: String, day: Day)] = []
    for number in 0..<4 {
      let rows = (1...4).compactMap { order -> (number: Int, status: String)? in
        let status = ["open", "paid", "lost", nil][Int.random(in: 0..<4, using: &random)]
        return status.map { (order, $0) }
      }
      let path = try export(rows.isEmpty ? [(9, "open")] : rows, "\(seed)-\(number)")
      files.append((path, Day(year: 2026, month: 3, day: number + 1)))
    }
    let isUndone = files.map { _ in Bool.random(using: &random) }
    let order = files.indices.filter { isUndone[$0] }.shuffled(using: &random)
    let (all, map) = (files, try map())
    let clean = try await LoadingDatabase.with { database in
      for index in all.indices where !isUndone[index] {
        try await database.importing(all[index].path, map: map, asOf: all[index].day)
      }
      return try await database.orders()
    }
    try await LoadingDatabase.with { database in
      for file in all { try await database.importing(file.path, map: map, asOf: file.day) }
      for index in order { try await database.undo(all[index].path) }
      #expect(try await database.orders() == clean, "undone: \(order)")
      try await database.expectBalance()
      // What was taken back can be loaded again, as if it had never gone.
      for index in order.sorted() {
        try await database.importing(all[index].path, map: map, asOf: all[index].day)
      }
      let again = try await database.texts(
        "SELECT concat_ws(' ', number, status) FROM footfall.customer_order ORDER BY number")
      let fresh = try await LoadingDatabase.with { other in
        for file in all { try await other.importing(file.path, map: map, asOf: file.day) }
        return try await other.texts(
          "SELECT concat_ws(' ', number, status) FROM footfall.customer_order ORDER BY number")
      }
      #expect(again == fresh)
    }
  }
}
