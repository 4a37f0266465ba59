import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct PersonListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List persons with their last contact and what they bought, the latest first.")

  @Option(
    help: ArgumentHelp(
      "Only persons who are: prospect, customer, repeat, lapsed or vendor.", valueName: "state"))
  var lifecycle: Lifecycle?

  @OptionGroup var person: PersonOptions
  @Option(help: ArgumentHelp("How many are listed; 0: all.", valueName: "count"))
  var limit = 100

  @Flag(help: "Print it as CSV, for a spreadsheet.") var csv = false
  @OptionGroup var database: DatabaseOptions

  /// As `footfall.lifecycle` names them, and whoever is known as a vendor alone.
  enum Lifecycle: String, ExpressibleByArgument, CaseIterable {
    case prospect, customer, `repeat`, lapsed, vendor
  }

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let (rows, foreign) = try await service.withWarehouse(
      .report, statements, announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let rows = try await warehouse.persons(
        site: try await person.known(to: setup.configuration, warehouse),
        lifecycle: lifecycle?.rawValue, limit: limit == 0 ? .max : limit)
      return (rows, csv ? [] : try await warehouse.foreignBuyers(among: rows))
    }
    let head = [
      "name", "address", "customer", "lifecycle", "known since", "last contact", "about", "way",
      "orders", "spent", "last order", "renews on", "news", "site", "id",
    ]
    let cells = rows.map { $0.cells(setup.configuration.zone(ofSite: $0.site)) }
    if csv {
      print(([head] + cells).map(SpreadsheetRow.text).joined(separator: "\n"))
      return
    }
    guard !rows.isEmpty else { return print("There are no such persons.") }
    let marked = zip(rows, cells).map { row, cells in
      var cells = cells
      // Column 9 is what was spent.
      if foreign.contains(row.person) { cells[9] += " *" }
      return cells
    }
    print(Columns.text([head.map { $0.uppercased() }] + marked, rightAligned: 8..<10))
    if !foreign.isEmpty {
      print(
        "\n* Orders in another currency than that of the site are not in it; `footfall person show` "
          + "tells them.")
    }
    // Whoever reads a page beside it must know that it speaks of another day.
    let today = rows.map { setup.configuration.zone(ofSite: $0.site).day(of: Setup.now) }.max()
    print(
      "\nLifecycle and renewals are told as of today\(today.map { ", \($0)" } ?? ""); pages tell them "
        + "as of the newest record, and say of which day.")
    let place = try await Place(setup.configuration, service, setup.surroundings)
    print("\n" + place.text)
    if rows.count == limit { print("These are the first \(limit); --limit 0 lists all.") }
  }
}

extension Warehouse.PersonRow {
  fileprivate func cells(_ zone: Zone) -> [String] {
    func day(_ instant: Instant?) -> String { instant.map { zone.day(of: $0).description } ?? "" }
    let way =
      lastChannel.map { $0 + (lastDirection == "inbound" ? " from them" : " to them") } ?? ""
    return [
      name, address ?? "", customerNumber ?? "", lifecycle, day(knownSince), day(lastContactAt),
      lastTopic?.replacing("_", with: " ") ?? "", way, String(orders), spent, day(lastOrderAt),
      renewsOn ?? "", optIn.map { $0 ? "yes" : "no" } ?? "", site, "#\(person)",
    ]
  }
}
