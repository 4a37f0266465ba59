import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Settings
import Warehouse

struct PersonConsentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent",
    abstract: "Write down what a person allows or forbids, with how it can be shown.",
    discussion: """
      What was said is never changed: a later word counts from then on, by when it was said. 'news' \
      is what newsletters need, 'browsing' what ties visits to the person; names that forms give them, \
      such as newsletter, mean the same. Another purpose is one that records name already, or is new \
      with --new.
      """)

  @Argument(
    help: "A mail address, customer number, login, telephone number, or an id with # before it.")
  var name: String

  @Argument(help: "What for: news, browsing or another purpose, a word of small letters.")
  var purpose: String

  @Flag(help: "Whether it is given or withdrawn.") var word: Word

  @Flag(help: "The purpose is a new one, which no record names yet.") var new = false

  @Option(help: ArgumentHelp("How it can be shown: letter of 3 May, call.", valueName: "text"))
  var proof: String

  @Option(
    help: ArgumentHelp(
      "When it was said, by the clock of the site: 2026-11-27 14:30. Without it, now.",
      valueName: "time"))
  var at: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  enum Word: String, EnumerableFlag { case given, withdrawn }

  func validate() throws {
    let isWord =
      (2...40).contains(purpose.utf8.count)
      && purpose.unicodeScalars.allSatisfy { ("a"..."z").contains($0) }
    guard isWord else { throw ValidationError("A purpose is a word of small letters, as news.") }
    guard !proof.isEmpty else { throw ValidationError("--proof needs a text.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let (whom, states) = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let site = try await person.known(to: setup.configuration, warehouse)
      let match = try await setup.personName(name, site: site).find(in: warehouse)
      let said = try SaidAt.instant(
        at, now: Setup.now, zone: setup.configuration.zone(ofSite: match.site))
      let purpose = try await PurposeName(purpose, isNew: new, known: warehouse.purposes()).text
      try await warehouse.note(
        purpose, isGiven: word == .given, by: match, proof: proof, staff: NSUserName(), now: said)
      let record = try await warehouse.person(match.person, site: match.site, limit: 0)
      return (
        "At \(PrintableText.string(from: match.site)), of \(PersonRecord.naming(record, as: name)):",
        try await warehouse.consents(of: match.person, site: match.site)
      )
    }
    print(whom)
    print(
      Columns.text(
        [["PURPOSE", "STATE", "SAID IN"]] + states.map { [$0.purpose, $0.status, $0.proof] }))
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}
