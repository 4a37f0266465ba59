import ArgumentParser
import Pipeline
import Settings
import Warehouse

struct VendorListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List vendors by name; nothing that is secret.")

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let rows = try await service.withWarehouse(
      .report, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      try await warehouse.vendors(
        site: try await person.known(to: setup.configuration, warehouse), named: nil)
    }
    guard !json else { return print(try JSON.text(rows)) }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !rows.isEmpty else {
      return print(
        "There are no vendors; `footfall import` loads a list of them.\n\n" + place.text)
    }
    let head = ["NUMBER", "NAME", "CONTACT", "ADDRESS", "TELEPHONE", "SUPPLIES", "SITE"]
    print(
      Columns.text(
        [head]
          + rows.map { row in
            [
              row.number ?? "", row.name, row.contactName ?? "", row.email ?? "",
              row.phone ?? "", row.supplies ?? "", row.site,
            ]
          }))
    print("\n" + place.text)
  }
}
