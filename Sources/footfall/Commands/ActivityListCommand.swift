import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct ActivityListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what staff wrote down, the newest first.")

  @Option(
    name: .customLong("person"),
    help: ArgumentHelp("Only what was done with one person.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Only what somebody did.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("How many are listed; 0: all.", valueName: "count"))
  var limit = 40

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let roll = try setup.staff()
    let service = try setup.database()
    let rows = try await service.withWarehouse(
      .report, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let site = try await person.known(to: setup.configuration, warehouse)
      var match: PersonMatch?
      if let name { match = try await setup.personName(name, site: site).find(in: warehouse) }
      var author: String?
      if let staff { author = try await warehouse.staff(staff, of: roll) }
      return try await warehouse.activities(
        site: match?.site ?? site, person: match?.person, staff: author,
        limit: limit == 0 ? .max : limit)
    }
    guard !json else { return print(try JSON.text(rows)) }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !rows.isEmpty else { return print("There are no such activities.\n\n" + place.text) }
    let head = ["ID", "WHEN", "WHAT", "STAFF", "WHO", "ABOUT", "OUTCOME", "OBJECTION", "NEXT"]
    print(Columns.text([head] + rows.map { $0.cells(setup.configuration.zone(ofSite: $0.site)) }))
    print("\n" + place.text)
    if rows.count == limit { print("These are the newest \(limit); --limit 0 lists all.") }
  }
}

extension Warehouse.ActivityRow {
  fileprivate func cells(_ zone: Zone) -> [String] {
    // A note is no word to anybody; else what is not said to be theirs is ours.
    let way = kind == "note" ? "" : direction == "inbound" ? " from them" : " to them"
    let next = [nextAt, nextAction].compactMap(\.self).joined(separator: " ")
    return [
      "#\(id)", String(zone.civilText(of: at).prefix(16)), kind + way, staff ?? "", name ?? "",
      String((subject ?? note ?? topic ?? "").prefix(50)), outcome ?? "", objection ?? "", next,
    ]
  }
}
