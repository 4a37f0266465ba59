import Support
import Testing

@Suite("The way of persons")
struct JourneyTests {
  /// Nine persons of the winter of 2025; the hours are noon, in London, which is on UTC.
  private static let story = """
    CREATE FUNCTION pg_temp.noon(day text) RETURNS timestamptz LANGUAGE sql
      RETURN ('2025-' || day || ' 12:00Z')::timestamptz;
    CREATE TEMP TABLE site AS SELECT id FROM footfall_store.site WHERE name = 'shop';
    INSERT INTO footfall_store.agent (id, text) VALUES (1, 'x');
    CREATE TEMP TABLE seen (n, visitor, at) AS VALUES (1, 11, pg_temp.noon('01-05')),
      (1, 12, pg_temp.noon('01-07')), (3, 31, pg_temp.noon('03-01')), (4, 41, pg_temp.noon('03-10')),
      (6, 61, pg_temp.noon('02-03')), (6, 62, pg_temp.noon('03-05'));
    INSERT INTO footfall_store.session (visitor, first_at, first_generation, first_position, last_at,
      last_generation, last_position, site, agent, bytes, hits, pages, downloads, submissions, errors,
      audience, opening)
    SELECT s.visitor, s.at, 1, 1, s.at, 1, 1, i.id, 1, 0, 1, 1, 0, 0, 0, 0, 0 FROM seen s, site i;
    INSERT INTO footfall_store.visitor_owner (site, visitor, from_at, until_at, person, session_at)
    SELECT i.id, s.visitor, s.at, s.at + interval '1 hour', s.n, s.at FROM seen s, site i;
    INSERT INTO footfall_store.known_visit (site, person, visitor, from_at, first_at)
    SELECT i.id, s.n, s.visitor, s.at, s.at FROM seen s, site i;
    CREATE TEMP TABLE said (n, at, topic) AS VALUES (1, pg_temp.noon('01-08'), 'enquiry'),
      (2, pg_temp.noon('02-01'), 'order'), (2, pg_temp.noon('02-20'), 'delivery_status'),
      (3, pg_temp.noon('03-03'), 'booking'), (4, pg_temp.noon('03-11'), 'opt_in'),
      (7, pg_temp.noon('01-04'), 'feedback_praise');
    INSERT INTO footfall_store.contact (id, site, person, owner, at, generation, position, direction,
      channel, topic, topic_rule, person_name, subject, excerpt, form, page_path)
    SELECT 100 + row_number() OVER (), i.id, s.n, s.n, s.at, 1, row_number() OVER (), 1, 1, s.topic,
      'a rule', '', '', '', 'f', ''
    FROM said s, site i;
    INSERT INTO footfall_store.person (id, address) SELECT n, n || '@b.example' FROM generate_series(1, 9) n;
    CREATE TEMP TABLE bought (n, number, at) AS VALUES (1, 'A', pg_temp.noon('01-10')),
      (2, 'B', pg_temp.noon('02-05')), (5, 'C', pg_temp.noon('01-02')), (6, 'D', pg_temp.noon('02-01')),
      (7, 'E', pg_temp.noon('01-03')), (8, 'F', pg_temp.noon('01-03')), (9, 'G', pg_temp.noon('01-03'));
    INSERT INTO footfall_store.customer_order (id, site, as_of, confirmed_at, content, generation,
      position, number, at, amount)
    SELECT 200 + b.n, i.id, b.at, b.at, 1, 1, b.n, b.number, b.at, 5 FROM bought b, site i;
    INSERT INTO footfall_store.ledger_person (id, site, person)
    SELECT 200 + b.n, i.id, b.n FROM bought b, site i;
    CREATE TEMP TABLE shipped (number, sent_at, delivered_at) AS
      VALUES ('A', pg_temp.noon('01-11'), pg_temp.noon('01-14')), ('B', pg_temp.noon('02-06'), NULL),
        ('D', pg_temp.noon('02-02'), pg_temp.noon('02-04'));
    INSERT INTO footfall_store.shipment (id, site, as_of, confirmed_at, content, generation, position,
      number, order_number, sent_at, delivered_at)
    SELECT 300 + row_number() OVER (), i.id, s.sent_at, s.sent_at, 1, 1, row_number() OVER (),
      'S' || s.number, s.number, s.sent_at, s.delivered_at
    FROM shipped s, site i;
    INSERT INTO footfall_store.survey_answer (id, site, as_of, confirmed_at, content, generation,
      position, survey, respondent, at, question)
    SELECT 400, i.id, pg_temp.noon('01-20'), pg_temp.noon('01-20'), 1, 1, 1, 's', 'r',
      pg_temp.noon('01-20'), 'q'
    FROM site i;
    INSERT INTO footfall_store.ledger_person (id, site, person) SELECT 400, i.id, 1 FROM site i;
    """

