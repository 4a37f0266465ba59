import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct ActivityAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Write down a call, visit, letter, chat, mail, meeting or note, and what comes next.",
    discussion: """
      It is a touch with the person from then on, but for a note. Whoever is not known yet by a mail \
      address is from then on. A complaint (--topic complaint) becomes a case.
      """)

  @Argument(
    help: "A mail address, customer number, telephone number, or an id with # before it.")
  var name: String

  @Argument(help: "What was done.") var kind: Kind

  @Option(help: ArgumentHelp("What it was about, in a line.", valueName: "text"))
  var subject: String?
  @Option(help: ArgumentHelp("What was said.", valueName: "text")) var note: String?
  @Option(help: ArgumentHelp("A topic of topics.yaml, or other.", valueName: "topic"))
  var topic: String?
  @Flag(help: "Whether they came to us, or we to them. Without it, we to them.") var way: Way?
  @Option(help: ArgumentHelp("What came of it.", valueName: "text")) var outcome: String?
  @Option(help: ArgumentHelp("What speaks against buying.", valueName: "text"))
  var objection: String?
  @Option(help: ArgumentHelp("What is to be done next.", valueName: "text")) var next: String?
  @Option(
    help: ArgumentHelp("When: 2026-12-01, today, tomorrow or +7 (days).", valueName: "day"))
  var on: String?
  @Option(
    help: ArgumentHelp(
      "When it happened, by the clock of the site: 2026-11-27 14:30. Without it, now.",
      valueName: "time"))
  var at: String?
  @Option(
    help: ArgumentHelp(
      "Who did it: a name, address or login of staff.yaml. Without it, you.", valueName: "staff"))
  var staff: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case call, visit, letter, chat, email, meeting, note
  }

  enum Way: String, EnumerableFlag { case inbound, outbound }

  func validate() throws {
    if next != nil, on == nil { throw ValidationError("--next needs a day: --on tomorrow.") }
    if on != nil, next == nil {
      throw ValidationError("--on needs what is to be done then: --next TEXT.")
    }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags, knowsStaff: true)
    let roll = try setup.staff()
    let now = Setup.now
    let site = try setup.site(named: person.site)
    if let at { try check(at, now: now, zone: site.zone) }
    var values = ["kind": kind.rawValue, "at": at ?? now.rfc3339]
    values["staff"] = try staff.map(roll.known) ?? roll.author
    values["topic"] = try topic.map { try TopicName($0, of: setup.topics()).text }
    values["next_at"] = try on.map {
      try DueDay(ahead: $0, now: now, zone: site.zone).day.description
    }
    values["direction"] = way?.rawValue
    for (field, text) in [
      ("subject", subject), ("note", note), ("outcome", outcome), ("objection", objection),
      ("next_action", next),
    ] {
      values[field] = text
    }
    let service = try setup.database()
    let statements = try StatementLibrary()
    let known = try await service.withWarehouse(
      .report, statements, announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      try await setup.personName(name, site: site.name).findIfKnown(in: warehouse)?
        .byOwnName(in: warehouse)
    }
    let entry = try ActivityEntry(
      about: name, found: known, values: values, callingCode: site.callingCode)
    guard let ledger = Ledger.named("activity") else { preconditionFailure("no such ledger") }
    let id = try await LedgerImport(
      configuration: setup.configuration, maps: LedgerMaps(of: ledger), site: site.name,
      asOf: nil, now: now,
      connect: {
        let info = try await service.open(statements) { Terminal.complain("\($0)\n") }
        return try await Warehouse.open(info, role: .ingest, statements: statements)
      }
    ).add(entry)
    if known == nil {
      let name = PrintableText.string(from: name)
      print(
        entry.person.field == "phone"
          ? "Nobody alone is known by \(name): it stands under that number, and in nobody's story."
          : "Nobody was known as \(name): a new person is, from now on.")
    }
    print("#\(id) is written down; `footfall activity remove '#\(id)'` takes it back.")
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }

  /// What happened lies behind; what comes next has its own place.
  private func check(_ at: String, now: Instant, zone: Zone) throws {
    guard let day = Day(at.prefix(10)) else {
      throw UsageError("--at: expected a time as '2026-11-27 14:30', found \(at)")
    }
    guard day <= zone.day(of: now) else {
      throw UsageError("--at: \(day) lies ahead; what is to be done goes with --next and --on")
    }
  }
}
