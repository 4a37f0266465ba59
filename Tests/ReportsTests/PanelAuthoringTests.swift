import Clickstream
import Foundation
import Reports
import Settings
import Support
import Testing

@Suite("Writing panels", .database(from: .migrated))
struct PanelAuthoringTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private var trial: PanelTrial {
    get throws { PanelTrial(server: try TestDatabase.required.info) }
  }

  private func filledSite() async throws -> Site {
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 31), try site.messages())
    var segment = Site.Segment()
    segment.name = "phones"
    segment.title = "Phones"
    var declared = site.site
    declared.segments = [segment]
    return declared
  }

  /// The panel of a file that is written first.
  private func panel(_ text: String, named name: String = "one.sql") throws -> Panel {
    try folders.write(text, to: name)
    let files = PanelFiles(paths: ["\(folders.root)/\(name)"])
    #expect(files.problems == [])
    return try #require(files.panels.first)
  }

  @Test("the template of every figure has no mistake and answers", arguments: FigureKind.allCases)
  func templates(figure: FigureKind) async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    let panel = try panel(PanelTemplate(figure).text)
    #expect(panel.figure == figure && panel.bindsSegment)
    let files = PanelFiles(paths: ["\(folders.root)/one.sql"])
    let problems = try await trial.problems(of: files)
    #expect(problems == [])
    let preview = try await trial.preview(panel, of: site, choice: PeriodChoice(), segment: nil)
    #expect(preview.count > 0)
  }

  @Test("the reference explains every word, and names the keys that a header may have")
  func reference() throws {
    defer { folders.remove() }
    #expect(PanelReference.unexplained == [])
    for figure in FigureKind.allCases {
      try folders.write(
        "-- question: What?\n-- figure: \(figure.rawValue)\n-- qqqqqqqqqqqq: 1\nSELECT 1 AS n",
        to: "keys.sql")
      let problems = PanelFiles(paths: ["\(folders.root)/keys.sql"]).problems
      let unknown = try #require(problems.first { $0.message.contains("qqqqqqqqqqqq") })
      let list = try #require(unknown.message.components(separatedBy: "there are ").last)
      #expect(
        Set(list.components(separatedBy: ", ")) == PanelReference.keys(of: figure), "\(figure)")
    }
  }

  @Test("Dashboards/README.md holds what `footfall panel keys` prints")
  func readme() throws {
    defer { folders.remove() }
    let path = TestFolders.shipped + "/README.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let head = try #require(text.components(separatedBy: PanelReference.begin).first)
    let tail = try #require(text.components(separatedBy: PanelReference.end).last)
    let whole =
      head + PanelReference.begin + "\n" + PanelReference.text + PanelReference.end + tail
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try whole.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded; look at it and run again")
    }
    #expect(text == whole)
  }

  @Test("all mistakes of a folder are told at once, with file and line, at any depth")
  func mistakes() async throws {
    defer { folders.remove() }
    let good = PanelContractTests.header + PanelContractTests.query
    try folders.write(good, to: "own/a/good.sql")
    try folders.write(good.replacing("-- label: a", with: "-- lable: a"), to: "own/a/key.sql")
    try folders.write(good.replacing("AS b", with: "AS c"), to: "own/a/b/column.sql")
    try folders.write(good, to: "own/Wrong Name.sql")
    try folders.write("titel: Own\n", to: "own/a/dashboard.yaml")
    let files = PanelFiles(paths: ["\(folders.root)/own", "\(folders.root)/none.sql"])
    #expect(files.panels.map(\.name).sorted() == ["column", "good"])
    let problems = try await trial.problems(of: files)
    let names = Set(problems.map { $0.file.split(separator: "/").last.map(String.init) ?? "" })
    #expect(
      names == ["key.sql", "column.sql", "Wrong Name.sql", "dashboard.yaml", "none.sql"])
    #expect(problems.contains { $0.line == 4 && $0.message.contains("no column 'b'") })
  }

  @Test("a preview is a page by itself, with its style sheet, and takes no other file's place")
  func preview() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    let panel = try panel(PanelTemplate(.bar).text)
    let preview = try await trial.preview(
      panel, of: site, choice: PeriodChoice(), segment: "phones")
    try preview.write(to: "\(folders.root)/look/one.html")
    try preview.write(to: "\(folders.root)/look/one.html")
    let files = try folders.files(in: "\(folders.root)/look")
    #expect(files.keys.sorted() == ["one.html", "style.css"])
    #expect(TestPage.deadLinks(files) == [])
    #expect(files["one.html"]?.contains("Segment: ") == true)
    #expect(preview.rows(first: 3).first == ["channel", "visits"])
    #expect(preview.rows(first: 3).count == min(3, preview.count) + 1)

    try folders.write("mine", to: "mine/style.css")
    #expect(throws: ReportError.self) { try preview.write(to: "\(folders.root)/mine/one.html") }
    try folders.write("<p>mine", to: "other/one.html")
    #expect(throws: ReportError.self) { try preview.write(to: "\(folders.root)/other/one.html") }
    #expect(try folders.files(in: "\(folders.root)/mine") == ["style.css": "mine"])
    #expect(try folders.files(in: "\(folders.root)/other") == ["one.html": "<p>mine"])
  }

  @Test("a preview of a segment needs one that is declared and a panel that binds it")
  func segments() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    let bound = try panel(PanelTemplate(.bar).text)
    await #expect(throws: ReportError.unknownSegment("x", site: "larkspur", known: ["phones"])) {
      try await trial.preview(bound, of: site, choice: PeriodChoice(), segment: "x")
    }
    let unbound = try panel(
      PanelContractTests.header + PanelContractTests.query, named: "two.sql")
    await #expect(throws: ReportError.segmentUnbound(file: unbound.file)) {
      try await trial.preview(unbound, of: site, choice: PeriodChoice(), segment: "phones")
    }
  }

  @Test("a preview of a site without records says so")
  func empty() async throws {
    defer { folders.remove() }
    let panel = try panel(PanelTemplate(.line).text)
    let site = try TestSite().site
    let preview = try await trial.preview(panel, of: site, choice: PeriodChoice(), segment: nil)
    #expect(preview.days == nil && preview.count == 0)
    try preview.write(to: "\(folders.root)/empty.html")
    #expect(try folders.files(in: folders.root)["empty.html"]?.contains("No data yet") == true)
  }
}