  private func ways(_ database: LoadingDatabase, asOf day: String) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', person, number, stage, coalesce(to_char(planned_at, 'MM-DD'), '-'),
        coalesce(to_char(enquired_at, 'MM-DD'), '-'), coalesce(to_char(ordered_at, 'MM-DD'), '-'),
        coalesce(to_char(delivered_at, 'MM-DD'), '-'), coalesce(to_char(answered_at, 'MM-DD'), '-'),
        CASE WHEN is_waiting THEN 'waiting' END, CASE WHEN is_over THEN 'over' END,
        CASE WHEN NOT is_current THEN 'past' END)
      FROM footfall.journey('shop', '\(day) 00:00Z', NULL) ORDER BY person, number
      """)
  }

  private func now(_ database: LoadingDatabase, asOf day: String) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', person, stage, days, coalesce(patience::text, '-'),
        CASE WHEN is_stuck THEN 'stuck' END)
      FROM footfall.journey_now('shop', '\(day) 00:00Z', NULL) ORDER BY person
      """)
  }

  @Test("goes from planning to feedback, one to each order, and begins anew after it")
  func story() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.story)
      let found = try await ways(database, asOf: "2025-03-15")
      #expect(
        found == [
          "1 1 feedback 01-05 01-08 01-10 01-14 01-20",
          "2 1 order - 02-01 02-05 - - waiting",
          "3 1 enquiry 03-01 03-03 - - -",
          "4 1 planning 03-10 - - - -",
          "5 1 order - - 01-02 - -",
          "6 1 delivery - - 02-01 02-04 - past",
          "6 2 planning 03-05 - - - -",
          "7 1 feedback - - 01-03 - 01-04",
          "8 1 order - - 01-03 - -",
          "9 1 order - - 01-03 - -",
        ])
      let standing = try await now(database, asOf: "2025-03-15")
      #expect(
        standing == [
          "1 feedback 53 -", "2 order 37 30 stuck", "3 enquiry 11 30", "4 planning 4 30",
          "5 order 71 -", "6 planning 9 30", "7 feedback 69 -", "8 order 70 -", "9 order 70 -",
        ])
    }
  }

  @Test("on a past day nothing is known that came later")
  func past() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.story)
      let found = try await ways(database, asOf: "2025-01-12")
      #expect(
        found == [
          "1 1 order 01-05 01-08 01-10 - - waiting", "5 1 order - - 01-02 - -",
          "7 1 feedback - - 01-03 - 01-04", "8 1 order - - 01-03 - -", "9 1 order - - 01-03 - -",
        ])
      // After 90 days without a sign it is over, unless something is under way.
      let later = try await now(database, asOf: "2025-05-20")
      #expect(
        later == [
          "2 order 103 30 stuck", "3 enquiry 77 30 stuck", "4 planning 70 30 stuck",
          "6 planning 75 30 stuck",
        ])
    }
  }

  @Test("where most orders are sent, all of them are waited for")
  func sender() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.story)
      try await database.execute(
        "DELETE FROM footfall_store.customer_order WHERE number IN ('E', 'F', 'G')")
      let found = try await ways(database, asOf: "2025-03-15").filter { $0.hasPrefix("5") }
      #expect(found == ["5 1 order - - 01-02 - - waiting"])
    }
  }
}
