import PostgreSQL
import Reports
import Support
import Testing

@Suite("The page of consent", .database(from: .migrated))
struct ConsentPageTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  @Test("counts whoever must not be written to apart, and tells one number in all its panels")
  func suppressed() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 10), try site.messages())
    // Three of seven allow news; mail to one who does not came back.
    try await site.storeLedgers()
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      """
      INSERT INTO footfall_store.suppression (site, node, reason, since)
      SELECT (SELECT id FROM footfall_store.site), id, 'complaint', '2026-11-01T12:00Z'
      FROM footfall_store.person ORDER BY address LIMIT 1
      """, name: "suppress")
    await connection.close()
    try await folders.report([site])
    let page = try #require(try folders.files(in: folders.output)["larkspur/consent.html"])
    let text = TestPage(page).text
    #expect(text.contains("2 persons of 7 known may be sent news"))
    #expect(text.contains("2 persons must not be written to."))
    for (state, persons) in [
      ("Allowed", 2), ("Refused or taken back", 3), ("Must not be written to", 2),
      ("customer list", 2),
    ] {
      #expect(
        page.contains("<bdi>\(state)</bdi></th><td class=\"num\">\(persons)</td>"), "\(state)")
    }
    let persons = try #require(try folders.files(in: folders.persons)["larkspur/persons.html"])
    let customers = persons.split(separator: "<section id=\"").first { $0.hasPrefix("customers\"") }
    let marked = customers?.split(separator: "<td><bdi>not to be written to</bdi></td>")
    #expect(marked?.count == 3)
  }
  @Test("leaves whoever is known as a vendor alone out of all that it counts")
  func vendors() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 10), try site.messages())
    try await site.storeLedgers()
    /// What is said of changes of mind, and the panel of them month by month.
    func changes() async throws -> [Substring] {
      try await folders.report([site])
      let page = try #require(try folders.files(in: folders.output)["larkspur/consent.html"])
      let said = TestPage(page).text.firstMatch(of: /\d+ persons? allowed it in these .*? took/)
      let months = page.split(separator: "<section id=\"").first { $0.hasPrefix("movements\"") }
      return [try #require(said).0, try #require(months)]
    }
    let before = try await changes()
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      """
      INSERT INTO footfall_store.identity_node (site, id, kind, value, first_seen, last_seen, is_role,
        person, state)
      SELECT id, 9000, 3, 'vi@print.example', '2026-11-01T12:00Z', '2026-11-10T12:00Z', false, 9000, 0
      FROM footfall_store.site;
      INSERT INTO footfall_store.vendor (id, site, as_of, confirmed_at, content, generation, position,
        number, name, email)
      SELECT 9001, id, '2026-11-01T12:00Z', '2026-11-01T12:00Z', 1, id, 9001, 'V9', 'Print',
        'vi@print.example'
      FROM footfall_store.site;
      INSERT INTO footfall_store.consent_statement (site, node, purpose, at, status, basis, proof, staff)
      SELECT id, 9000, 'news', '2026-11-10T12:00Z', 'given', 'staff', 'call', 'bo'
      FROM footfall_store.site
      """, name: "vendor")
    await connection.close()
    let after = try await changes()
    #expect(after == before)
  }
}
