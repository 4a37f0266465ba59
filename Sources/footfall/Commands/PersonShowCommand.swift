import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct PersonShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show all that is known of one person: who, since when, last contacts, what happened.",
    discussion: """
      What names nobody is looked for among the names of persons, whatever its case and accents: of \
      one it is shown, of several it is said what to type.
      """)

  @Argument(
    help:
      "A mail address, customer number, login, telephone number, an id with # before it, or a name."
  )
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
    let (found, record, score): (PersonName.Found, PersonRecord?, PersonScore?) =
      try await service.withWarehouse(
        .report, statements, announce: { Terminal.complain("\($0)\n") }
      ) { warehouse in
        let site = try await person.known(to: setup.configuration, warehouse)
        let found = try await setup.personName(name, site: site).search(in: warehouse)
        guard case .one(let person, let site) = found else { return (found, nil, nil) }
        return (
          found, try await warehouse.person(person, site: site, limit: limit),
          try await warehouse.score(of: person, site: site)
        )
      }
    switch found {
    case .one: break
    case .several(let persons, let hasMore):
      return try list(
        persons,
        hasMore
          ? "More than \(persons.count) persons are called \(shown); more of the name says which."
          : "\(persons.count) persons are called \(shown).")
    case .shared(let persons, let hasMore):
      return try list(
        persons,
        persons.count == 1
          ? "\(shown) is nobody's alone; records name it with one person."
          : "\(shown) is nobody's alone; records name it with "
            + (hasMore ? "more than \(persons.count) persons." : "\(persons.count) persons."))
    }
    guard let record else { throw PersonNameError("nobody is known as \(name) any more") }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !json else { return print(try JSON.text(PersonOutput(place, record, score))) }
    let site = setup.configuration.sites.first { $0.name == record.site }
    let text = PersonText(
      record, zone: site?.zone ?? .utc, currency: site?.currency ?? "", score: score)
    print(text.text + "\n\n" + place.text)
  }
}

extension PersonShowCommand {
  private var shown: String { PrintableText.string(from: name) }

  /// Says whom a text may mean, and what to type of each.
  private func list(_ persons: [NamedPerson], _ sentence: String) throws {
    guard !json else {
      let ids = persons.map { "#\($0.person) at \($0.site)" }.joined(separator: ", ")
      throw PersonNameError("\(name) may be one of several persons: \(ids); say which by its id")
    }
    let rows = persons.map { person in
      [
        person.name, person.address ?? "", person.customerNumber ?? "", person.site,
        "footfall person show '#\(person.person)'",
      ]
    }
    print(sentence)
    print("\n" + Columns.text([["NAME", "ADDRESS", "CUSTOMER", "SITE", "TYPE"]] + rows))
  }
}

/// What `--json` prints of a person.
private struct PersonOutput: Encodable {
  let database, configuration: String
  let person: PersonRecord
  let score: PersonScore?

  init(_ place: Place, _ record: PersonRecord, _ score: PersonScore?) {
    database = place.database
    configuration = place.configuration
    person = record
    self.score = score
  }
}
