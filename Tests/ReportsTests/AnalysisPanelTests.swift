import Clickstream
import PostgreSQL
import Reports
import Support
import Testing

@Suite("Panels of analyses", .database(from: .migrated))
struct AnalysisPanelTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private func pages(_ script: String, asOf day: Day) async throws -> [String: String] {
    let site = try TestSite()
    try await site.store([.init(visitor: 1, at: try site.at("2026-11-22", 12))])
    let connection = try await TestDatabase.required.connect(as: "postgres")
    try await connection.execute(script, name: "results")
    await connection.close()
    try await folders.report([site], options: ReportOptions(asOf: day))
    return try folders.files(in: folders.output)
  }

  private static let day = Day(year: 2026, month: 11, day: 22)

  @Test("tell what is stored as of the day of the report")
  func told() async throws {
    defer { folders.remove() }
    let pages = try await pages(
      """
      INSERT INTO footfall_store.customer_score (site, as_of, person, recency_days, orders,
        order_days, spent, r, f, m, segment, alive)
      SELECT s.id, '2026-11-22', n, 10 * n, 2, 2, 5, 5 - n, 2, 3, 'promising', 0.9
      FROM footfall_store.site s, generate_series(0, 4) n;
      INSERT INTO footfall_store.survival_step
      SELECT id, '2026-11-22', 30, 10, 5, 0.5, 0.4, 0.6 FROM footfall_store.site;
      INSERT INTO footfall_store.analysis_parameter
      SELECT id, '2026-11-22', 'lifetime value', 'expected value', 4711 FROM footfall_store.site;
      INSERT INTO footfall_store.affinity
      SELECT id, '2026-11-22', 'product', 1, 'Rope', 'Canvas', 5, 8, 9, 0.1, 0.625, 3, 2, 0.01
      FROM footfall_store.site;
      INSERT INTO footfall_store.attribution_credit
      SELECT id, '2026-11-22', m, 'Organic Search', 21, 0
      FROM footfall_store.site, unnest('{first,last,Markov}'::text[]) m;
      INSERT INTO footfall_store.analysis
      SELECT id, '2026-11-22', 'paths', true, NULL, 100 FROM footfall_store.site;
      INSERT INTO footfall_store.frequent_path
      SELECT id, '2026-11-22', 1, '{/a,/b}', 25 FROM footfall_store.site;
      INSERT INTO footfall_store.page_transition
      SELECT id, '2026-11-22', 1, '/a', NULL, 7, 0.7 FROM footfall_store.site;
      INSERT INTO footfall_store.anomaly
      SELECT id, '2026-11-22', 'visits', '2026-11-20'::date, 212, 90, 8, 'channel', 'Newsletters',
        121, 20, 0.8 FROM footfall_store.site;
      """, asOf: Self.day)
    let overview = TestPage(try #require(pages["larkspur/overview.html"])).text
    #expect(overview.contains("212 visits were counted where 90 are usual; most of it"))
    #expect(overview.contains("from Newsletters (+101)"))
    let customers = TestPage(try #require(pages["larkspur/customers.html"])).text
    for words in ["Promising", "Within 30 days", "4\u{202F}711", "bought", "Rope", "Canvas"] {
      #expect(customers.contains(words), "\(words)")
    }
    #expect(!customers.contains("is not told"))
    let sources = TestPage(try #require(pages["larkspur/sources.html"])).text
    #expect(sources.contains("Last non-direct") && sources.contains("Shapley"))
    let pathways = TestPage(try #require(pages["larkspur/pathways.html"])).text
    #expect(pathways.contains("/a → /b") && pathways.contains("nowhere else"))
  }

  @Test("say why nothing is told, and nothing of days that do not stand out")
  func withheld() async throws {
    defer { folders.remove() }
    let note = "Too few customers to say: 3 where 20 are needed."
    let pages = try await pages(
      """
      INSERT INTO footfall_store.analysis
      SELECT id, '2026-11-22', n, false, '\(note)', 3
      FROM footfall_store.site, unnest('{segments,lifetime value,attribution,paths}'::text[]) n;
      -- What is stored as of another day is not told.
      INSERT INTO footfall_store.analysis
      SELECT id, '2026-11-21', 'survival', false, 'OTHERDAY', 3 FROM footfall_store.site;
      """, asOf: Self.day)
    for (page, sentence) in [
      ("customers", "Segments are not told."), ("customers", "Lifetime value is not told."),
      ("sources", "Which channels brought the orders is not told."),
      ("pathways", "Which ways many take is not told."),
    ] {
      let text = TestPage(try #require(pages["larkspur/\(page).html"])).text
      #expect(text.contains(sentence) && text.contains(note), "\(page)")
      #expect(!text.contains("OTHERDAY"))
    }
    #expect(pages["larkspur/overview.html"]?.contains("are usual") == false)
  }
}
