import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct CaseListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List cases with their age, owner and cause, the oldest first.")

  @Option(help: ArgumentHelp("Only complaints or questions.", valueName: "kind"))
  var kind: Kind?

  @Option(
    name: [.customLong("staff"), .customLong("owner")],
    help: ArgumentHelp("Only those that somebody sees to.", valueName: "staff"))
  var owner: String?

  @Flag(help: "Closed cases too.") var all = false
  @Option(help: ArgumentHelp("How many are listed; 0: all.", valueName: "count"))
  var limit = 100

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  enum Kind: String, ExpressibleByArgument, CaseIterable { case complaint, question }

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let staff = try setup.staff()
    let service = try setup.database()
    let rows = try await service.withWarehouse(
      .report, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      var name: String?
      if let owner { name = try await warehouse.staff(owner, of: staff) }
      return try await warehouse.cases(
        site: try await person.known(to: setup.configuration, warehouse), kind: kind?.rawValue,
        withClosed: all, owner: name, limit: limit == 0 ? .max : limit)
    }
    guard !json else { return print(try JSON.text(rows)) }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !rows.isEmpty else {
      return print(
        "There are no such cases\(all ? "" : "; --all lists closed ones too").\n\n"
          + place.text)
    }
    let now = Setup.now
    print(
      Columns.text(
        [CaseText.head] + rows.map { CaseText(setup.configuration, now: now).cells($0) },
        rightAligned: 2..<3))
    print("\n" + place.text)
    if rows.count == limit { print("These are the oldest \(limit); --limit 0 lists all.") }
  }
}

/// Cases as lines of a table.
struct CaseText {
  static let head = [
    "ID", "OPENED", "DAYS", "WHAT", "WHO", "ABOUT", "OWNER", "CAUSE", "STATE",
  ]

  private let configuration: Configuration
  private let now: Instant

  init(_ configuration: Configuration, now: Instant) {
    self.configuration = configuration
    self.now = now
  }

  func cells(_ row: Warehouse.CaseRow) -> [String] {
    let zone = configuration.zone(ofSite: row.site)
    let seconds = ((row.closedAt ?? now).microseconds - row.openedAt.microseconds) / 1_000_000
    let state =
      row.closedAt.map { at in
        "closed \(zone.day(of: at))" + (row.closedBy.map { " by \($0)" } ?? "")
      } ?? (row.waitingSince == nil ? "open" : "open, waits for us")
    return [
      "#\(row.id)", zone.day(of: row.openedAt).description, String(max(0, seconds) / 86_400),
      row.kind, row.name ?? row.address ?? "",
      String((row.subject ?? row.topic.replacing("_", with: " ")).prefix(50)), row.owner ?? "",
      row.cause ?? "", state,
    ]
  }
}
