import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Migrations", .database)
struct MigrationTests {
  private let library: StatementLibrary

  init() throws { library = try StatementLibrary() }

  /// What the catalog says of all tables, views, columns, indexes, functions and rights.
  private func schema(_ connection: Connection) async throws -> [String] {
    try await connection.query(
      """
      SELECT line FROM (
        SELECT format('%s.%s %s %s', n.nspname, c.relname, a.attname,
            format_type(a.atttypid, a.atttypmod)) AS line
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname LIKE 'footfall%' AND a.attnum > 0
        UNION ALL
        SELECT format('%s.%s %s %s', n.nspname, c.relname, pg_get_userbyid(c.relowner), c.relacl)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname LIKE 'footfall%'
        UNION ALL
        SELECT pg_get_functiondef(p.oid) || p.proacl::text
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname LIKE 'footfall%' AND p.prokind = 'f'
        UNION ALL
        SELECT number || name || checksum FROM footfall_store.migration) AS lines
      ORDER BY line
      """, name: "schema"
    ).map { try $0.get("line", as: String?.self) ?? "" }
  }

  @Test("an empty database gets all of them, and a second run none")
  func fresh() async throws {
    let connection = try await TestDatabase.required.connect()
    let migrator = Migrator(connection, library: library)
    let applied = try await migrator.migrate()
    #expect(applied.count >= 8)
    #expect(applied == applied.sorted())
    let before = try await schema(connection)
    #expect(try await migrator.migrate() == [])
    #expect(try await schema(connection) == before)
  }

  @Test("an edited one is refused by name, and nothing is done")
  func edited() async throws {
    let connection = try await TestDatabase.required.connect()
    let migrator = Migrator(connection, library: library)
    let names = try await migrator.migrate()
    try await connection.execute(
      "UPDATE footfall_store.migration SET checksum = checksum + 1 WHERE number = 3;"
        + "DELETE FROM footfall_store.migration WHERE number = 8", name: "edit")
    let before = try await schema(connection)
    await #expect(throws: WarehouseError.migrationEdited(names[2])) { try await migrator.migrate() }
    #expect(try await schema(connection) == before)
  }

  @Test("a newer database is refused, with both versions named")
  func newer() async throws {
    let connection = try await TestDatabase.required.connect()
    let migrator = Migrator(connection, library: library)
    let all = try await migrator.missing()
    let newest = Int32(try await migrator.migrate().count)
    #expect(all == newest)
    #expect(try await migrator.missing() == 0)
    try await connection.execute(
      "INSERT INTO footfall_store.migration VALUES (900, '0900_later', 1, now())", name: "later")
    let error = WarehouseError.databaseIsNewer(database: 900, program: newest)
    await #expect(throws: error) { try await migrator.migrate() }
    await #expect(throws: error) { try await migrator.missing() }
    #expect(error.description.contains("900") && error.description.contains("\(newest)"))
    // The lock is free again: the next migrator fails in the same way and does not wait.
    let other = try await TestDatabase.required.connect()
    await #expect(throws: error) { try await Migrator(other, library: library).migrate() }
  }

  /// Ends the connection of the migrator within the step after so many.
  private func breakAt(_ number: Int) async throws {
    let database = try TestDatabase.required
    let connection = try await database.connect(as: "postgres")
    try await connection.execute(
      """
      CREATE SCHEMA trap;
      CREATE FUNCTION trap.fall() RETURNS event_trigger LANGUAGE plpgsql
      SECURITY DEFINER AS $$
      DECLARE done bigint;
      BEGIN
        IF to_regclass('footfall_store.migration') IS NULL THEN RETURN; END IF;
        EXECUTE 'SELECT count(*) FROM footfall_store.migration' INTO done;
        IF done = \(number) THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
      END $$;
      CREATE EVENT TRIGGER trap ON ddl_command_end EXECUTE FUNCTION trap.fall();
      """, name: "trap")
    let broken = try await database.connect()
    let migrator = Migrator(broken, library: library)
    await #expect(throws: PostgresError.self) { try await migrator.migrate() }
    try await connection.execute(
      "DROP EVENT TRIGGER trap; DROP SCHEMA trap CASCADE", name: "open the trap")
    await connection.close()
  }

  private static let steps = Sources.sql.count { $0.path.contains("/Migrations/") }

  @Test(
    "killed within any step, the next run goes on there and ends like a fresh one",
    arguments: 1..<steps)
  func killed(after number: Int) async throws {
    try await breakAt(number)
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(
      "SELECT count(*) AS done FROM footfall_store.migration", name: "done")
    #expect(try rows.first?.get("done", as: Int64.self) == Int64(number))
    let rest = try await Migrator(connection, library: library).migrate()
    #expect(rest.count == Self.steps - number)
    try await TestDatabase.with { whole in
      let other = try await whole.connect()
      try await Migrator(other, library: library).migrate()
      #expect(try await schema(connection) == schema(other))
      await other.close()
    }
  }

  @Test("two at once: one applies each step, the other waits and finds nothing to do")
  func twoAtOnce() async throws {
    let database = try TestDatabase.required
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let connection = try await database.connect()
          return try await Migrator(connection, library: try StatementLibrary()).migrate()
        }
      }
      return try await group.reduce(into: [[String]]()) { $0.append($1) }
    }
    #expect(applied.filter { !$0.isEmpty }.count == 1)
    #expect(Set(applied.joined()).count == applied.joined().count)
  }
}
