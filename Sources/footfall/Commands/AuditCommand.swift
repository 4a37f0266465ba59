import ArgumentParser
import Audit
import Clickstream
import Pipeline
import Settings
import Warehouse

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Read the site's own pages: dead links, what is out of date, what is not true any more.",
    discussion: """
      Without FOLDER or URL it reads what the setting 'pages' of the site names. Over the web it keeps to \
      robots.txt (User-agent: footfall), asks one thing at a time, and reads the hosts of the site alone. \
      What pages are to say stands in facts.yaml. The findings of the last audit stand on the dashboard \
      Audit after the next report. It runs when you call it, or a timer of yours.
      """)

  @Argument(
    help: ArgumentHelp("The folder of the pages, or where to begin.", valueName: "folder|url"))
  var origin: String?

  @Option(help: ArgumentHelp("The site, where there are several.", valueName: "name"))
  var site: String?
  @Option(
    help: ArgumentHelp("A page is old that was not changed for so long.", valueName: "months"))
  var months = 12
  @Flag(help: "Try links to other hosts too, once each, by their heads alone.") var external = false
  @Option(
    help: ArgumentHelp("Milliseconds between two questions to a server.", valueName: "number"))
  var pause = 250
  @Option(help: ArgumentHelp("How many pages are read at most.", valueName: "pages"))
  var limit = 2_000

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var facts: FactOptions
  @OptionGroup var saying: SayingOptions

  private static let listed = 40

  private struct Output: Encodable {
    let database, configuration, site, origin: String
    let pages, links, disallowed, leftOut, outside: Int
    let findings: [Warehouse.AuditFindingRow]
  }

  func validate() throws {
    guard (1...1_200).contains(months) else {
      throw ValidationError("--months needs a number from 1 to 1200.")
    }
    guard (0...600_000).contains(pause) else {
      throw ValidationError("--pause needs milliseconds from 0 to 600000.")
    }
    guard (1...100_000).contains(limit) else {
      throw ValidationError("--limit needs a number from 1 to 100000.")
    }
  }

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(facts.flags) { $1 }, knowsStaff: true)
    let site = try setup.site(named: site)
    let origin = try origin(of: site, setup)
    var options = AuditRun.Options()
    (options.months, options.pageLimit, options.checksOutside) = (months, limit, external)
    options.pause = .milliseconds(pause)
    let display = Terminal.progress(quiet: saying.quiet)
    let audit = AuditRun(
      site, origin: origin, facts: try setup.facts(), options: options, now: Setup.now,
      progress: display)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let configuration = setup.configuration
    let (summary, rows) = try await Interruption.cancelling(display) {
      try await service.auditing(configuration, statements, display) { warehouse in
        let summary = try await audit.run(in: warehouse)
        return (summary, try await warehouse.auditFindings(site: site.name, limit: .max))
      }
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    let result = summary.result
    if saying.json {
      return print(
        try JSON.text(
          Output(
            database: place.database, configuration: place.configuration, site: site.name,
            origin: origin, pages: result.pages.count, links: result.links,
            disallowed: result.disallowed, leftOut: result.leftOut, outside: result.outside,
            findings: rows)))
    }
    if !rows.isEmpty {
      let head = ["WHAT", "ORDERS", "VISITS IN 90 DAYS", "PAGE", "ON", "ABOUT"]
      print(
        Columns.text([head] + rows.prefix(Self.listed).map(\.cells), rightAligned: 1..<3))
      if rows.count > Self.listed {
        print("… and \(Quantity.grouped(Int64(rows.count - Self.listed))) more; --json lists all")
      }
      print()
    }
    print(AuditText.sentences(summary, rows).joined(separator: " "))
    print("\n" + place.text)
  }

  private func origin(of site: Site, _ setup: Setup) throws -> String {
    guard let origin = origin ?? site.pages else {
      throw UsageError(
        "say which pages are read: a folder or an address, as `footfall audit https://www.larkspur.example/`"
          + ", or the setting 'pages' of the site \(site.name)")
    }
    if AuditRun.isAddress(origin) { return origin }
    return origin.hasPrefix("/") ? origin : "\(setup.surroundings.currentFolder)/\(origin)"
  }
}

extension Warehouse.AuditFindingRow {
  fileprivate var cells: [String] {
    let about = target.isEmpty ? detail : "\(target): \(detail)"
    return [
      kind.replacing("_", with: " "), Quantity.grouped(orders), Quantity.grouped(visits),
      String(path.prefix(60)), pages == 1 ? "" : Quantity.counted(Int(pages), "page"),
      String(about.prefix(120)),
    ]
  }
}

/// What an audit found, in sentences.
enum AuditText {
  private static let kinds: [(kind: String, one: String, many: String)] = [
    ("dead_link", "dead link", "dead links"),
    ("fact_differs", "fact that differs", "facts that differ"),
    ("fact_missing", "fact that is missing", "facts that are missing"),
    ("missing_anchor", "link to a place that is not there", "links to places that are not there"),
    ("redirected_link", "link that has moved", "links that have moved"),
    ("unreadable", "page that could not be read", "pages that could not be read"),
    ("unchanged", "page unchanged for long", "pages unchanged for long"),
  ]

  static func sentences(
    _ summary: AuditRun.Summary, _ rows: [Warehouse.AuditFindingRow]
  ) -> [String] {
    let result = summary.result
    let counts = kinds.compactMap { kind, one, many in
      let count = rows.count { $0.kind == kind }
      return count == 0 ? nil : Quantity.counted(count, one, many)
    }
    var sentences = [
      "\(Quantity.counted(result.pages.count, "page")) of \(summary.origin) read, "
        + "\(Quantity.counted(result.links, "link")).",
      counts.isEmpty ? "Nothing is wrong." : counts.joined(separator: ", ") + ".",
    ]
    if result.disallowed > 0 {
      sentences.append(
        "robots.txt closes \(Quantity.counted(result.disallowed, "address", "addresses")).")
    }
    if result.leftOut > 0 {
      sentences.append(
        "\(Quantity.counted(result.leftOut, "link was", "links were")) passed over: --limit, or a space "
          + "of links without end.")
    }
    if result.outside > 0 {
      sentences.append(
        "\(Quantity.counted(result.outside, "link")) to other hosts \(result.outside == 1 ? "was" : "were") "
          + "not tried (--external).")
    }
    return sentences
  }
}
