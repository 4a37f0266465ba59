import Clickstream
import Foundation
import Intake
import Pipeline
import Support
import Testing

/// Exports that are met without a map, and what is said of them.
@Suite("Shipped maps")
struct ShippedMapTests {
  private let scratch: Scratch
  private let maps = ShippedMaps(folder: CRMExport.maps.path, shownAs: "Config/import")

  init() throws { scratch = try Scratch() }

  private func header(_ path: String) throws -> [String] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return try #require(LedgerTable(bytes)).header
  }

  @Test("of an export of a CRM the map is named that reads it", arguments: CRMExport.all)
  func named(export: CRMExport) throws {
    let likely = maps.likely(for: try header(export.path))
    #expect(likely.contains("Config/import/\(export.map)"))
  }

  @Test("a proposal names it first, and where no map suits it is named too")
  func proposed() throws {
    let export = try #require(CRMExport.all.first { $0.file == "salesforce-contact.csv" })
    let advice =
      "this looks like an export of salesforce contact: use --map Config/import/salesforce-contact.yaml"
    let yaml = try LedgerProposal(path: export.path, shipped: maps).yaml
    #expect(yaml.hasPrefix("# \(advice)\n"), "\(yaml)")
    #expect(!yaml.contains("number: \"AccountId\""), "\(yaml)")
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: export.path)))
    let table = try #require(LedgerTable(bytes))
    let error = #expect(throws: LedgerImportError.self) {
      try LedgerMaps(files: [], shipped: maps).map(for: table, path: "Contact.csv")
    }
    #expect(error?.description.hasSuffix(advice) == true, "\(error?.description ?? "")")
  }

  @Test("of a list that lacks a needed column the ledger is named, and the column")
  func missing() throws {
    let table = try #require(LedgerTable(Array("number,status,amount\n1,paid,5\n".utf8)))
    let error = #expect(throws: LedgerImportError.self) {
      try LedgerMaps(files: [], shipped: maps).map(for: table, path: "missing.csv")
    }
    let words = error?.description ?? ""
    #expect(words.contains("it is most like `order`:") && words.contains("`at`"), "\(words)")
  }

  @Test("a German list of invoices, and a firm's date of first sale")
  func german() throws {
    let invoices = try #require(
      LedgerGuess(["Belegnr", "Datum", "Kundennr", "Kunde", "Netto", "Brutto", "Währung", "Status"])
    )
    #expect(invoices.map.ledger.name == "order")
    #expect(invoices.map.sources["number"] == .column(["Belegnr"]))
    #expect(invoices.map.sources["amount"] == .column(["Brutto"]))
    let clients = try #require(
      LedgerGuess(["Client Id", "Full Name", "E-mail Address", "Client Since", "AccountId"]))
    #expect(clients.map.sources["since"] == .column(["Client Since"]))
    #expect(clients.map.sources["number"] == .column(["Client Id"]))
  }
}
