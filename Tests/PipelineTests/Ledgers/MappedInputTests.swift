import Foundation
import PostgreSQL
import Support
import Testing

/// Lists whose map or ledger the configuration names.
@Suite(.database)
struct MappedInputTests {
  private let program: CommandProgram

  init() throws { program = try CommandProgram() }

  private static let map = """
    ledger: order
    columns:
      number: Bestellnr
      at: { join: [Tag, Zeit] }
      email: Mail
      amount: Summe
    constants: { currency: EUR }
    """

  private static let orders =
    "Bestellnr;Tag;Zeit;Mail;Summe;Laune\n1;13.02.2026;10:00;a@b.example;5,50;gut\n"

  private func configure(_ inputs: String) throws {
    try program.folder.write(
      "sites: [{name: larkspur, zone: Europe/London}]\nmonitor: off\noutput: html\ninputs:\n"
        + inputs, to: "footfall.yaml")
  }

  private func run(_ arguments: String..., expecting status: Int32 = 0) async throws -> String {
    let outcome = try await program.run(arguments + ["--config", "footfall.yaml"])
    #expect(outcome.status == status, "\(outcome.output)\(outcome.error)")
    return outcome.output + outcome.error
  }

  private func numbers() async throws -> [String] {
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(
      "SELECT number FROM footfall.customer_order ORDER BY number", name: "numbers")
    await connection.close()
    return try rows.map { try $0.get("number", as: String.self) }
  }

  @Test(
    "the nightly, ingestion and check read a list by the map of its input, the daemon passes it by")
  func mapped() async throws {
    try program.folder.write(Self.map, to: "orders.yaml")
    try program.folder.write(Self.orders, to: "lists/orders-1.csv")
    try configure("  - {path: lists/orders-*.csv, map: orders.yaml}\n")
    let checked = try await run("check")
    #expect(checked.contains("a list of the ledger order, by the map"), "\(checked)")
    #expect(
      checked.contains("number from “Bestellnr”, at from “Tag” and “Zeit”, email from “Mail”"),
      "\(checked)")
    #expect(checked.contains("currency is always “EUR”") && !checked.contains("no file"))
    #expect(try await run("config", "check").contains("no mistakes"))
    let nightly = try await run("nightly")
    #expect(nightly.contains("ledger (order)") && !nightly.contains("NOT READ"), "\(nightly)")
    #expect(try await numbers() == ["1"])
    try program.folder.write(
      Self.orders + "2;14.02.2026;11:00;c@d.example;7,00;\n", to: "lists/orders-2.csv")
    let ingested = try await run("ingest", "lists/orders-2.csv")
    #expect(ingested.contains("ledger (order)"), "\(ingested)")
    #expect(try await numbers() == ["1", "2"])
    let daemon = try await run("run", "--once")
    #expect(daemon.contains("is a list of the ledger order"), "\(daemon)")
  }

  @Test("a folder's lists are read by the map of the folder; each is told by check")
  func folder() async throws {
    try program.folder.write(Self.map, to: "orders.yaml")
    try program.folder.write(Self.orders, to: "lists/a.csv")
    try program.folder.write(
      "number,day,purpose,amount\n1,2026-01-01,system,5\n", to: "plain/costs.csv")
    try program.folder.write("one,two\n1,2\n", to: "plain/words.csv")
    try configure("  - {path: lists, map: orders.yaml}\n  - plain\n")
    let checked = try await run("check")
    #expect(
      checked.contains("lists/a.csv") && checked.contains("number from “Bestellnr”"), "\(checked)")
    #expect(
      checked.contains("by the names of its columns: takes number, day, purpose, amount"),
      "\(checked)")
    #expect(checked.contains("passed by: looks like a list"), "\(checked)")
    let nightly = try await run("nightly")
    #expect(nightly.contains("ledger (order)") && nightly.contains("ledger (cost)"), "\(nightly)")
  }

  @Test("the ledger of an input tells between those of the same columns")
  func ledger() async throws {
    try program.folder.write("number,day,purpose,amount\n1,2026-01-01,system,5\n", to: "sums.csv")
    try configure("  - sums.csv\n")
    #expect(try await run("check", expecting: 1).contains("or `ledger:` of its input"))
    try configure("  - {path: sums.csv, ledger: benefit}\n")
    #expect(try await run("check").contains("a list of the ledger benefit"))
    #expect(try await run("nightly").contains("ledger (benefit)"))
  }

  @Test("a map that is wrong, or said beside what excludes it, is told with its place")
  func wrong() async throws {
    try program.folder.write("ledger: order\ncolumns: {when: Tag}\n", to: "orders.yaml")
    try program.folder.write(Self.orders, to: "orders.csv")
    try configure("  - {path: orders.csv, map: orders.yaml}\n")
    let text = try await run("config", "check", expecting: 2)
    #expect(
      text.contains("inputs[0].map: ") && text.contains("orders.yaml:2: Unknown key."), "\(text)")
    #expect(try await run("run", "--once", expecting: 2).contains("inputs[0].map: "))
    try configure("  - {path: orders.csv, map: none.yaml}\n")
    #expect(
      try await run("config", "check", expecting: 2).contains("the mapping file cannot be read"))
    try configure("  - {path: orders.csv, map: orders.yaml, ledger: order}\n")
    #expect(try await run("config", "check", expecting: 2).contains("leave `ledger` out"))
    try configure("  - {path: orders.csv, ledger: order, format: combined}\n")
    #expect(try await run("config", "check", expecting: 2).contains("leave `format` out"))
    try configure("  - {path: orders.csv, ledger: ordre}\n")
    #expect(try await run("config", "check", expecting: 2).contains("must be one of customer, "))
  }

  @Test("what was imported by hand by a map is known to the nightly")
  func byHand() async throws {
    try program.folder.write(Self.map, to: "orders.yaml")
    try program.folder.write(Self.orders, to: "orders.csv")
    try configure("  - orders.csv\n")
    #expect(try await run("nightly", expecting: 1).contains("NOT READ"))
    _ = try await run("import", "orders.csv", "--map", "orders.yaml")
    let nightly = try await run("nightly")
    #expect(nightly.contains("already loaded, by footfall import"), "\(nightly)")
  }
}
