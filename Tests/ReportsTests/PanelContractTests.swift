import Clickstream
import Reports
import Settings
import Support
import Testing

@Suite("The panel contract", .database(from: .migrated))
struct PanelContractTests {
  static let header = "-- question: How many?\n-- figure: pie\n-- label: a\n-- value: b\n"
  static let query = "SELECT 'x'::text AS a, 1 AS b"

  /// A panel that is wrong, the line of the mistake, and a part of what is said of it.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let panel: String
    let line: Int
    let says: String
    var testDescription: String { says }
  }

  static let mistakes: [Mistake] = [
    .init(panel: header + "-- lable: b\n" + query, line: 5, says: "did you mean 'label'?"),
    .init(
      panel: "-- figure: pie\n-- label: a\n-- value: b\n" + query, line: 1,
      says: "'question' is missing"),
    .init(
      panel: "-- question: What?\n-- figure: donut\n" + query, line: 2,
      says: "'donut' is no figure"),
    .init(
      panel: "-- question: What?\n-- figure: pie\n-- label: a\n" + query, line: 2,
      says: "a pie needs 'value'"),
    .init(
      panel: "-- question: What: now?\n-- figure: pie\n" + query, line: 1, says: "is not YAML"),
    .init(panel: header + "-- limit: many\n" + query, line: 5, says: "needs a whole number"),
    .init(
      panel: header + "-- finding: [\"{topp} leads\"]\n" + query, line: 5,
      says: "'{topp}' is not known of this figure"),
    .init(panel: header + "-- finding: [\"{top\"]\n" + query, line: 5, says: "'{' without '}'"),
    .init(
      panel: "-- question: What?\n-- figure: flow\n-- from: a\n-- value: b\n" + query, line: 2,
      says: "a flow needs 'to'"),
    .init(
      panel: "-- question: What?\n-- figure: histogram\n-- x: b\n-- measure_format: hours\n"
        + query, line: 4, says: "'hours' is no measure_format"),
    .init(
      panel: "-- question: What?\n-- figure: table\n-- columns: {a: A}\n-- sparks: [b]\n" + query,
      line: 4, says: "needs a list of numbers as text"),
    .init(panel: header + "SELECT 'x'::text AS c, 1 AS b", line: 3, says: "no column 'a'"),
    .init(panel: header + "SELECT 'x'::text AS a, 'y'::text AS b", line: 4, says: "needs a number"),
    .init(panel: header + "SELECT 'x'::text AS a\n,, 1 AS b", line: 6, says: "syntax error"),
    .init(
      panel: header + "SELECT 'x'::text AS a, 1 AS b\nFROM nowhere", line: 6,
      says: "\"nowhere\" does not exist"),
    .init(
      panel: header + query + "\nWHERE :sit = 'x'", line: 6, says: "did you mean ':site'?"),
    .init(panel: header + query + "\nWHERE $1 = 'x'", line: 6, says: "bind a value by its :name"),
    .init(panel: header + "DROP TABLE footfall.event", line: 0, says: "must be a SELECT"),
    .init(
      panel: "-- question: What?\n-- figure: table\n-- columns: {z: Zed}\n" + query, line: 3,
      says: "no column 'z'"),
    .init(
      panel: "-- question: What?\n-- figure: sentence\n-- text:\n--   - [\"{zed} came\"]\n"
        + query, line: 3, says: "no column 'zed'"),
  ]

  @Test("a mistake in a panel is told with its file and line", arguments: mistakes)
  func mistake(_ mistake: Mistake) async throws {
    let folders = try TestFolders()
    defer { folders.remove() }
    try folders.write("title: Own\n", to: "own/own/dashboard.yaml")
    try folders.write(mistake.panel, to: "own/own/panel.sql")
    let problems = try await problems(folders)
    let file = folders.root + "/own/own/panel.sql"
    #expect(
      problems.contains { problem in
        problem.file == file && (problem.line ?? 0) == mistake.line
          && problem.message.contains(mistake.says)
      }, "\(problems)")
  }

  @Test("all mistakes are told at once")
  func allAtOnce() async throws {
    let folders = try TestFolders()
    defer { folders.remove() }
    try folders.write("title: Own\npanels: [gone]\nowner: me\n", to: "own/own/dashboard.yaml")
    try folders.write(Self.mistakes[0].panel, to: "own/own/first.sql")
    try folders.write(Self.mistakes[2].panel, to: "own/own/second.sql")
    let problems = try await problems(folders)
    #expect(Set(problems.map { $0.file.split(separator: "/").last }).count == 3)
  }

  @Test("colons in strings, comments, casts and slices are no parameters")
  func colons() async throws {
    let folders = try TestFolders()
    defer { folders.remove() }
    try folders.write("title: Own\n", to: "own/own/dashboard.yaml")
    try folders.write(
      Self.header
        + """
        SELECT -- :nothing
          ':no'::text || $x$ :no $x$ || E'\\':no' AS a, /* :no /* :no */ */
          (ARRAY[1, 2, 3])[1:2] AS ":no", 1 AS b
        FROM (SELECT 1) AS t WHERE :site <> '' AND :segment IS NULL AND :from < :until
        """, to: "own/own/panel.sql")
    try await check(folders)
  }

  @Test("an operator's file replaces the shipped one of its name, and others stay")
  func overlay() async throws {
    let folders = try TestFolders()
    defer { folders.remove() }
    try folders.write("title: First\npanels: [one, two]\n", to: "shipped/a/dashboard.yaml")
    try folders.write(Self.header + Self.query, to: "shipped/a/one.sql")
    try folders.write(Self.header + Self.query, to: "shipped/a/two.sql")
    try folders.write(
      Self.header.replacing("How many", with: "How few") + Self.query, to: "own/a/two.sql")
    try folders.write(Self.header + Self.query, to: "own/a/three.sql")
    let library = try DashboardLibrary(
      folders: [folders.root + "/shipped", folders.root + "/own"])
    let panels = try #require(library.dashboards.first).panels
    #expect(panels.map(\.name) == ["one", "two", "three"])
    #expect(panels.map(\.question) == ["How many?", "How few?", "How many?"])
  }

  private func check(_ folders: TestFolders) async throws {
    try await Reporter(
      server: try TestDatabase.required.info, dashboards: [folders.root + "/own"], sites: [],
      output: folders.output, personsOutput: folders.persons, now: Instant(microseconds: 0)
    ).check()
  }

  private func problems(_ folders: TestFolders) async throws -> [Problem] {
    do {
      try await check(folders)
      return []
    } catch let list as ProblemList {
      return list.problems
    }
  }
}
