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
    let info = try await service.existing(statements) { Terminal.complain("\($0)\n") }
    let warehouse = try await Warehouse.open(info, role: .report, statements: statements)
    let match = try await PersonName(name).find(in: warehouse, site: person.site)
    let record = try await warehouse.person(match.person, site: match.site, limit: limit)
    await warehouse.close()
    guard let record else {
      throw PersonNameError("nobody is known as \(PrintableText.string(from: name)) any more")
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !json else { return print(try JSON.text(PersonOutput(place, record))) }
    let site = setup.configuration.sites.first { $0.name == record.site }
    let text = PersonText(record, zone: site?.zone ?? .utc, currency: site?.currency ?? "")
    print(text.text + "\n\n" + place.text)
  }
}

/// What `--json` prints of a person.
private struct PersonOutput: Encodable {
  struct Identifier: Encodable {
    let kind, value, firstSeen, lastSeen, state: String
    let because: String?
  }

  struct Touch: Encodable {
    let at, kind: String
    let direction, topic, subject, detail, amount, currency: String?
  }

  let database, configuration, site, name, spent, lifecycle, id: String
  let address, customerNumber, phone, language, knownSince, lastContactAt: String?
  let firstOrderAt, lastOrderAt, renewsOn: String?
  let optIn: Bool?
  let contacts, orders: Int64
  let subscribes, isOrganisation: Bool
  let identifiers: [Identifier]
  let timeline: [Touch]

  init(_ place: Place, _ record: PersonRecord) {
    database = place.database
    configuration = place.configuration
    site = record.site
    id = "#\(record.person)"
    name = record.name
    spent = record.spent
    lifecycle = record.lifecycle
    address = record.address
    customerNumber = record.customerNumber
    phone = record.phone
    language = record.language
    knownSince = record.knownSince?.rfc3339
    lastContactAt = record.lastContactAt?.rfc3339
    firstOrderAt = record.firstOrderAt?.rfc3339
    lastOrderAt = record.lastOrderAt?.rfc3339
    renewsOn = record.renewsOn
    optIn = record.optIn
    contacts = record.contacts
    orders = record.orders
    subscribes = record.subscribes
    isOrganisation = record.isOrganisation
    identifiers = record.identifiers.map {
      Identifier(
        kind: $0.kind, value: $0.value, firstSeen: $0.firstSeen.rfc3339,
        lastSeen: $0.lastSeen.rfc3339, state: $0.state, because: $0.reason)
    }
    timeline = record.timeline.map {
      Touch(
        at: $0.at.rfc3339, kind: $0.kind, direction: $0.direction, topic: $0.topic,
        subject: $0.subject, detail: $0.detail, amount: $0.amount, currency: $0.currency)
    }
  }
}
