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

  @Option(
    help: ArgumentHelp(
      "Only customers of a segment, as of the last report: champions, loyal, potential-loyalist, "
        + "new, promising, need-attention, about-to-sleep, at-risk, can't-lose or hibernating.",
      valueName: "name"))
  var segment: String?

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
    let segment = try segment.map { try SegmentName.known(as: $0) }
    let (rows, foreign, standings) = try await service.withWarehouse(
      .report, statements, announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let site = try await person.known(to: setup.configuration, warehouse)
      let rows = try await warehouse.persons(
        site: site, lifecycle: lifecycle?.rawValue, segment: segment,
        limit: limit == 0 ? .max : limit)
      return (
        rows, csv ? [] : try await warehouse.foreignBuyers(among: rows),
        segment == nil ? [] : try await warehouse.segmentStandings(site: site)
      )
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
    guard !rows.isEmpty else {
      print("There are no such persons.")
      if segment != nil { print(Self.sentences(standings)) }
      return
    }
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
    if segment != nil { print(Self.sentences(standings)) }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    print("\n" + place.text)
    if rows.count == limit { print("These are the first \(limit); --limit 0 lists all.") }
  }

  /// As of which day segments are told, or why they are not.
  private static func sentences(_ standings: [SegmentStanding]) -> String {
    guard !standings.isEmpty else {
      return "Segments are told by the report: footfall report makes one."
    }
    return standings.map { standing in
      "Segments of \(standing.site) are told as of \(standing.day)"
        + (standing.note.map { ": \($0)" } ?? ".")
    }.joined(separator: "\n")
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
