import Foundation
import PostgreSQL
import Support
import Testing

/// `footfall audit` as it is called, on a folder whose mistakes are known.
@Suite(.database)
struct AuditCommandTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    try program.folder.write(
      """
      sites:
        - name: larkspur
          zone: Europe/London
          hosts: [www.larkspur.example]
          calling_code: 44
          pages: site
      inputs: [access.log]
      output: html

      """, to: "footfall.yaml")
    try program.folder.write(
      """
      facts:
        - {name: Box office, kind: telephone, value: '+44 20 7946 0018', pages: [/contact.html, /map]}
        - {name: Full price, kind: price, value: '£18.50', near: full price}
      """, to: "facts.yaml")
    try program.folder.write(
      """
      <title>Start</title><a href=contact.html>C</a><a href="/tickets">T</a><a href=gone.html>G</a>
      <a href="http://www.larkspur.example/contact.html#map">M</a><a href="../../etc/passwd">P</a>
      <a href=private/link.html>L</a>
      """, to: "site/index.html")
    try program.folder.write(
      "<title>Contact ann@mail.example</title><p id=top>Call 020 7946 0018</p><a href=gone.html>G</a>",
      to: "site/contact.html")
    try program.folder.write(
      "<title>Tickets</title><p>Full price: £19</p><meta name='last-modified' content='2020-05-06'>",
      to: "site/tickets/index.html")
    try program.folder.write("secret", to: "outside.html")
    try FileManager.default.createDirectory(
      atPath: program.folder.path + "/site/private", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: program.folder.path + "/site/private/link.html",
      withDestinationPath: program.folder.path + "/outside.html")
    try FileManager.default.createSymbolicLink(
      atPath: program.folder.path + "/site/loop", withDestinationPath: ".")
  }

  private func run(_ words: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(words + ["--config", "footfall.yaml"])
  }

  private func rows(_ sql: String) async throws -> [String] {
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(sql, name: "rows")
    await connection.close()
    return try rows.map { try $0.get("row") }
  }

  private static let findings = """
    SELECT concat_ws(' | ', kind, path, target, detail) AS row FROM footfall.audit_finding
    ORDER BY kind, path COLLATE "C", target COLLATE "C"
    """

  @Test("a folder with known mistakes: each is found, and nothing else")
  func folder() async throws {
    let outcome = try await run("audit", "--quiet")
    #expect(outcome.status == 0, "\(outcome.error)")
    let found = try await rows(Self.findings)
    #expect(
      found == [
        "dead_link | / | /etc/passwd | there is no such file",
        "dead_link | / | /gone.html | there is no such file",
        "dead_link | / | /private/link.html | there is no such file",
        "dead_link | /contact.html | /gone.html | there is no such file",
        "fact_differs | /tickets/ | Full price | says GBP 19, true is £18.50",
        "fact_missing | /map | Box office | no such page was read",
        "missing_anchor | / | /contact.html#map | there is no such place in the page",
        "unchanged | /tickets/ |  | unchanged since 2020-05-06",
      ])
    #expect(outcome.output.contains("3 pages of "), "\(outcome.output)")
    #expect(outcome.output.contains("3 dead links, 1 fact that differs, 1 fact that is missing"))
    let titles = try await rows(
      "SELECT path || ' ' || title AS row FROM footfall.audit_page ORDER BY path")
    #expect(titles == ["/ Start", "/contact.html Contact [mail]", "/tickets/ Tickets"])
    try program.folder.write("<p>Full price £18.50", to: "site/tickets/index.html")
    try program.folder.write("<p>Map 020 7946 0018", to: "site/map/index.html")
    #expect(try await run("audit", "site", "--quiet").status == 0)
    let later = try await rows(Self.findings)
    #expect(!later.contains { $0.hasPrefix("fact") || $0.hasPrefix("unchanged") })
    let runs = try await rows(
      "SELECT is_last || ' ' || (findings->>'dead_link') AS row FROM footfall.audit_run ORDER BY at"
    )
    #expect(runs == ["false 4", "true 4"])
  }

  @Test("findings are ranked by the visits and the orders that depend on their page")
  func rank() async throws {
    // An address writes the name of the file in bytes, visits have it as people read it.
    try program.folder.write("<a href=gone.html>G</a>", to: "site/café.html")
    let hits = [("/contact.html", 3), ("/caf%C3%A9.html", 2), ("/tickets", 1)].flatMap {
      path, count in
      (0..<count).map { number in
        #"192.0.2.\#(number + 1) - - [12/Nov/2026:10:00:00 +0000] "GET \#(path) HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64)""#
      }
    }
    try program.folder.write(hits.joined(separator: "\n") + "\n", to: "access.log")
    #expect(try await run("ingest", "access.log", "--site", "larkspur", "--quiet").status == 0)
    let outcome = try await run("audit", "--quiet", "--json")
    #expect(outcome.status == 0, "\(outcome.error)")
    let ranked = try await rows(
      """
      SELECT path || ' ' || kind || ' ' || visits_28 AS row FROM footfall.audit_finding
      WHERE visits_90 > 0 ORDER BY rank
      """)
    #expect(
      ranked == [
        "/contact.html dead_link 3", "/caf%C3%A9.html dead_link 2", "/tickets/ fact_differs 1",
        "/tickets/ unchanged 1",
      ])
    #expect(outcome.output.contains(#""left_out" : 0"#), "\(outcome.output)")
    // As of a day before the audit nothing was found yet.
    let told = try await rows(
      """
      SELECT concat_ws(' ', (SELECT count(*) > 0 FROM footfall.audit_rank('larkspur', now(), NULL)),
        (SELECT count(*) FROM footfall.audit_rank('larkspur', now(), '2020-01-01'))) AS row
      """)
    #expect(told == ["t 0"])
  }

  @Test("what cannot be read is refused with the reason, and nothing is stored")
  func refused() async throws {
    try FileManager.default.createDirectory(
      atPath: program.folder.path + "/empty", withIntermediateDirectories: true)
    for (words, says) in [
      (["audit", "nowhere"], "there is no such folder"),
      (["audit", "facts.yaml"], "it is no folder"),
      (["audit", "empty"], "there are no pages in it"),
      (["audit", "https://other.example/"], "is no host of the site larkspur"),
      (["audit", "--months", "0"], "--months"), (["audit", "--limit", "0"], "--limit"),
      (["audit", "--site", "x"], "there is no site"),
    ] {
      let outcome = try await program.run(words + ["--config", "footfall.yaml"])
      #expect(outcome.status == 2 && outcome.error.contains(says), "\(words): \(outcome.error)")
    }
    try program.folder.write("facts:\n  - {name: A, kind: phone, value: x}\n", to: "facts.yaml")
    let facts = try await run("audit")
    #expect(
      facts.status == 2 && facts.error.contains("facts.yaml:2: 'phone' is no kind"),
      "\(facts.error)")
    let check = try await run("config", "check")
    #expect(check.status == 2 && check.error.contains("facts.yaml:2"), "\(check.error)")
    try program.folder.write("facts: []\n", to: "facts.yaml")
    try program.folder.write(
      "sites: [{name: larkspur}]\n", to: "footfall.yaml")
    let none = try await run("audit")
    #expect(none.status == 2 && none.error.contains("setting 'pages'"), "\(none.error)")
  }
}
