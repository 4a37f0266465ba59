import Clickstream
import Foundation
import Pipeline
import Support
import Testing
import Warehouse

/// A file as a CRM exports it, of `Exports/`, and the map of `Config/import/` that reads it.
struct CRMExport: Sendable, CustomTestStringConvertible {
  let file: String
  let map: String
  let ledger: String
  let rows: Int64
  /// Rows that its map does not take: opportunities that are not won.
  let leftOut: Int64

  var testDescription: String { file }
  var path: String { Self.folder.appending(path: file).path }
  var mapPath: String { Self.maps.appending(path: map).path }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Exports")
  static let maps = packageFolder.appending(path: "Config/import")

  static let all = [
    CRMExport("salesforce-account", "customer"),
    CRMExport("salesforce-contact", "customer"),
    CRMExport("salesforce-contact-report", "customer", map: "salesforce-contact"),
    CRMExport("salesforce-lead", "customer"),
    CRMExport("salesforce-opportunity", "order", leftOut: 1),
    CRMExport("salesforce-task", "activity", rows: 3),
    CRMExport("salesforce-event", "activity"),
    CRMExport("suitecrm-account", "customer"),
    CRMExport("suitecrm-contact", "customer"),
    CRMExport("sugarcrm-contact", "customer", map: "suitecrm-contact"),
    CRMExport("suitecrm-lead", "customer"),
    CRMExport("suitecrm-opportunity", "order", leftOut: 1),
    CRMExport("suitecrm-call", "activity"),
    CRMExport("suitecrm-meeting", "activity"),
    CRMExport("suitecrm-note", "activity"),
    CRMExport("dynamics-account-excel", "customer", map: "dynamics-account"),
    CRMExport("dynamics-contact", "customer"),
    CRMExport("dynamics-contact-excel", "customer", map: "dynamics-contact"),
    CRMExport("dynamics-opportunity-excel", "order", map: "dynamics-opportunity"),
    CRMExport("dynamics-order", "order"),
    CRMExport("dynamics-phonecall", "activity"),
    CRMExport("dynamics-phonecall-excel", "activity", map: "dynamics-phonecall"),
    CRMExport("dynamics-appointment-excel", "activity", map: "dynamics-appointment"),
    CRMExport("keap-contact", "customer"),
    CRMExport("keap-order", "order"),
  ]

  /// What tells of the persons of Salesforce.
  static let salesforce = [
    "salesforce-account", "salesforce-contact", "salesforce-opportunity", "salesforce-task",
    "salesforce-event",
  ]

  init(_ name: String, _ ledger: String, map: String? = nil, rows: Int64 = 2, leftOut: Int64 = 0) {
    file = "\(name).csv"
    self.map = "\(map ?? name).yaml"
    self.ledger = ledger
    self.rows = rows
    self.leftOut = leftOut
  }

  /// The export of this name.
  static func named(_ name: String) throws -> CRMExport {
    try #require(all.first { $0.file == "\(name).csv" })
  }
}

@Suite("Exports of CRMs")
struct ExportTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let day = Day(year: 2025, month: 11, day: 27)

  private func load(_ names: [String], _ database: LoadingDatabase) async throws {
    for name in names {
      let export = try CRMExport.named(name)
      try await database.importing(export.path, map: export.mapPath, asOf: Self.day)
    }
  }

  @Test("every export has a map, and every map an export")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: CRMExport.folder.path)
    #expect(files.sorted() == CRMExport.all.map(\.file).sorted())
    let maps = try FileManager.default.contentsOfDirectory(atPath: CRMExport.maps.path)
    #expect(Set(maps).subtracting(["orders.yaml"]) == Set(CRMExport.all.map(\.map)))
  }

  @Test(
    "every row of an export is loaded by its map, under a number, once", arguments: CRMExport.all)
  func loads(export: CRMExport) async throws {
    try await LoadingDatabase.with { database in
      let summary = try await database.importing(
        export.path, map: export.mapPath, asOf: Self.day)
      #expect(summary.failures.map(\.reason) == [])
      let file = try #require(summary.files.first)
      #expect(file.ledger == export.ledger)
      #expect(
        [
          file.outcome.read, file.outcome.stored, file.outcome.leftOut, file.outcome.rejected,
        ] == [export.rows + export.leftOut, export.rows, export.leftOut, 0])
      let ledger = try #require(Ledger.named(export.ledger))
      #expect(
        try await database.texts(
          "SELECT count(DISTINCT number)::text FROM footfall.\(ledger.table)")
          == ["\(export.rows)"])
      // Who opted out does not want news; who did not opt out has asked for none.
      #expect(try await database.texts("SELECT number FROM footfall.customer WHERE opt_in") == [])
      if export.file == "salesforce-contact.csv" {
        #expect(
          try await database.texts("SELECT number FROM footfall.customer WHERE NOT opt_in")
            == ["0035g00000BenB2AAK"])
      }
      try await database.expectBalance()
    }
  }

  @Test(
    "contact, opportunity, call and meeting of Salesforce are one person, whatever comes first",
    arguments: [CRMExport.salesforce, CRMExport.salesforce.reversed()])
  func onePerson(order: [String]) async throws {
    try await LoadingDatabase.with { database in
      try await load(order, database)
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', name, address, orders, spent, contacts) FROM footfall.person
          WHERE customer_number = '0035g00000AnnA1AAC'
          """) == ["Ann Alder ann@alder.example 1 12500.0 2"])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', c.direction, c.channel, c.subject, c.excerpt)
          FROM footfall.contact c JOIN footfall.person p USING (person)
          WHERE p.customer_number = '0035g00000AnnA1AAC' ORDER BY c.at
          """) == ["inbound call Call Wants the beams by the 2nd.", "outbound meeting Meeting "])
    }
  }

  @Test("calls and orders of Dynamics find their person by number, or by an address in the view")
  func dynamics() async throws {
    try await LoadingDatabase.with { database in
      try await load(
        [
          "dynamics-contact-excel", "dynamics-order", "dynamics-phonecall",
          "dynamics-phonecall-excel", "dynamics-appointment-excel",
        ], database)
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', name, orders, spent, contacts) FROM footfall.person
          WHERE address = 'nina@nutmeg.example'
          """) == ["Nina Nutmeg 1 4300.0000 4"])
    }
  }

  @Test("a later export replaces the rows of an earlier one")
  func later() async throws {
    try await LoadingDatabase.with { database in
      let export = try CRMExport.named("salesforce-opportunity")
      try await load(["salesforce-opportunity"], database)
      let text = try String(contentsOf: URL(filePath: export.path), encoding: .utf8)
        .replacing("\"12500.0\"", with: "\"13000.0\"")
        .replacing("2025-11-20T", with: "2025-11-25T")
      let path = try scratch.write(Array(text.utf8), as: "later.csv")
      let summary = try await database.importing(path, map: export.mapPath, asOf: Self.day)
      #expect(summary.files.map(\.outcome.stored) == [1])
      #expect(
        try await database.texts(
          "SELECT amount::text FROM footfall.customer_order ORDER BY number")
          == ["13000.0", "99.95"])
    }
  }
}
