import ArgumentParser
import Clickstream
import Pipeline
import Warehouse

struct PersonSuggestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "List pairs who may be one person, for staff to say.",
    discussion: """
      Told are a like name at one post code, one name with one telephone, and addresses that differ \
      behind a plus sign. Nobody is joined by it: `footfall person merge` says that they are one. \
      Whom staff merged and parted again is told no more.
      """)

  @OptionGroup var person: PersonOptions
  @Option(help: ArgumentHelp("How many are listed; 0: all.", valueName: "count"))
  var limit = 40

  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let pairs = try await service.withWarehouse(
      .report, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      try await warehouse.suggestions(
        site: try await person.known(to: setup.configuration, warehouse),
        limit: limit == 0 ? .max : limit)
    }
    guard !json else { return print(try JSON.text(pairs)) }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !pairs.isEmpty else {
      return print("Nobody looks like somebody else.\n\n" + place.text)
    }
    let rows = pairs.map { pair in
      [
        pair.one.text, pair.other.text, pair.reason, pair.site,
        "footfall person merge '#\(pair.one.person)' '#\(pair.other.person)'",
      ]
    }
    print(Columns.text([["ONE", "OTHER", "ALIKE", "SITE", "IF THEY ARE ONE"]] + rows))
    print("\n" + place.text)
    if pairs.count == limit { print("These are the first \(limit); --limit 0 lists all.") }
  }
}

extension PersonSuggestion.Face {
  /// For people.
  fileprivate var text: String {
    [name, address ?? "", customerNumber ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
