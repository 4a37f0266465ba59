import ArgumentParser
internal import Foundation
import Pipeline
import Settings
import Warehouse

struct PersonExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write out all that is kept of one person, as JSON: what the person has a right to.")

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
    let sections = try await service.withWarehouse(
      .report, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let site = try await person.known(to: setup.configuration, warehouse)
      let match = try await setup.personName(name, site: site).find(in: warehouse)
      return try await warehouse.export(match.person, site: match.site)
    }
    // Each row is JSON already, written by the database.
    let text = sections.map { section, rows in
      "  \"\(section)\": [\n    " + rows.joined(separator: ",\n    ") + "\n  ]"
    }
    let json = "{\n" + text.joined(separator: ",\n") + "\n}\n"
    guard let to else { return print(json, terminator: "") }
    let path = (setup.surroundings.currentFolder as NSString).appendingPathComponent(to)
    let file = to.hasPrefix("/") ? to : path
    // It is all that is known of somebody: for the eyes of whoever asked.
    guard !FileManager.default.fileExists(atPath: file) else {
      throw UsageError("\(to) is there already: choose another name")
    }
    guard
      FileManager.default.createFile(
        atPath: file, contents: Data(json.utf8), attributes: [.posixPermissions: 0o600])
    else { throw UsageError("\(to) cannot be written: is the folder there, and yours?") }
    let rows = sections.reduce(0) { $0 + $1.rows.count }
    print("Wrote \(Quantity.counted(rows, "record")) to \(to).")
  }
}
