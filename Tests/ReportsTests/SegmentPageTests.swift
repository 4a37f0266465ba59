import Clickstream
import Foundation
import PostgreSQL
import Reports
import Support
import Testing
import Warehouse

@Suite("Pages of segments and goals", .database(from: .migrated))
struct SegmentPageTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private static func segment(
    _ name: String, title: String? = nil, _ change: (inout Site.Conditions) -> Void
  ) -> Site.Segment {
    var segment = Site.Segment()
    (segment.name, segment.title) = (name, title ?? name)
    var conditions = Site.Conditions()
    change(&conditions)
    segment.all = [conditions]
    return segment
  }

  private static func goal(
    _ name: String, title: String? = nil, _ change: (inout Site.Goal) -> Void
  ) -> Site.Goal {
    var goal = Site.Goal()
    (goal.name, goal.title) = (name, title ?? name)
    change(&goal)
    return goal
  }

  /// A site with goals, a funnel and a partition of its visits into segments.
  private func declared(_ word: String = "") throws -> TestSite {
    var site = try TestSite().site
    site.goals = [
      Self.goal("tickets", title: "Tickets\(word)") { $0.deed.page = ["/tick*"] },
      Self.goal("wrote", title: "Wrote\(word)") { $0.deed.contact = [] },
      Self.goal("order", title: "Ordered\(word)") {
        $0.deed.order = true
        $0.deed.product = ["P*"]
      },
    ]
    var funnel = Site.Funnel()
    (funnel.name, funnel.title) = ("buying", "Buying\(word)")
    funnel.steps = [
      .own(Self.goal("", title: "Programme\(word)") { $0.deed.page = ["/programme"] }),
      .goal("tickets"),
    ]
    site.funnels = [funnel]
    site.segments = [
      Self.segment("home", title: "Home\(word)") { $0.entry = ["/"] },
      Self.segment("other") { $0.entry = ["/*e*", "/*o*"] },
      Self.segment("none") { $0.pages = 1_000 },
    ]
    return TestSite(site)
  }

  private func mark(_ site: Site) async throws {
    let warehouse = try await TestDatabase.required.warehouse()
    try await warehouse.declareDefinitions(of: [site])
    try await warehouse.markSegmentsBeyond(of: [site])
    try await warehouse.rollUpDays()
    await warehouse.close()
  }

  /// One of the large numbers of a page.
  private func number(_ label: String, _ page: String?) throws -> Int {
    let parts = try #require(page).components(separatedBy: "<dt>\(label)</dt>\n<dd><b>")
    try #require(parts.count > 1, "\(label)")
    // Thousands stand apart.
    return Int(parts[1].prefix { $0 != "<" }.filter(\.isNumber)) ?? -1
  }

  @Test("tell of their visits alone: those of a partition come to all")
  func partition() async throws {
    defer { folders.remove() }
    let site = try declared()
    let labels = TestSite.Labels(paths: ["/", "/programme", "/tickets", "/season.pdf"])
    try await site.store(try site.traffic(seed: 5, labels: labels), try site.messages())
    try await site.storeLedgers()
    try await mark(site.site)
    // Where orders are known, the first page tells of them in place of page views and downloads.
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("DELETE FROM footfall_store.customer_order", name: "no orders")
    await connection.close()
    let summary = try await folders.report([site])
    let pages = try folders.files(in: folders.output)
    // Each visitor of the traffic makes one visit.
    for label in ["Visits", "Visitors", "Page views", "Downloads"] {
      let all = try number(label, pages["larkspur/overview.html"])
      let home = try number(label, pages["larkspur/segments/home/overview.html"])
      let other = try number(label, pages["larkspur/segments/other/overview.html"])
      #expect(all > 0 && home + other == all, "\(label)")
      #expect(label != "Visits" || home > 0 && other > 0)
    }
    let none = try #require(pages["larkspur/segments/none/overview.html"])
    #expect(none.contains("1\u{202F}000 pages or more") || none.contains("1000 pages or more"))
    let library = try DashboardLibrary(folders: [TestFolders.shipped])
    let panels = library.dashboards.flatMap(\.panels)
    let told = library.dashboards.filter { !$0.namesPersons }.flatMap(\.panels)
      .filter(\.bindsSegment)
    #expect(told.count > 30)
    #expect(summary.panels == panels.count + 3 * told.count)
    #expect(pages["larkspur/segments/home/mail.html"] == nil)
    let page = try #require(pages["larkspur/segments/home/overview.html"])
    #expect(page.contains("Segment: ") && page.contains("id=\"mail-topics\""))
    let contacts = try #require(pages["larkspur/segments/home/contacts.html"])
    #expect(contacts.contains("id=\"topics\"") && !contacts.contains("id=\"waiting\""))
    #expect(contacts.contains("Other panels"))
    #expect(TestPage.deadLinks(pages) == [])
  }

  @Test("goals count visits, persons and what orders come to; funnels say where they end")
  func goals() async throws {
    defer { folders.remove() }
    let site = try declared()
    try await site.store(try site.traffic(seed: 6), try site.messages())
    try await site.storeLedgers()
    try await mark(site.site)
    try await folders.report([site])
    let page = try #require(try folders.files(in: folders.output)["larkspur/goals.html"])
    for section in ["reached", "by-day", "by-channel", "funnels", "visits-until", "segments"] {
      let text = page.components(separatedBy: "<section id=\"\(section)\">").last ?? ""
      #expect(!text.prefix(400).contains("Nothing of this kind"), "\(section)")
    }
    let connection = try await TestDatabase.required.connect()
    let row = try await connection.query(
      """
      SELECT (SELECT count(*) FROM footfall.conversion WHERE goal = 'wrote') AS wrote,
        (SELECT count(*) FROM footfall.message WHERE direction = 'inbound' AND class = 'human')
          AS messages,
        (SELECT sum(value)::bigint FROM footfall.conversion WHERE goal = 'order') AS value,
        (SELECT sum(amount)::bigint FROM footfall.sale) AS sold,
        (SELECT count(*) FROM footfall.conversion WHERE goal = 'tickets') AS tickets,
        (SELECT count(DISTINCT (visitor, visit)) FROM footfall.page_view(
          'larkspur', '-infinity', '2027-01-01') WHERE page = '/tickets') AS seen
      """, name: "compare"
    ).first
    await connection.close()
    let found = try #require(row)
    let numbers: [Int64] = try ["wrote", "messages", "value", "sold", "tickets", "seen"].map {
      try found.get($0)
    }
    #expect(numbers[0] == numbers[1] && numbers[0] > 0)
    #expect(numbers[2] == numbers[3] && numbers[2] > 0)
    #expect(numbers[4] == numbers[5] && numbers[4] > 0)
  }

  @Test("words of the configuration are no markup")
  func hostile() async throws {
    defer { folders.remove() }
    let plain = try declared()
    try await plain.store(try plain.traffic(seed: 7), try plain.messages())
    let word = "<script>alert(1)</script>\"'><img src=x>&amp;"
    let site = try declared(word)
    try await mark(site.site)
    try await folders.report([site])
    for (path, text) in try folders.files(in: folders.output) where !path.hasSuffix(".csv") {
      #expect(!text.contains("<script") && !text.contains("<img"), "\(path)")
    }
    let page = try #require(try folders.files(in: folders.output)["larkspur/goals.html"])
    #expect(page.contains("Tickets&lt;script&gt;"))
  }

  @Test("without goals the page says how to declare one")
  func nothing() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 8))
    try await folders.report([site])
    let page = try #require(try folders.files(in: folders.output)["larkspur/goals.html"])
    #expect(TestPage(page).text.contains("under goals of the site"))
    #expect(!page.contains("This page of"))
  }
}
