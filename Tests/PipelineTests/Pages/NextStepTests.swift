import Support
import Testing

@Suite("What is to be done next")
struct NextStepTests {
  /// Eight persons up to the 15th of March 2025; the hours are noon, in London, which is on UTC.
  private static let story = """
    CREATE FUNCTION pg_temp.noon(day text) RETURNS timestamptz LANGUAGE sql
      RETURN (day || ' 12:00Z')::timestamptz;
    CREATE TEMP TABLE site AS SELECT id FROM footfall_store.site WHERE name = 'shop';
    INSERT INTO footfall_store.person (id, address) SELECT n, n || '@b.example' FROM generate_series(1, 8) n;
    INSERT INTO footfall_store.identity_node (site, id, kind, value, first_seen, last_seen, is_role,
      person, state)
    SELECT i.id, n, 3, n || '@b.example', pg_temp.noon('2025-01-01'), pg_temp.noon('2025-01-01'), false, n, 0
    FROM generate_series(1, 8) n, site i;
    CREATE TEMP TABLE said (n, at, topic, direction) AS VALUES
      (1, pg_temp.noon('2025-03-01'), 'complaint', 1), (2, pg_temp.noon('2025-03-10'), 'enquiry', 1),
      (7, pg_temp.noon('2025-03-05'), 'enquiry', 1), (7, pg_temp.noon('2025-03-06'), 'enquiry', 2);
    INSERT INTO footfall_store.contact (id, site, person, owner, at, generation, position, direction,
      channel, topic, topic_rule, person_name, subject, excerpt, form, page_path, conversation)
    SELECT 100 + row_number() OVER (ORDER BY s.at), i.id, s.n, s.n, s.at, 1, row_number() OVER (ORDER BY s.at),
      s.direction, 1, s.topic, 'a rule', '', '', '', 'f', '', s.n
    FROM said s, site i;
    INSERT INTO footfall_store.diary_entry (id, site, day, what, node, staff, noted_at, noted_by)
    SELECT 150, id, date '2025-03-14', 'call', 3, '', pg_temp.noon('2025-03-01'), '' FROM site
    UNION ALL SELECT 151, id, date '2025-03-15', 'later', 8, '', pg_temp.noon('2025-03-01'), '' FROM site;
    INSERT INTO footfall_store.consent_statement (site, node, purpose, at, status, basis, proof, staff)
    SELECT id, 7, 'news', pg_temp.noon('2025-01-01'), 'given', 'staff', '', '' FROM site;
    INSERT INTO footfall_store.subscription (id, site, as_of, confirmed_at, content, generation, position,
      number, product, started, renews_on)
    SELECT 160 + n, i.id, pg_temp.noon('2025-01-01'), pg_temp.noon('2025-01-01'), 1, 1, n, 'S' || n, 'box',
      '2024-05-01', date '2025-03-15' + CASE n WHEN 4 THEN 29 ELSE 30 END
    FROM unnest(ARRAY[4, 8]) n, site i;
    CREATE TEMP TABLE bought (number, n, at, amount) AS
      SELECT 'O' || m, 5, pg_temp.noon('2024-0' || m || '-01'), 10 FROM generate_series(5, 9) m
      UNION ALL VALUES ('A', 6, pg_temp.noon('2025-03-10'), 40), ('B', 8, pg_temp.noon('2025-02-01'), 20),
        ('C', 8, pg_temp.noon('2025-02-03'), 30);
    INSERT INTO footfall_store.customer_order (id, site, as_of, confirmed_at, content, generation, position,
      number, at, amount)
    SELECT 200 + row_number() OVER (ORDER BY b.number), i.id, b.at, b.at, 1, 1,
      row_number() OVER (ORDER BY b.number), b.number, b.at, b.amount
    FROM bought b, site i;
    INSERT INTO footfall_store.ledger_person (id, site, person)
    SELECT o.id, o.site, b.n
    FROM footfall_store.customer_order o JOIN site i ON i.id = o.site JOIN bought b ON b.number = o.number
    UNION ALL SELECT 160 + n, i.id, n FROM unnest(ARRAY[4, 8]) n, site i;
    INSERT INTO footfall_store.shipment (id, site, as_of, confirmed_at, content, generation, position,
      number, order_number, sent_at, delivered_at)
    SELECT 300 + v.n, i.id, v.sent_at, v.sent_at, 1, 1, v.n, 'P' || v.n, v.number, v.sent_at, v.delivered_at
    FROM site i, (VALUES (1, 'B', pg_temp.noon('2025-02-02'), pg_temp.noon('2025-02-05')),
      (2, 'B', pg_temp.noon('2025-02-02'), pg_temp.noon('2025-02-07')),
      (3, 'C', pg_temp.noon('2025-02-04'), NULL)) AS v (n, number, sent_at, delivered_at);
    INSERT INTO footfall_store.product (id, site, as_of, confirmed_at, content, generation, position,
      number, stock)
    SELECT 310, id, pg_temp.noon('2025-01-01'), pg_temp.noon('2025-01-01'), 1, 1, 1, 'thing', 5 FROM site;
    INSERT INTO footfall_store.order_line (id, site, as_of, confirmed_at, content, generation, position,
      order_number, line, product, quantity)
    SELECT 320, id, pg_temp.noon('2025-03-10'), pg_temp.noon('2025-03-10'), 1, 1, 1, 'A', '1', 'thing', 1
    FROM site;
    INSERT INTO footfall_store.cost (id, site, as_of, confirmed_at, content, generation, position, day,
      purpose, amount)
    SELECT 330 + v.n, i.id, pg_temp.noon('2025-01-01'), pg_temp.noon('2025-01-01'), 1, 1, v.n, v.day,
      'acquisition', v.amount
    FROM site i, (VALUES (1, date '2025-01-20', 30), (2, '2025-03-20', 99)) AS v (n, day, amount);
    """

