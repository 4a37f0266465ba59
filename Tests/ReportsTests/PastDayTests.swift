import Clickstream
import PostgreSQL
import Reports
import Support
import Testing

@Suite("Pages of a past day", .database(from: .migrated))
struct PastDayTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  /// What nobody knew on the day that is asked for.
  private static let word = "Zebedee"

  /// Records of 10 November, of the first of those who wrote and of one who was not known before.
  private static let script = """
    CREATE TEMP TABLE one AS
    SELECT id AS person, address, current_setting('test.site')::bigint AS site,
      timestamptz '2026-11-10T11:00Z' AS at, current_setting('test.word') AS word
    FROM footfall_store.person ORDER BY address LIMIT 1;
    INSERT INTO footfall_store.contact (id, site, person, at, generation, position, direction, channel,
      topic, topic_rule, person_name, subject, excerpt, form, page_path, owner, consents)
    SELECT 8800, site, person, at, 9, 8800, 1, 1, 'enquiry', 'a rule', 'Winifred Quill', word, word, word,
      '/', person, ARRAY['letters=given']
    FROM one;
    INSERT INTO footfall_store.contact (id, site, person, at, generation, position, direction, channel,
      topic, topic_rule, person_name, subject, excerpt, form, page_path, owner)
    SELECT 8801, site, person, at - interval '30 days', 9, 8801, 1, 2, 'complaint', 'a rule', '',
      'A complaint', '', '', '/', person
    FROM one;
    INSERT INTO footfall_store.case_step (contact, at, step, owner, cause, staff)
    SELECT 8801, at, 'assign', word, word, word FROM one;
    INSERT INTO footfall_store.activity (id, site, as_of, confirmed_at, content, generation, position,
      number, at, customer_number, kind, subject, note, objection, next_action, next_at)
    SELECT 8802, site, at, at, 1, site, 8802, 'L1', at, 'C0', 'call', word, word, word, word,
      '2026-11-12'
    FROM one;
    INSERT INTO footfall_store.diary_entry (id, site, day, what, node, staff, noted_at, noted_by)
    SELECT 8803, site, '2026-11-02', word, person, '', at, '' FROM one;
    INSERT INTO footfall_store.consent_statement (site, node, purpose, at, status, basis, proof, staff)
    SELECT site, person, 'news', at, 'given', 'staff', word, word FROM one;
    INSERT INTO footfall_store.vendor (id, site, as_of, confirmed_at, content, generation, position,
      number, name)
    SELECT 8804, site, at, at, 1, site, 8804, 'V2', word FROM one;
    INSERT INTO footfall_store.identity_node (site, id, kind, value, first_seen, last_seen, is_role,
      person, state)
    SELECT site, 8805, 3, 'zebedee@later.example', at, at, false, 8805, 0 FROM one;
    INSERT INTO footfall_store.customer (id, site, as_of, confirmed_at, content, generation, position,
      number, email, name)
    SELECT 8806, site, at, at, 1, site, 8806, 'C99', 'zebedee@later.example', word FROM one;
    INSERT INTO footfall_store.ledger_person (id, site, person)
    SELECT 8806, site, 8805 FROM one UNION ALL SELECT 8802, site, person FROM one;
    INSERT INTO footfall_store.customer (id, site, as_of, confirmed_at, content, generation, position,
      number, email, name, phone, language, source)
    SELECT 1000, site, '2026-11-22T13:00Z', at, 1, site, 8807, word, address, word, word, word, word
    FROM one;
    INSERT INTO footfall_store.customer (id, site, as_of, confirmed_at, content, generation, position,
      number, email, name, phone, language)
    SELECT 1000, site, '2026-10-01T13:00Z', at, 1, site, 8808, 'C0', address, 'Wilhelmina Quill',
      '+44 20 7946 0001', 'Welsh'
    FROM one;
    INSERT INTO footfall_store.identity_node (site, id, kind, value, first_seen, last_seen, is_role,
      person, state)
    SELECT site, 8807, 3, 'zebedee@other.example', at, '2026-11-25T11:00Z', false, person, 0 FROM one;
    UPDATE footfall_store.contact SET declared = jsonb_build_object('interest', 'opera')
    WHERE id IN (8800, 8801);
    INSERT INTO footfall_store.customer_order (id, site, as_of, confirmed_at, content, generation,
      position, number, at, customer_number, amount, currency, status)
    SELECT 8809, site, as_of, as_of, 1, site, 8809, 'O99', '2026-10-20T12:00Z', 'C0', 5, 'GBP', status
    FROM one, (VALUES (timestamptz '2026-10-21T12:00Z', 'packed'), ('2026-11-12T12:00Z', 'sent'),
      ('2026-11-13T12:00Z', 'cancelled')) AS v (as_of, status);
    INSERT INTO footfall_store.ledger_person (id, site, person) SELECT 8809, site, person FROM one;
    UPDATE footfall_store.site SET cancelled = ARRAY['cancelled'];
    """

  @Test("tell of persons, vendors, cases and the diary what was known on it, and nothing later")
  func nothingLater() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 9), try site.messages())
    try await site.storeLedgers()
    let connection = try await TestDatabase.required.connect()
    try await connection.query(
      """
      SELECT set_config('test.word', $1, false),
        set_config('test.site', (SELECT id FROM footfall_store.site)::text, false)
      """, name: "settings", [.text(Self.word)])
    try await connection.execute(Self.script, name: "later")
    await connection.close()

    try await folders.report([site])
    let now = try folders.files(in: folders.persons)
    for path in ["persons.html", "vendors.html", "diary.ics"] {
      #expect(now["larkspur/\(path)"]?.contains(Self.word) == true, "\(path)")
    }
    let stories = now.filter { $0.key.contains("/person-") && $0.value.contains(Self.word) }
    // Of whom it is told, and who is called so.
    #expect(stories.count == 2)
    #expect(now.contains { $0.key.contains("/vendor-") && $0.value.contains(Self.word) })

    let day = Day(year: 2026, month: 10, day: 31)
    try await folders.report([site], options: ReportOptions(asOf: day))
    let past = try folders.files(in: folders.persons)
    for (path, text) in past {
      let lower = text.lowercased()
      let found = lower.firstRange(of: Self.word.lowercased())
        .map { lower[..<$0.lowerBound].suffix(200) }
      #expect(found == nil, "\(path)")
    }
    // What was known then stands there, of whoever is called otherwise now, too.
    #expect(past["larkspur/persons.html"]?.contains("A complaint") == true)
    #expect(past["larkspur/persons.html"]?.contains("Wilhelmina Quill") == true)
    let page = try #require(
      past.first { $0.key.contains("/person-") && $0.value.contains("A complaint") })
    let story = TestPage(page.value).text
    for word in ["Wilhelmina Quill", "+44 20 7946 0001", "Welsh", "interest: opera", "packed"] {
      #expect(story.contains(word), "\(word)")
    }
    #expect(!story.contains("cancelled on"))
    let changed = try #require(now[page.key])
    #expect(TestPage(changed).text.contains("cancelled on 2026-11-13"))
  }
}
