import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct PersonShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all that is known of one person: who, since when, last contacts, what happened."
  )

  @Argument(
    help: "A mail address, customer number, login, telephone number, or an id with # before it.")
  var name: String

  @OptionGroup var person: PersonOptions
  @Option(help: ArgumentHelp("How many things that happened are shown.", valueName: "count"))
  var limit = 40

  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let record = try await service.withWarehouse(
      .report, statements, announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let match = try await PersonName(name).find(in: warehouse, site: person.site)
      return try await warehouse.person(match.person, site: match.site, limit: limit)
    }
    guard let record else { throw PersonNameError("nobody is known as \(name) any more") }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !json else { return print(try JSON.text(PersonOutput(place, record))) }
    let site = setup.configuration.sites.first { $0.name == record.site }
    let text = PersonText(record, zone: site?.zone ?? .utc, currency: site?.currency ?? "")
    print(text.text + "\n\n" + place.text)
  }
}

/// What `--json` prints of a person.
private struct PersonOutput: Encodable {
  let database, configuration: String
  let person: PersonRecord

  init(_ place: Place, _ record: PersonRecord) {
    database = place.database
    configuration = place.configuration
    person = record
  }
}
