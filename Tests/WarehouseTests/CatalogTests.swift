import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("The catalog of a migrated database", .database(from: .migrated))
struct CatalogTests {
  /// The rows of a query that looks for what breaks a rule.
  private func offenders(_ sql: String) async throws -> [String] {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      "SELECT footfall_store.ensure_event_partition(date '2024-02-15')", name: "partition")
    let rows = try await connection.query(sql, name: "offenders")
    return try rows.map { try $0.get(rows.columns[0].name, as: String.self) }
  }

  @Test("every table, view and column says what it is")
  func comments() async throws {
    let silent = try await offenders(
      """
      SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname IN ('footfall', 'footfall_store') AND c.relkind IN ('r', 'p', 'v', 'm')
        AND NOT c.relispartition
        AND (obj_description(c.oid, 'pg_class') IS NULL
          OR col_description(c.oid, a.attnum) IS NULL)
      UNION ALL
      SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname IN ('footfall', 'footfall_store')
        AND obj_description(p.oid, 'pg_proc') IS NULL
      """)
    #expect(silent == [])
  }

  @Test("nothing in it counts up, fires or rewrites")
  func noMachinery() async throws {
    let found = try await offenders(
      """
      SELECT relname::text FROM pg_class WHERE relkind = 'S' AND relnamespace::regnamespace::text
        LIKE 'footfall%'
      UNION ALL SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT rulename::text FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        WHERE c.relnamespace::regnamespace::text LIKE 'footfall%' AND rulename <> '_RETURN'
      UNION ALL SELECT attrelid::regclass || '.' || attname FROM pg_attribute
        WHERE attidentity <> '' AND attnum > 0
      """)
    #expect(found == [])
  }

  @Test("every unique key of events and sessions holds the visitor")
  func keys() async throws {
    let found = try await offenders(
      """
      SELECT i.indexrelid::regclass::text
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      WHERE i.indisunique AND c.relnamespace = 'footfall_store'::regnamespace
        AND (c.relname ~ '^event' OR c.relname = 'session')
        AND NOT EXISTS (
          SELECT FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attname = 'visitor' AND a.attnum = ANY (i.indkey))
      """)
    #expect(found == [])
  }

  @Test("events are partitioned by time in one level, each partition with a replica identity")
  func partitions() async throws {
    let found = try await offenders(
      """
      SELECT c.relname::text FROM pg_class c
      JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE c.relnamespace = 'footfall_store'::regnamespace AND c.relkind <> 'i'
        AND (c.relkind = 'p' OR c.relreplident <> 'f')
      """)
    #expect(found == [])
    #expect(
      try await offenders(
        "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = 'event_2024_02'")
        == ["FOR VALUES FROM ('2024-02-01 00:00:00+00') TO ('2024-03-01 00:00:00+00')"])
  }

  @Test(
    "times are timestamptz, and every table that keeps something has a primary key, but for facts")
  func types() async throws {
    let found = try await offenders(
      """
      SELECT format('%s.%s', c.relname, a.attname)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace IN ('footfall_store'::regnamespace, 'footfall'::regnamespace)
        AND a.atttypid IN ('timestamp'::regtype, 'time'::regtype, 'timetz'::regtype)
      UNION ALL
      SELECT c.relname::text FROM pg_class c
      WHERE c.relnamespace = 'footfall_store'::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relname !~ '^event' AND c.relname <> 'dirty_day' AND c.relpersistence <> 'u'
        AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
      """)
    #expect(found == [])
  }

  @Test("a fresh partition is bare, is indexed once, and is made once however many want it")
  func partitionLife() async throws {
    let database = try TestDatabase.required
    let made = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let warehouse = try await database.warehouse()
          let day = Parameter.date(unixDays: 19_750)
          let row = try await warehouse.run("ensure_partition", [day]).first
          await warehouse.close()
          return try row?.get("made") ?? false
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(made == 1)
    let warehouse = try await database.warehouse()
    #expect(try await warehouse.barePartitions() == ["event_2024_01"])
    try await warehouse.index(partition: "event_2024_01")
    #expect(try await warehouse.barePartitions() == [])
    try await warehouse.index(partition: "event_2024_01")
    for name in ["event", "event_2024_01; drop table x", "site", "../event_2024_01"] {
      await #expect(throws: PostgresError.self) { try await warehouse.index(partition: name) }
    }
  }
}
