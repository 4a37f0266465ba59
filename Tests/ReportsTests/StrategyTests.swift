import Clickstream
import Reports
import Settings
import Support
import Testing

@Suite("Goals", .database(from: .migrated))
struct StrategyTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private static let goal = "goals:\n  - want: More\n    panel: overview/numbers\n    row: Visits\n"

  private func page(_ yaml: String) async throws -> (TestPage, warnings: [String]) {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 6), try site.messages())
    let summary = try await folders.report(
      [site], strategy: try Strategy(yaml: yaml, file: "strategy.yaml"))
    let html = try #require(
      try folders.files(in: folders.output)["\(site.site.name)/overview.html"])
    return (TestPage(html), summary.warnings)
  }

  @Test("the first page opens with what is wanted against what is")
  func shown() async throws {
    let (page, warnings) = try await page(
      """
      goals:
        - want: More <visits>
          for: everybody
          panel: overview/numbers
          row: Visits
          target: 1000000
          by: 2035-01-01
        - want: Fewer bots
          panel: overview/numbers
          row: Hits of bots
          target: 100 %
          better: less
        - want: A page that is read
          panel: overview/top-pages
          row: no such page
          target: 5
      """)
    #expect(page.text.contains("1 of 3 goals is reached"))
    #expect(page.text.contains("More &lt;visits&gt;"))
    #expect(page.text.contains("at most 100"))
    #expect(page.text.contains("days left") && page.text.contains("not measured"))
    #expect(page.addresses.contains("overview.html#numbers"))
    #expect(warnings.count == 1 && warnings[0].contains("no row 'no such page'"), "\(warnings)")
  }

  @Test(
    "a goal that nothing can measure is told with its line, and no page is written",
    arguments: [
      ("goals:\n  - want: x\n    panel: overview/numbers\n    row: y", "'target' is missing"),
      (goal + "    target: many", "'target' needs a number"),
      (goal + "    target: 1\n    column: x", "either 'row' or 'column'"),
      (goal + "    target: 1\n    by: soon", "'by' needs a day"),
      (goal + "    target: 1\n    better: most", "'most' is no better"),
    ])
  func mistakes(yaml: String, says: String) throws {
    let problems = #expect(throws: ProblemList.self) {
      try Strategy(yaml: yaml, file: "strategy.yaml")
    }
    #expect(problems?.description.contains(says) == true, "\(String(describing: problems))")
    folders.remove()
  }

  @Test(
    "a panel that is not there, has no rows of that kind, or names persons is refused",
    arguments: [
      ("nowhere/x", "there is no dashboard 'nowhere'"),
      ("overview/x", "there is no panel 'x' on the dashboard 'overview'"),
      ("persons/staff", "the panel names persons"),
      ("overview/visits-by-day", "has no names of rows"),
    ])
  func panels(panel: String, says: String) async throws {
    defer { folders.remove() }
    let yaml = "goals:\n  - want: x\n    panel: \(panel)\n    row: y\n    target: 1"
    let site = try TestSite()
    let error = await #expect(throws: ProblemList.self) {
      try await folders.report([site], strategy: try Strategy(yaml: yaml, file: "s"))
    }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    #expect(error?.description.hasPrefix("s:2: ") == true)
  }
}
