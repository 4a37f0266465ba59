import ArgumentParser
internal import Foundation
import Pipeline
import Settings
import Warehouse

struct PersonExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write out all that is kept of one person, as JSON: what the person has a right to.",
    discussion: """
      It holds notes of staff and raw rejects too, and needs the right to load \
      (`footfall db grant NAME --role ingest`).
      """)

  @Argument(
    help: "A mail address, customer number, login, telephone number, or an id with # before it.")
  var name: String

  @Option(help: ArgumentHelp("The file to write; without it standard output.", valueName: "file"))
  var to: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let path = to.map { name in
      name.hasPrefix("/")
        ? name : (setup.surroundings.currentFolder as NSString).appendingPathComponent(name)
    }
    let rows = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let site = try await person.known(to: setup.configuration, warehouse)
      let match = try await setup.personName(name, site: site).find(in: warehouse)
      var export = try PersonExport(path: path, called: to ?? "")
      do {
        try await warehouse.export(match.person, site: match.site) { section, row in
          try export.add(row, to: section)
        }
        try export.finish()
      } catch {
        export.discard()
        throw error
      }
      return export.rows
    }
    guard let to else { return }
    print("Wrote \(Quantity.counted(rows, "record")) to \(to).")
  }
}
