import Clickstream
import PostgreSQL
import Support

extension TestSite {
  /// Stores lists of the persons who wrote: what they bought, subscribe to and answered, and what
  /// staff did; a year up to 2026-11-22.
  func storeLedgers(labels: Labels = Labels()) async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.query(
      """
      SELECT set_config('test.site', (SELECT id FROM footfall_store.site WHERE name = $1)::text, false),
        set_config('test.name', $2, false), set_config('test.word', $3, false)
      """, name: "settings", [.text(site.name), .text(labels.name), .text(labels.subject)])
    try await connection.execute(Self.ledgers, name: "ledgers")
    try await connection.execute(Self.service, name: "service")
    try await connection.execute(Self.reading, name: "reading")
    try await connection.execute(Self.shop, name: "shop")
    await connection.close()
  }

  private static let ledgers = """
    CREATE TEMP TABLE known AS
    SELECT id AS person, address, row_number() OVER (ORDER BY address) - 1 AS place,
      current_setting('test.site')::bigint AS site, timestamptz '2026-11-22T12:00Z' AS at,
      current_setting('test.name') AS name, current_setting('test.word') AS word
    FROM footfall_store.person;
    INSERT INTO footfall_store.identity_node (site, id, kind, value, first_seen, last_seen, is_role,
      person, state)
    SELECT site, place, 3, address, at - interval '9 weeks', at, false, person, 0
    FROM known;
    INSERT INTO footfall_store.customer (id, site, as_of, confirmed_at, content, generation,
      position, number, email, name, phone, source, opt_in, since)
    SELECT 1000 + place, site, at, at, 1, site, place, 'C' || place, address, name, word,
      CASE WHEN place < 4 THEN 'friends' ELSE word END, place < 3, '2026-01-01'
    FROM known;
    INSERT INTO footfall_store.customer_order (id, site, as_of, confirmed_at, content, generation,
      position, number, at, customer_number, amount, currency)
    SELECT 2000 + n, site, at, at, 1, site, n, 'O' || n, at - n * interval '240 hours',
      'C' || place, 10 + n, 'GBP'
    FROM generate_series(0, 39) AS n
    JOIN known ON place = CASE n WHEN 1 THEN 4 WHEN 39 THEN 5 ELSE n % 4 END;
    INSERT INTO footfall_store.order_line (id, site, as_of, confirmed_at, content, generation,
      position, order_number, line, product, quantity, price)
    SELECT 3000 + n, site, at, at, 1, site, n, 'O' || n, '1', 'P' || n % 3, 2, 5 + n
    FROM generate_series(0, 39) AS n
    JOIN known ON place = 0;
    INSERT INTO footfall_store.product (id, site, as_of, confirmed_at, content, generation,
      position, number, name)
    SELECT 4000 + place, site, at, at, 1, site, place, 'P' || place,
      CASE place WHEN 0 THEN word ELSE 'Ticket ' || place END
    FROM known WHERE place < 2;
    INSERT INTO footfall_store.subscription (id, site, as_of, confirmed_at, content, generation,
      position, number, customer_number, product, started, renews_on, ended, price)
    SELECT 5000 + place, site, at, at, 1, site, place, 'S' || place, 'C' || place, word,
      '2026-01-10', date '2026-11-20' + 20 * place::int,
      CASE WHEN place = 6 THEN date '2026-11-02' END, 120
    FROM known;
    INSERT INTO footfall_store.activity (id, site, as_of, confirmed_at, content, generation,
      position, number, at, staff, customer_number, kind, topic, subject, outcome, objection,
      next_action, next_at)
    SELECT 6000 + n, site, at, at, 1, site, n, 'A' || n, at - n * interval '60 hours', name,
      'C' || place, CASE WHEN n % 2 = 0 THEN 'call' ELSE 'visit' END, 'booking', word,
      CASE WHEN n % 3 = 0 THEN word ELSE 'sold' END,
      CASE WHEN n % 4 = 0 THEN 'Price' WHEN n = 1 THEN 'Ann told me' END, word, date '2026-11-18' + 7 * n
    FROM generate_series(0, 19) AS n
    JOIN known ON place = n % 7;
    INSERT INTO footfall_store.survey_answer (id, site, as_of, confirmed_at, content, generation,
      position, survey, respondent, at, customer_number, question, score, topic, product)
    SELECT 7000 + n, site, at, at, 1, site, n, 'sheet', n::text, at - n * interval '120 hours',
      'C' || place, word, 1 + place % 5, CASE WHEN n % 2 = 0 THEN 'evening' ELSE word END,
      'P' || n % 3
    FROM generate_series(0, 19) AS n
    JOIN known ON place = n % 7;
    INSERT INTO footfall_store.ledger_person (id, site, person)
    SELECT r.id, r.site, k.person
    FROM (
      SELECT id, site, number FROM footfall_store.customer
      UNION ALL SELECT id, site, customer_number FROM footfall_store.customer_order
      UNION ALL SELECT id, site, customer_number FROM footfall_store.subscription
      UNION ALL SELECT id, site, customer_number FROM footfall_store.activity
      UNION ALL SELECT id, site, customer_number FROM footfall_store.survey_answer
    ) AS r (id, site, number)
    JOIN known k ON r.number = 'C' || k.place;
    """
}
