import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Reports
import Settings
import Warehouse

struct PersonEraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Take a person out of everything, for ever.",
    discussion: """
      Contacts, names, consents, the person's hits and what rejects hold of the address go; orders \
      and subscriptions stay without whose they were, so that sums stay right. Of each name a keyed \
      hash is kept: whoever loads the same files again does not bring the person back. Then the \
      pages are written anew, and published as the settings say; those of runs before (keep_pages) \
      name nobody. Backups, the files themselves, and what a command of 'publish' copied elsewhere, \
      are yours to clear.
      """)

  @Argument(
    help: "A mail address, customer number, login, telephone number, or an id with # before it.")
  var name: String

  @Flag(help: "Erase without asking.") var yes = false
  @Flag(help: "Only say what would go.") var dryRun = false

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var pages: PageOptions

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(pages.flags) { $1 })
    let display = Terminal.progress(quiet: false)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let (match, preview, record) = try await service.withWarehouse(
      .ingest, statements, announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let site = try await person.known(to: setup.configuration, warehouse)
      let match = try await setup.personName(name, site: site).find(in: warehouse)
      return (
        match, try await warehouse.previewErasure(of: match, now: Setup.now),
        try await warehouse.person(match.person, site: match.site, limit: 0)
      )
    }
    print(
      "At \(PrintableText.string(from: match.site)), of \(PersonRecord.naming(record, as: name)):")
    print(preview.text)
    guard !dryRun else { return }
    try Confirmation(isGiven: yes).ask(
      "Erase this person for ever?",
      otherwise: "say --yes to erase the person, or --dry-run to look")
    let erasure = try await service.withWarehouse(
      .ingest, statements, announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      try await warehouse.erasePerson(match, now: Setup.now)
    }
    print("\nErased: \(erasure.summary).")
    let folder = setup.surroundings.outputFolder(setup.configuration)
    if FileManager.default.fileExists(atPath: folder) {
      let report = try setup.report(service, display: display)
      let summary = try await report.run(statements: statements)
      print("The pages in \(folder), and those of persons, were written anew.")
      try summary.checkDelivery()
    } else {
      print("No pages lie in \(folder); those written elsewhere must be written anew.")
    }
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}

extension Erasure {
  /// What goes, and what stays without names.
  fileprivate var text: String {
    let gone = [
      "contacts", "customers", "activities", "wishes", "steps of cases", "diary entries",
    ]
    let nameless = [
      "orders", "subscriptions", "answers", "vendors", "records of others", "texts", "rejects",
    ]
    var lines = [["WHAT", "ROWS", ""]]
    for what in gone { lines.append([what, count(what), "go"]) }
    lines.append(["consents", Quantity.grouped(consents), "go, and what proves them"])
    lines.append(["hits", Quantity.grouped(hits), "go; made while logged in"])
    if sealedVisits > 0 {
      lines.append([
        "visits of sealed days", Quantity.grouped(sealedVisits), "stay as sums that are nobody's",
      ])
    }
    for what in nameless {
      lines.append([what, count(what), "stay, without what names the person"])
    }
    lines.append(["names", Quantity.grouped(values), "go; a keyed hash of each is kept"])
    return Columns.text(lines, rightAligned: 1..<2)
  }

  fileprivate var summary: String {
    let total = rows.values.reduce(0, +) + hits
    return "\(Quantity.counted(total, "record")), \(Quantity.counted(values, "name"))"
  }

  private func count(_ what: String) -> String { Quantity.grouped(rows[what] ?? 0) }
}
