import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct DiaryAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Write into the diary what is to be done on a day.")

  @Argument(help: "The day: 2026-12-01, today, tomorrow or +7 (days).") var day: String
  @Argument(help: "What is to be done.") var text: [String]

  @Option(
    name: .customLong("person"),
    help: ArgumentHelp("Whom it is about.", valueName: "name"))
  var name: String?

  @Option(
    name: [.customLong("staff"), .customLong("for")],
    help: ArgumentHelp(
      "Who is to do it: a name, address or login of staff.yaml. Without it, anybody.",
      valueName: "staff"))
  var staff: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    let length = text.joined(separator: " ").count
    guard (1...500).contains(length) else {
      throw ValidationError("The text needs one to 500 characters.")
    }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let roll = try setup.staff()
    let site = try setup.site(named: person.site)
    let now = Setup.now
    let due = try DueDay(ahead: day, now: now, zone: site.zone).day
    let owner = try staff.map(roll.known) ?? ""
    let service = try setup.database()
    let id = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let match: PersonMatch? =
        if let name {
          try await setup.personName(name, site: site.name).find(in: warehouse)
        } else {
          nil
        }
      return try await warehouse.addToDiary(
        due, text.joined(separator: " "), site: site.name, about: match, staff: owner,
        author: roll.author, now: now)
    }
    print("#\(id) is in the diary for \(due); `footfall diary done '#\(id)'` when it is done.")
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}
