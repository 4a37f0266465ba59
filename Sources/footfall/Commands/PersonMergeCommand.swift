import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Warehouse

struct PersonMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Say that two names are those of one person.",
    discussion: """
      What was known of both is shown together from then on; `unmerge` takes it back. Two customer \
      numbers stay two persons.
      """)

  @OptionGroup var statement: PersonStatement

  func run() async throws {
    try await statement.make { warehouse, one, other, staff, note in
      try await Self.refuseTwoNumbers(one, other, warehouse)
      return try await warehouse.merge(one, other, staff: staff, note: note, now: Setup.now)
    }
  }
}

extension PersonMergeCommand {
  /// Whoever has a number of his own is somebody else, by whichever name he is called.
  fileprivate static func refuseTwoNumbers(
    _ one: PersonMatch, _ other: PersonMatch, _ warehouse: Warehouse
  ) async throws {
    guard one.person != other.person,
      let first = try await warehouse.person(one.person, site: one.site, limit: 0),
      let second = try await warehouse.person(other.person, site: other.site, limit: 0)
    else { return }
    for kind in ["customer number", "login"] {
      func values(_ record: PersonRecord) -> [String] {
        record.identifiers.filter { $0.kind == kind && $0.state == "member" }.map(\.value)
      }
      guard let left = values(first).first, let right = values(second).first else { continue }
      throw PersonNameError(
        "each has a \(kind), \(left) and \(right): who has one of his own stays a person of his own"
      )
    }
  }
}

struct PersonUnmergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmerge",
    abstract: "Say that two names are those of two persons.",
    discussion: """
      Where only staff had merged them, that is taken back and all is as before. Else the weakest \
      record that ties them does not count any more.
      """)

  @OptionGroup var statement: PersonStatement

  func run() async throws {
    try await statement.make { warehouse, one, other, staff, note in
      try await warehouse.unmerge(one, other, staff: staff, note: note, now: Setup.now)
    }
  }
}

/// What a member of staff says of two names.
struct PersonStatement: ParsableArguments {
  @Argument(
    help: "A mail address, customer number, login, telephone number, or an id with # before it.")
  var one: String

  @Argument(help: "Another.")
  var other: String

  @Option(help: ArgumentHelp("Why; it is kept with the statement.", valueName: "text"))
  var note = ""

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func make(
    _ say: (Warehouse, PersonMatch, PersonMatch, String, String) async throws -> IdentityChanges
  ) async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let changes = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      // Both must be known by value, not only by a contact.
      try await warehouse.derivePersons(now: Setup.now)
      let site = try await person.known(to: setup.configuration, warehouse)
      let first = try await setup.personName(one, site: site).find(in: warehouse)
      let second = try await setup.personName(other, site: site ?? first.site).find(in: warehouse)
      do {
        return try await say(warehouse, first, second, NSUserName(), note)
      } catch let refusal as AssertionRefusal {
        throw PersonNameError("\(one) and \(other): \(refusal)")
      }
    }
    print(changes.sentence)
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}

extension IdentityChanges {
  /// What changed, for people.
  var sentence: String {
    guard isNews else {
      return "Nobody changed; \(known)."
    }
    return "\(Quantity.grouped(merged)) merged, \(Quantity.grouped(split)) split, "
      + "\(Quantity.counted(moved, "name")) moved, "
      + "\(Quantity.counted(visits, "visit")) (\(Quantity.counted(hits, "hit"))) somebody else's; "
      + "\(known)."
  }

  private var known: String { Quantity.counted(persons, "person is known", "persons are known") }
}
