import Clickstream
import Foundation
import Intake
import Pipeline
import Support
import Testing
import Warehouse

/// Which ledger a list goes into, where nobody says it.
@Suite("The ledger of a list")
struct LedgerChoiceTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The ledger that is chosen for a header; nil where it is refused.
  private func choice(_ header: [String], _ path: String) throws -> String? {
    let table = try #require(LedgerTable(Array((header.joined(separator: ",") + "\n").utf8)))
    do {
      return try LedgerMaps(files: []).map(for: table, path: path).ledger.name
    } catch is LedgerImportError {
      return nil
    }
  }

  @Test("columns of two ledgers go into the one that the file is named after, and else into none")
  func pairs() throws {
    var alike = 0
    for one in Ledger.all {
      for other in Ledger.all where other.name != one.name {
        let names = Set(other.fields.map(\.name))
        let shared = one.fields.map(\.name).filter(names.contains)
        let needed = (one.fields + other.fields).filter(\.isRequired).map(\.name)
        guard shared.count > 1, Set(needed).isSubset(of: shared) else { continue }
        alike += 1
        #expect(try choice(shared, "/lists/\(one.name)s-2026.csv") == one.name, "\(shared)")
        let bare = try choice(shared, "/lists/export.csv")
        #expect(bare != one.name && bare != other.name, "\(shared) went into \(bare ?? "")")
      }
    }
    #expect(alike >= 4)
  }

  @Test("an address list is a full start: of one column, with a title or without")
  func addresses() async throws {
    for (name, text) in [
      ("titled", "email\nann@a.example\nbob@b.example\n"),
      ("spoken", "E-Mail\r\nann@a.example\r\nbob@b.example"),
      ("bare", "ann@a.example\nbob@b.example\n"),
    ] {
      let path = try scratch.write(Array(text.utf8), as: "\(name).csv")
      try await LoadingDatabase.with { database in
        let imported = try await database.importing(path)
        #expect(imported.files.first?.outcome.stored == 2, "\(name): \(imported.failures)")
        let addresses = try await database.texts("SELECT address FROM footfall.person ORDER BY 1")
        #expect(addresses == ["ann@a.example", "bob@b.example"], "\(name)")
      }
      try await LoadingDatabase.with { database in
        let inputs = try await database.ingest(path).inputs
        #expect(inputs.map(\.kind) == ["ledger (customer)"] && inputs.map(\.kept) == [2], "\(name)")
      }
    }
    let words = try scratch.write(Array("ann@a.example\nand others\n".utf8), as: "words.txt")
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(words)
      #expect(summary.failures.count == 1)
    }
  }

  @Test("what a file loaded as, and rows that name nobody, are told")
  func remarks() async throws {
    let path = try scratch.write(
      Array("number,email,name,email\nC1,ann@a.example,Ann,x@y.example\n,,Nobody,\n".utf8),
      as: "customers.csv")
    let map = try scratch.write(
      Array("ledger: vendor\ncolumns: { name: name, email: email }\n".utf8), as: "vendor.yaml")
    try await LoadingDatabase.with { database in
      let first = try await database.importing(path)
      #expect(
        first.files.first?.remarks == [
          "2 columns are called email; the first counts",
          "1 row names nobody, without number, login or mail address",
        ])
      let again = try await database.importing(path, map: map)
      #expect(again.files.first?.wasKnown == true)
      #expect(
        again.files.first?.remarks.last == "it was loaded as `customer`, not as `vendor`")
    }
  }

  @Test("a list of nothing but a header is told as such")
  func noRows() async throws {
    let path = try scratch.write(Array("number,at,amount\n".utf8), as: "headeronly.csv")
    try await LoadingDatabase.with { database in
      let summary = try await database.importing(path)
      #expect(summary.files.map(\.remarks) == [["no rows"]])
    }
  }

  @Test("a ledger that is named and has none of the columns is told with its fields")
  func strange() throws {
    let table = try #require(LedgerTable(Array("nummer,foo\n1,2\n".utf8)))
    let error = #expect(throws: LedgerImportError.self) {
      try LedgerMaps(files: [], ledger: "customer").map(for: table, path: "wrong.csv")
    }
    #expect(error?.description.contains("too few of its columns are those of `customer`") == true)
    #expect(error?.description.contains("number, email, login") == true)
  }

  @Test("columns that no field takes are named, and nothing is loaded: a cost list is no orders")
  func strangeColumns() async throws {
    let costs = try scratch.write(
      Array("number,at,amount,currency,custmer_number,Wax seal\n1,2026-01-02,5,EUR,C1,x\n".utf8),
      as: "spent.csv")
    let map = try scratch.write(
      Array("ledger: order\ncolumns: { at: at, amount: amount }\n".utf8), as: "order.yaml")
    let named = try LedgerMaps(files: [], ledger: "order")
    try await LoadingDatabase.with { database in
      for maps in [try LedgerMaps(files: []), named] {
        let summary = try await database.importing(costs, by: maps)
        let reason = summary.failures.first?.reason ?? ""
        #expect(summary.files.isEmpty)
        #expect(
          reason.contains("“custmer_number” (did you mean `customer_number`?), “Wax seal”"),
          "\(reason)")
        #expect(reason.contains("--map") && reason.contains("--guess"))
      }
      let nothing = try await database.orders()
      #expect(nothing == [])
      // A map leaves columns out on purpose; what has no name goes with the separators.
      let mapped = try await database.importing(costs, map: map)
      #expect(mapped.files.map(\.outcome.stored) == [1])
      let empty = try scratch.write(
        Array("number,at,amount,,\n1,2026-01-02,5,,\n".utf8), as: "tail.csv")
      let trailing = try await database.importing(empty)
      #expect(trailing.files.map(\.outcome.stored) == [1] && trailing.failures.isEmpty)
    }
  }
}
