import Clickstream
import PostgreSQL
import Reports
import Support
import Testing

@Suite("The shipped dashboards", .database(from: .migrated))
struct ShippedDashboardTests {
  let folders: TestFolders

  /// Panels about what the test's business has none of.
  private static let unfilled: Set = [
    "health/rejects", "health/changes", "bots/ai-visits", "bots/signs", "bots/probes",
    "audience/trouble", "audience/known-persons", "audience/throughput", "places/countries",
    "places/regions",
    "places/networks", "places/countries-by-hour", "sources/social", "sources/declared",
    "sources/new-links", "sources/spam", "persons/stuck", "goals/reached", "goals/by-day",
    "goals/by-channel", "goals/funnels", "goals/visits-until", "goals/days-until",
    "goals/segments", "contacts/response-times", "pages/server-times",
  ]

  init() throws { folders = try TestFolders() }

  @Test("every shipped panel shows something, on a page that may load nothing but its style sheet")
  func everyPanel() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 1), try site.messages())
    try await site.storeLedgers()
    let summary = try await folders.report([site])
    let library = try DashboardLibrary(folders: [TestFolders.shipped])
    #expect(library.dashboards.flatMap(\.panels).count >= 16)
    let open = try folders.files(in: folders.output)
    let persons = try folders.files(in: folders.persons)
    #expect(
      summary.panels
        == library.dashboards.flatMap(\.panels).count)
    for dashboard in library.dashboards {
      let pages = dashboard.namesPersons ? persons : open
      let page = try #require(pages["larkspur/\(dashboard.name).html"])
      for panel in dashboard.panels where panel.figure != .sentence {
        #expect(page.contains("<section id=\"\(panel.name)\">"), "\(panel.file)")
      }
      let empty = page.split(separator: "<section id=\"")
        .filter { $0.contains("Nothing of this kind") }
      let names = empty.compactMap { $0.split(separator: "\"").first.map(String.init) }
      #expect(names.filter { !Self.unfilled.contains("\(dashboard.name)/\($0)") } == [])
      #expect(page.contains("default-src &#39;none&#39;; style-src &#39;self&#39;"))
      #expect(!page.contains("style=\"") && !page.contains("<script") && !page.contains("<style"))
      #expect(!page.contains("NaN") && !page.contains("e+"))
    }
    #expect(open["index.html"]?.contains("larkspur/overview.html") == true)
    #expect(open["style.css"]?.contains("--paper") == true)
  }

  @Test("sentences tell the numbers that the tables hold")
  func sentences() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 2), try site.messages())
    let summary = try await folders.report([site])
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(
      """
      SELECT count(*) FILTER (WHERE started_at >= $1) AS now,
        count(*) FILTER (WHERE started_at < $1) AS before
      FROM footfall.session WHERE is_visit AND started_at >= $2
      """, name: "recount",
      [
        .timestamptz(unixMicroseconds: try site.at("2026-10-26", 0).microseconds),
        .timestamptz(unixMicroseconds: try site.at("2026-09-28", 0).microseconds),
      ])
    await connection.close()
    let row = try #require(rows.first)
    let (now, before): (Int, Int) = (try row.get("now"), try row.get("before"))
    let percent = Int((Double(abs(now - before)) / Double(before) * 100).rounded())
    let verb = now > before ? "rose by \(percent)\u{202F}%" : "fell by \(percent)\u{202F}%"
    let expected = now == before ? "Visits stayed at \(now)." : "Visits \(verb) to \(now)."
    #expect(summary.sites.first?.headline == expected)
    let page = try #require(try folders.files(in: folders.output)["larkspur/overview.html"])
    let table = try #require(
      page.split(separator: "<section id=\"visits-by-day\">").last?.split(separator: "</section>")
        .first)
    let cells = table.split(separator: "<td class=\"num\">").dropFirst()
      .map { Int($0.prefix { $0 != "<" }) ?? -1 }
    let visits = stride(from: 0, to: cells.count, by: 2).map { cells[$0] }
    #expect(visits.count == 28)
    #expect(visits.reduce(0, +) == now)
    #expect(page.contains("<dt>Visits</dt>\n<dd><b>\(now)</b>"))
  }

  @Test("persons stand in their own folder and nowhere else")
  func persons() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 3), try site.messages())
    try await site.storeLedgers()
    try await folders.report([site])
    for (path, text) in try folders.files(in: folders.output) {
      #expect(!text.contains("Winifred") && !text.contains("@mail.example"), "\(path)")
    }
    let page = try #require(try folders.files(in: folders.persons)["larkspur/persons.html"])
    #expect(page.contains("Winifred Quill"))
    #expect(page.contains("href=\"mailto:person1@mail.example\""))
    for panel in ["customers", "renewals", "diary", "staff"] {
      let section = page.split(separator: "<section id=\"").first { $0.hasPrefix("\(panel)\"") }
      #expect(section?.contains("Winifred Quill") == true, "\(panel)")
    }
  }

  @Test(
    "the time zone of the server's session changes nothing",
    arguments: ["America/Los_Angeles", "Asia/Kolkata"])
  func sessionZone(zone: String) async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 4), try site.messages())
    try await site.storeLedgers()
    try await folders.report([site], sessionZone: "UTC")
    let expected = try folders.files(in: folders.output)
    let expectedPersons = try folders.files(in: folders.persons)
    try await folders.report([site], sessionZone: zone)
    #expect(try folders.files(in: folders.output) == expected)
    #expect(try folders.files(in: folders.persons) == expectedPersons)
  }

  @Test("before the first record every page says so and how to start")
  func noData() async throws {
    defer { folders.remove() }
    let summary = try await folders.report([try TestSite()])
    #expect(summary.warnings.count == 1)
    let pages = try folders.files(in: folders.output)
    for (path, text) in pages where path.hasPrefix("larkspur/") {
      #expect(text.contains("No data yet.") && text.contains("footfall ingest"), "\(path)")
    }
    #expect(pages["index.html"]?.contains("No data yet.") == true)
  }

  @Test("one visit alone is told in the singular, and compared with nothing")
  func oneVisit() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store([.init(visitor: 1, at: try site.at("2026-11-22", 12))])
    let summary = try await folders.report([site])
    #expect(summary.sites.first?.headline == "1 visit in 28 days.")
    let page = try #require(try folders.files(in: folders.output)["larkspur/overview.html"])
    #expect(page.contains("nothing to compare with"))
    #expect(page.contains("the last day is not over"))
  }

  @Test("a last day that is not over is compared with the days before up to the same hour")
  func unfinished() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    var hits: [TestSite.Hit] = []
    for day in ["2026-11-21", "2026-11-22"] {
      for hour in [9, 10, 11, 20, 21] where day == "2026-11-21" || hour < 12 {
        let visitor = Int64(hits.count)
        hits.append(.init(visitor: visitor, at: try site.at(day, hour)))
      }
    }
    try await site.store(hits)
    let day = Day(year: 2026, month: 11, day: 22)
    let summary = try await folders.report([site], options: ReportOptions(from: day))
    #expect(summary.sites.first?.headline == "Visits stayed at 3.")
    let page = try #require(try folders.files(in: folders.output)["larkspur/overview.html"])
    #expect(page.contains("up to the same hour") && page.contains("the last day is not over"))
  }

  @Test("a day of 25 hours is one day, and its hours are counted where the clock stood")
  func daylightSaving() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    // 01:30 in London came twice on 2026-10-25.
    let first = try site.at("2026-10-25", 1, 30)
    let hits = [first, first.advanced(bySeconds: 3_600), try site.at("2026-10-25", 24, 30)]
      .enumerated().map { TestSite.Hit(visitor: Int64($0.offset), at: $0.element) }
    try await site.store(hits + [.init(visitor: 9, at: try site.at("2026-10-26", 12))])
    let day = Day(year: 2026, month: 10, day: 25)
    let summary = try await folders.report(
      [site], options: ReportOptions(from: day, until: day, asOf: day))
    #expect(summary.sites.first?.headline == "3 visits in 1 day.")
    let page = try #require(try folders.files(in: folders.output)["larkspur/visits.html"])
    #expect(
      TestPage(page).text.contains("Sunday brings most visits; the busiest hour begins at 1 h"))
  }
}