  private func reasons(_ database: LoadingDatabase, asOf day: String = "2025-03-15") async throws
    -> [String]
  {
    try await database.texts(
      """
      SELECT concat_ws(' ', person, weight, reason, to_char(since AT TIME ZONE 'Europe/London', 'MM-DD'))
      FROM footfall.contact_reason('shop', '\(day) 00:00Z', NULL) ORDER BY person, weight DESC
      """)
  }

  @Test("tells each reason to be in touch, and only while it stands")
  func standing() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.story)
      let found = try await reasons(database)
      #expect(
        found == [
          "1 60 complaint open 03-01", "2 50 waits for an answer: enquiry 03-10",
          "3 40 due: call 03-14",
          "4 30 renewal due: box 04-13", "5 20 overdue by own rhythm 09-01",
          "6 10 bought for the first time: thank 03-10",
          "7 10 asked, wants news, has not ordered since 03-05",
        ])
      try await database.execute(
        """
        INSERT INTO footfall_store.case_step (contact, at, step, staff)
        SELECT id, '2025-03-11 12:00Z', 'close', '' FROM footfall_store.contact WHERE id = 101;
        INSERT INTO footfall_store.contact (id, site, person, owner, at, generation, position, direction,
          channel, topic, topic_rule, person_name, subject, excerpt, form, page_path, conversation)
        SELECT 190 + n, id, n, n, '2025-03-12Z', 1, 90 + n, 2, 2, 'enquiry', '', '', '', '', '', '', n
        FROM footfall_store.site, unnest(ARRAY[2, 6]) AS n WHERE name = 'shop';
        UPDATE footfall_store.diary_entry SET done_at = '2025-03-14Z' WHERE id = 150;
        """)
      let left = try await reasons(database)
      #expect(left.map { $0.prefix(1) } == ["4", "5", "7"])
      let past = try await reasons(database, asOf: "2025-03-11")
      #expect(past.map { $0.prefix(1) } == ["1", "2", "5", "6", "7"])
    }
  }

  @Test("an order is open until all that was sent is there, where something is to be sent")
  func progress() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.story)
      let found = try await database.texts(
        """
        SELECT concat_ws(' ', number, to_char(delivered_at, 'MM-DD'), CASE WHEN is_open THEN 'open' END)
        FROM footfall.order_progress('shop', '2025-03-15 00:00Z', NULL) ORDER BY number
        """)
      #expect(found == ["A open", "B 02-07", "C open", "O5", "O6", "O7", "O8", "O9"])
      let past = try await database.texts(
        """
        SELECT number FROM footfall.order_progress('shop', '2025-02-06 00:00Z', NULL)
        WHERE is_open ORDER BY number
        """)
      #expect(past == ["B", "C"])
    }
  }

  @Test("months since the first cost add up, and money of later is worth less")
  func balance() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.story)
      let found = try await database.texts(
        """
        SELECT concat_ws(' ', to_char(month, 'MM'), revenue, spent, net, net_so_far)
        FROM footfall.month_balance('shop', '2025-03-15 00:00Z', NULL) ORDER BY place
        """)
      #expect(found == ["01 0 30 -30 -30", "02 50 0 50 20", "03 40 0 40 60"])
      let worth = try await database.texts(
        """
        SELECT round(footfall.present_value(110, 12, 0.1), 6)::text
        UNION ALL SELECT round(footfall.present_value(7, 0, 0.1), 6)::text
        UNION ALL SELECT (footfall.present_value(-5, 30, 0.1) + footfall.present_value(5, 30, 0.1))::numeric(9, 6)::text
        """)
      #expect(worth == ["100.000000", "7.000000", "0.000000"])
    }
  }

  @Test("nine statements are told of what is stored, and one fails where it is not so")
  func quality() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.story)
      let statement = """
        SELECT coalesce(holds::text, 'none') FROM footfall.quality('shop', '2025-03-15 00:00Z')
        ORDER BY place
        """
      let before = try await database.texts(statement)
      #expect(before.count == 9)
      #expect(before[1] == "true" && before[4] == "none" && before[6] == "true")
      try await database.execute(
        """
        INSERT INTO footfall_store.dirty_day
        SELECT id, '2025-03-01', 1, 1 FROM footfall_store.site WHERE name = 'shop'
        """)
      let after = try await database.texts(statement)
      #expect(after[1] == "none" && after[6] == "false")
    }
  }
}
