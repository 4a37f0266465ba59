import Clickstream
import Foundation
import PostgreSQL
import Reports
import Settings
import Support
import Testing

@Suite("Pages of periods, and rows as files", .database(from: .migrated))
struct PeriodPageTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private func visits(_ page: String?) throws -> Int {
    let parts = try #require(page).components(separatedBy: "<dt>Visits</dt>\n<dd><b>")
    try #require(parts.count > 1)
    return Int(parts[1].prefix { $0 != "<" }.filter(\.isNumber)) ?? -1
  }

  private func inode(_ path: String) throws -> UInt64 {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folders.output)/\(path)")
    return try #require(attributes[.systemFileNumber] as? UInt64)
  }

  @Test("the visits of the months are those of the year; every link leads somewhere")
  func months() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 21), try site.messages())
    try await site.storeLedgers()
    let summary = try await folders.report([site], periods: PagePeriod.allCases)
    let pages = try folders.files(in: folders.output)
    let months = try ["2026-09", "2026-10", "2026-11"].map {
      try visits(pages["larkspur/\($0)/overview.html"])
    }
    let year = try visits(pages["larkspur/2026/overview.html"])
    #expect(months.allSatisfy { $0 > 0 } && months.reduce(0, +) == year)
    let (week, all) = (
      try visits(pages["larkspur/last-7/overview.html"]),
      try visits(pages["larkspur/last-365/overview.html"])
    )
    #expect(week < months[2] && all == year)
    #expect(TestPage.deadLinks(pages) == [])
    #expect(TestPage.deadLinks(try folders.files(in: folders.persons)) == [])
    #expect(pages["larkspur/2026-11/overview.html"]?.contains("November 2026 is not over") == true)
    #expect(
      pages["larkspur/2026-11/overview.html"]?.contains("against the same days of October 2026")
        == true)
    let library = try DashboardLibrary(folders: [TestFolders.shipped])
    let panels = library.dashboards.flatMap(\.panels)
    let told = library.dashboards.filter { !$0.namesPersons }.flatMap(\.panels)
      .count(where: \.bindsPeriod)
    // Three lengths, three months and a year.
    #expect(summary.panels == panels.count + 7 * told)
    #expect(!pages.keys.contains { $0.contains("/last-7/persons") })
  }

  @Test("a month that is over is written anew only where what it tells has changed")
  func kept() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    let traffic = try site.traffic(seed: 22)
    try await site.store(traffic, try site.messages())
    try await folders.report([site], periods: PagePeriod.allCases)
    let before = try folders.files(in: folders.output)
    let paths = ["2026-09", "2026-10", "2026-11"].map { "larkspur/\($0)/overview.html" }
    let files = try paths.map(inode)
    let second = try await folders.report([site], periods: PagePeriod.allCases)
    #expect(try folders.files(in: folders.output) == before)
    let persons = try folders.files(in: folders.persons)
    #expect(second.pages == (Array(before.keys) + persons.keys).count { $0.hasSuffix(".html") })
    #expect(try inode(paths[0]) == files[0] && inode(paths[1]) == files[1])
    #expect(try inode(paths[2]) != files[2])

    // What is late for October changes October, and what follows, but nothing before.
    let connection = try await TestDatabase.required.connect()
    let touched = try await connection.query(
      """
      UPDATE footfall_store.visit_day SET sessions = sessions + 1
      WHERE day = (SELECT min(day) FROM footfall_store.visit_day WHERE day >= '2026-10-01')
      """, name: "late")
    await connection.close()
    #expect(touched.affected > 0)
    try await folders.report([site], periods: PagePeriod.allCases)
    #expect(try inode(paths[0]) == files[0] && inode(paths[1]) != files[1])

    // Other dashboards make other pages.
    let same = try inode(paths[0])
    try folders.write(
      "title: Mine\nintroduction: Mine.\norder: 99\npanels: [one]\n", to: "own/mine/dashboard.yaml")
    try folders.write(
      "-- question: How many?\n-- figure: table\n-- columns: {n: N}\nSELECT 1 AS n",
      to: "own/mine/one.sql")
    try await folders.report(
      [site], dashboards: [TestFolders.shipped, folders.root + "/own"],
      periods: PagePeriod.allCases)
    #expect(try inode(paths[0]) != same)
  }

  @Test("rows lie beside the page as CSV, safe against formulas, and as JSON")
  func exports() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    let formula = "=cmd|' /C calc'!A0"
    var labels = TestSite.Labels()
    labels.topics = ["booking", formula, "line\nbreak,\"quoted\" </script>"]
    try await site.store(try site.traffic(seed: 23), try site.messages(labels: labels))
    try await site.storeLedgers()
    try await folders.report([site])
    let pages = try folders.files(in: folders.output)
    let csv = try #require(pages["larkspur/contacts/topics.csv"])
    #expect(csv.contains("'=cmd") && !csv.contains("\n=cmd") && !csv.contains(",=cmd"))
    #expect(csv.contains("\"Line\nbreak,\"\"quoted\"\" </script>\""))
    var read = 0
    for (path, text) in pages where path.hasSuffix(".json") {
      #expect(!text.contains("<"), "\(path)")
      let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let object = try #require(parsed, "\(path)")
      let columns = try #require(object["columns"] as? [String])
      let rows = try #require(object["rows"] as? [[Any]])
      #expect(!rows.isEmpty && rows.allSatisfy { $0.count == columns.count }, "\(path)")
      #expect(pages[path.dropLast(5) + ".csv"]?.hasPrefix(columns[0]) == true, "\(path)")
      read += 1
    }
    #expect(read > 100)
    let topics =
      try JSONSerialization.jsonObject(
        with: Data(try #require(pages["larkspur/contacts/topics.json"]).utf8)) as? [String: Any]
    let rows = try #require(topics?["rows"] as? [[Any]])
    #expect(rows.contains { ($0.first as? String) == formula })
    let page = try #require(pages["larkspur/contacts.html"])
    #expect(page.contains("href=\"contacts/topics.csv\""))
  }
}
