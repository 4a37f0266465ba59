import Clickstream
import PostgreSQL
import Reports
import Support
import Testing

@Suite("Pages that name nobody", .database(from: .migrated))
struct NamelessPageTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  /// A name that stands nowhere else.
  private static let name = "Zebedee"

  /// Writes the name into each field of one person's records that takes any words, in several records
  /// each; products, costs and what orders consist of are in the business's own words.
  private static let script = """
    CREATE TEMP TABLE one AS
    SELECT id AS person, address, current_setting('test.site')::bigint AS site,
      timestamptz '2026-11-22T11:00Z' AS at
    FROM footfall_store.person ORDER BY address LIMIT 1;
    INSERT INTO footfall_store.customer (id, site, as_of, confirmed_at, content, generation,
      position, number, email)
    SELECT 1900 + n, site, at, at, 1, site, 1900 + n, 'C0-' || n, address
    FROM one, generate_series(1, 2) AS n;
    INSERT INTO footfall_store.wish (id, site, as_of, confirmed_at, content, generation, position,
      email, product)
    SELECT 1910 + n, site, at, at, 1, site, 1910 + n, address, 'a wish'
    FROM one, generate_series(1, 3) AS n;
    INSERT INTO footfall_store.ledger_person (id, site, person)
    SELECT n, site, person FROM one, unnest(ARRAY[1901, 1902, 1911, 1912, 1913]) AS n;
    INSERT INTO footfall_store.mention (id, site, as_of, confirmed_at, content, generation,
      position, at, url)
    SELECT 1920 + n, site, at, at, 1, site, 1920 + n, at, ''
    FROM one, generate_series(1, 3) AS n;
    INSERT INTO footfall_store.order_status (id, site, as_of, confirmed_at, content, generation,
      position, order_number, status, at)
    SELECT 1930 + n, site, at, at, 1, site, 1930 + n, 'O' || 4 * n, '', at
    FROM one, generate_series(0, 3) AS n;
    INSERT INTO footfall_store.shipment (id, site, as_of, confirmed_at, content, generation,
      position, order_number, sent_at)
    SELECT 1940 + n, site, at, at, 1, site, 1940 + n, 'O' || 4 * n, at
    FROM one, generate_series(0, 3) AS n;
    UPDATE footfall_store.contact SET channel = 1, topic = 'complaint' WHERE id IN (8000, 8007, 8014);
    INSERT INTO footfall_store.case_step (contact, at, step, staff)
    SELECT id, timestamptz '2026-11-22T11:30Z', 'close', '' FROM footfall_store.contact
    WHERE id IN (8000, 8007, 8014);
    INSERT INTO footfall_store.diary_entry (id, site, day, what, node, staff, noted_at, noted_by)
    SELECT 1950 + n, site, '2026-12-01', '', NULL, '', at, '' FROM one, generate_series(1, 3) AS n;
    INSERT INTO footfall_store.consent_statement (site, node, purpose, at, status, basis, proof, staff)
    SELECT site, person, p.purpose, at, 'given', 'staff', '', ''
    FROM one, unnest(ARRAY['browsing', 'letters']) AS p (purpose);
    UPDATE footfall_store.contact SET consents = ARRAY['news=given'],
      declared = jsonb_build_object('interest', current_setting('test.canary'))
    WHERE owner = (SELECT person FROM one);
    -- One browser searches for it again and again.
    INSERT INTO footfall_store.query (id, text, search)
    VALUES (1960, 'q=x', current_setting('test.canary'));
    INSERT INTO footfall_store.event (visitor, at, generation, position, site, agent, page, query, bytes,
      kind, audience, status, method)
    SELECT s.visitor, s.first_at + n * interval '1 second', s.site, 200000 + n, s.site, s.agent, s.entry_page,
      CASE WHEN n <> 7 THEN 1960 ELSE 9703 END, 9, 1, 0, 200, 'GET'
    FROM (
      SELECT visitor, first_at, site, agent, entry_page FROM footfall_store.session
      WHERE audience = 0 AND pages > 1 ORDER BY first_at DESC LIMIT 1
    ) s, generate_series(5, 9) AS n;
    -- One link names it as its source.
    INSERT INTO footfall_store.query (id, text) VALUES (1961, 'utm_source=x');
    WITH one_visit AS (
      UPDATE footfall_store.session SET entry_query = 1961
      WHERE (visitor, first_at) IN (
        SELECT visitor, first_at FROM footfall_store.session
        WHERE audience = 0 AND pages > 0 ORDER BY first_at DESC LIMIT 1)
      RETURNING site, entry_referrer
    )
    INSERT INTO footfall_store.visit_source
      (site, referrer, query, channel, name, is_spam, is_word, rules)
    SELECT site, coalesce(entry_referrer, 0), 1961, 18, current_setting('test.canary'), false, true, 0
    FROM one_visit;
    DO $$
    DECLARE
      field record;
      changed bigint;
    BEGIN
      FOR field IN
        SELECT c.relname AS of, a.attname AS name
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'footfall_store'::regnamespace
        WHERE a.atttypid = 'text'::regtype AND a.attnum > 0 AND NOT a.attisdropped
          AND (c.relname = ANY (footfall_store.ledgers())
            OR c.relname IN ('contact', 'case_step', 'diary_entry', 'consent_statement', 'bounce',
              'attachment'))
          AND c.relname NOT IN ('product', 'cost', 'benefit', 'order_line')
          -- What tells rows and persons apart, words of a kind, and what a program writes.
          AND a.attname NOT IN ('number', 'customer_number', 'email', 'login', 'phone', 'currency',
            'order_number', 'purpose', 'basis', 'topic_rule', 'topic_rules', 'told_topic', 'told_by',
            'reason')
          AND NOT (c.relname = 'contact' AND a.attname = 'topic')
          AND NOT EXISTS (
            SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND a.attnum = ANY (k.conkey)
              AND k.contype IN ('c', 'p'))
      LOOP
        EXECUTE format(
          'UPDATE footfall_store.%1$I x SET %2$I = current_setting(''test.canary'') WHERE %3$s',
          field.of, field.name, CASE
            WHEN field.of = 'contact' THEN 'x.owner = (SELECT person FROM one)'
            WHEN field.of = 'case_step' THEN 'x.contact IN (8000, 8007, 8014)'
            WHEN field.of IN ('diary_entry', 'mention', 'order_status', 'shipment', 'vendor',
              'consent_statement', 'bounce', 'attachment') THEN 'true'
            ELSE 'x.id IN (SELECT l.id FROM footfall_store.ledger_person l
              WHERE l.person = (SELECT person FROM one))' END);
        GET DIAGNOSTICS changed = ROW_COUNT;
        IF changed = 0 THEN
          RAISE EXCEPTION 'the name stands in no %.%', field.of, field.name;
        END IF;
      END LOOP;
    END
    $$;
    """

  @Test("show no word that one person alone has, in whatever field and however often it stands")
  func everyField() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    var hits = try site.traffic(seed: 8)
    for minute in 0..<4 {
      hits.append(
        .init(
          visitor: 998, at: try site.at("2026-11-20", 12, minute), path: "/\(Self.name)",
          referrer: "https://press.example/\(Self.name)", status: 404))
    }
    try await site.store(hits, try site.messages())
    try await site.storeLedgers()
    let connection = try await TestDatabase.required.connect()
    try await connection.query(
      """
      SELECT set_config('test.canary', $1, false),
        set_config('test.site', (SELECT id FROM footfall_store.site)::text, false)
      """, name: "settings", [.text(Self.name)])
    try await connection.execute(Self.script, name: "names")
    await connection.close()
    try await folders.report([site])
    let persons = try folders.files(in: folders.persons)
    let page = try #require(persons["larkspur/persons.html"])
    #expect(page.contains(Self.name))
    for (path, text) in try folders.files(in: folders.output) {
      let found = text.firstRange(of: Self.name).map { text[..<$0.lowerBound].suffix(200) }
      #expect(found == nil, "\(path)")
    }
    let open = try folders.files(in: folders.output)
    for path in ["cases", "service", "customers", "consent", "health", "forms", "search"] {
      let text = try #require(open["larkspur/\(path).html"])
      #expect(text.contains("others, each from fewer than 3 persons"), "\(path)")
      // What stands for many is the top of no sentence.
      let winner = text.firstMatch(of: /others, each from fewer than 3 persons [a-z]/)
      #expect(winner == nil, "\(path)")
    }
  }
}
