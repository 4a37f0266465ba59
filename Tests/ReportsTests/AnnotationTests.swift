import Clickstream
import Foundation
import Reports
import Settings
import Support
import Testing

@Suite("Notes on days", .database(from: .migrated))
struct AnnotationTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private static let hostile = "</li><script>alert(1)</script> \u{202E}olleh"

  /// A site with visits from 20 September to 22 November 2026 and notes.
  private func filledSite() async throws -> TestSite {
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 41), try site.messages())
    var declared = site.site
    declared.annotations = try [
      ("2026-09-25", nil, "Before it"), ("2026-10-20", "2026-11-02", "Across the border"),
      ("2026-11-10", nil, Self.hostile), ("2027-01-01", nil, "After it"),
    ].map { on, until, note in
      Site.Annotation(on: try #require(Day(on)), until: until.flatMap { Day($0) }, note: note)
    }
    return TestSite(declared)
  }

  private func section(_ page: String?, _ panel: String) throws -> String {
    let parts = try #require(page).components(separatedBy: "<section id=\"\(panel)\">")
    try #require(parts.count == 2)
    return parts[1].components(separatedBy: "</section>")[0]
  }

  /// The list below the picture of a panel, item by item.
  private func notes(_ page: String?, _ panel: String) throws -> [String] {
    guard
      let list = try section(page, panel).components(separatedBy: "<ol class=\"events\">")
        .dropFirst().first
    else {
      return []
    }
    return list.components(separatedBy: "</ol>")[0].components(separatedBy: "<li>").dropFirst().map
    {
      TestPage($0).text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// How many numbers stand below the axis of a picture.
  private func marks(_ page: String?, _ panel: String) throws -> Int {
    let picture = try section(page, panel).components(separatedBy: "</svg>")[0]
    return picture.components(separatedBy: "class=\"event\"").count - 1
  }

  @Test("a note is marked and told on each page whose days have it, and on no other")
  func periods() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await folders.report([site], periods: PagePeriod.allCases)
    let pages = try folders.files(in: folders.output)
    let main = pages["larkspur/overview.html"]
    let told = try notes(main, "visits-by-day")
    #expect(told.count == 2)
    #expect(told.first == "20 October to 2 November 2026: Across the border")
    #expect(try marks(main, "visits-by-day") == 2)
    let september = try notes(pages["larkspur/2026-09/overview.html"], "visits-by-day")
    #expect(september == ["Fri 25 Sep 2026: Before it"])
    let october = try notes(pages["larkspur/2026-10/overview.html"], "visits-by-day")
    #expect(october == ["20 October to 2 November 2026: Across the border"])
    let week = try notes(pages["larkspur/last-7/overview.html"], "visits-by-day")
    #expect(week == [])
    #expect(!pages.values.contains { $0.contains("After it") })
  }

  @Test("a note is text: it adds no element, whatever it holds")
  func hostile() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await folders.report([site], periods: PagePeriod.allCases)
    let page = try #require(try folders.files(in: folders.output)["larkspur/overview.html"])
    #expect(!page.contains("<script") && !page.contains("\u{202E}"))
    #expect(page.contains("&lt;script&gt;"))
  }

  @Test("another note makes the pages of months that are over anew")
  func kept() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await folders.report([site], periods: PagePeriod.allCases)
    var other = site.site
    other.annotations = [
      Site.Annotation(on: try #require(Day("2026-09-26")), note: "Another")
    ]
    try await folders.report([TestSite(other)], periods: PagePeriod.allCases)
    let page = try folders.files(in: folders.output)["larkspur/2026-09/overview.html"]
    #expect(try notes(page, "visits-by-day") == ["Sat 26 Sep 2026: Another"])
  }
}
