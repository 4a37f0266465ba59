import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct DiaryListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what is due, the longest overdue first; or print it for a calendar.")

  @Option(
    help: ArgumentHelp(
      "Up to which day: 2026-12-01, today, tomorrow or +30 (days).", valueName: "day"))
  var until = "+14"

  @Option(help: ArgumentHelp("Only what somebody is to do, or anybody.", valueName: "staff"))
  var staff: String?

  @Flag(help: "What is done, too.") var all = false
  @Option(help: ArgumentHelp("How many are listed; 0: all.", valueName: "count"))
  var limit = 100
  @Flag(help: "Print it for calendars: iCalendar, RFC 5545.") var ics = false

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
    if ics && json { throw ValidationError("--ics and --json exclude each other.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let roll = try setup.staff()
    let zone = person.site.map { setup.configuration.zone(ofSite: $0) }
    let now = Setup.now
    let day = try DueDay(
      until, now: now, zone: zone ?? setup.configuration.sites.first?.zone ?? .utc
    ).day
    let service = try setup.database()
    let rows = try await service.withWarehouse(
      .report, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      var name: String?
      if let staff { name = try await warehouse.staff(staff, of: roll) }
      return try await warehouse.diary(
        site: try await person.known(to: setup.configuration, warehouse), until: day,
        staff: name, withDone: all, limit: limit == 0 ? .max : limit)
    }
    guard !json else { return print(try JSON.text(rows)) }
    guard !ics else { return print(DiaryCalendar(rows).text, terminator: "") }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !rows.isEmpty else { return print("Nothing is due until \(day).\n\n" + place.text) }
    let head = ["DAY", "WHAT", "WHO", "TELEPHONE", "STAFF", "ABOUT", "KIND", "ID"]
    print(
      Columns.text(
        [head]
          + rows.map { row in
            [
              row.day, row.what, row.name ?? "", row.phone ?? "", row.staff, row.subject ?? "",
              row.doneAt == nil ? row.kind : row.kind + ", done", "#\(row.id)",
            ]
          }))
    print("\n" + place.text)
    if rows.count == limit { print("These are the first \(limit); --limit 0 lists all.") }
  }
}
