import Audit
import Clickstream
import Reports
import Support
import Testing
import Warehouse

@Suite("The page of audits", .database(from: .migrated))
struct AuditPageTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private func sections(_ page: String) -> [String: String] {
    Dictionary(
      page.split(separator: "<section id=\"").dropFirst().map {
        (String($0.prefix { $0 != "\"" }), String($0))
      }, uniquingKeysWith: { $1 })
  }

  @Test("before the first audit each panel says how to begin; after it, what was found")
  func page() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 5), try site.messages())
    try await site.storeLedgers()
    try await folders.report([site])
    let before = try #require(try folders.files(in: folders.output)["larkspur/audit.html"])
    #expect(before.contains("No audit yet"))
    let empty = sections(before)
    for name in ["findings", "kinds", "facts", "dead-links", "unchanged"] {
      let text = try #require(empty[name])
      #expect(text.contains("footfall audit") && !text.contains("Nothing of this kind"), "\(name)")
    }

    var result = AuditResult()
    let old = try site.at("2025-01-02", 3)
    result.pages = [
      AuditedPage(path: "/tickets", title: "Tickets", fingerprint: 1, changed: old),
      AuditedPage(path: "/contact", title: "Contact", fingerprint: 2, changed: nil),
    ]
    result.findings = [
      AuditFinding(.deadLink, path: "/contact", target: "/gone", detail: "answered 404"),
      AuditFinding(.deadLink, path: "/tickets", target: "/gone", detail: "answered 404"),
      AuditFinding(
        .factDiffers, path: "/contact", target: "Box office", detail: "says 1, true is 2"),
    ]
    let warehouse = try await TestDatabase.required.warehouse()
    let at = try site.at("2026-11-22", 12)
    try await warehouse.store(
      result, .init(at: at, origin: "/srv/site", unchangedBefore: try site.at("2025-11-22", 0)),
      site: site.site)
    let rows = try await warehouse.auditFindings(site: "larkspur", limit: 10)
    await warehouse.close()
    #expect(rows.count == 3)
    let dead = try #require(rows.first { $0.kind == "dead_link" })
    #expect(dead.pages == 2 && dead.visits > 0)
    try await folders.report([site])
    let after = try #require(try folders.files(in: folders.output)["larkspur/audit.html"])
    let found = sections(after)
    #expect(after.contains("4 things are wrong on 2 pages."))
    #expect(found["dead-links"]?.contains("/gone") == true)
    #expect(found["facts"]?.contains("says 1, true is 2") == true)
    #expect(found["unchanged"]?.contains("/tickets") == true)
    #expect(found["kinds"]?.contains("dead link") == true)
    // Again, with nothing wrong: the old findings are gone, their counts stay.
    result.findings = []
    result.pages[0] = AuditedPage(path: "/tickets", title: "T", fingerprint: 1, changed: at)
    let again = try await TestDatabase.required.warehouse()
    try await again.store(
      result,
      .init(
        at: at.advanced(bySeconds: 60), origin: "/srv/site",
        unchangedBefore: try site.at("2025-11-22", 0)), site: site.site)
    #expect(try await again.auditFindings(site: "larkspur", limit: 10) == [])
    // A text that stays keeps the day on which it was first seen.
    let late = try site.at("2028-01-01", 0)
    // The file is written anew with the same words.
    result.pages[1] = AuditedPage(path: "/contact", title: "Contact", fingerprint: 2, changed: late)
    try await again.store(
      result, .init(at: late, origin: "/srv/site", unchangedBefore: try site.at("2027-01-01", 0)),
      site: site.site)
    let kept = try await again.auditFindings(site: "larkspur", limit: 10)
    await again.close()
    #expect(kept.first { $0.path == "/contact" }?.detail == "unchanged since 2026-11-22")
  }
}
