import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Roles", .database(from: .migrated), .serialized)
struct RoleTests {
  /// A connection as a plain user who is a member of a role and of nothing else.
  private func connect(as role: String) async throws -> Connection {
    let database = try TestDatabase.required
    let user = "member_of_\(role)"
    let admin = try await database.connect(as: "postgres")
    try await admin.execute(
      """
      DO $$ BEGIN CREATE ROLE \(user) LOGIN IN ROLE \(role);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
      SELECT footfall_store.ensure_event_partition(date '2024-02-01');
      """, name: "make user")
    await admin.close()
    let connection = try await database.connect(as: user)
    try await connection.execute("SET ROLE \(role)", name: "take role")
    return connection
  }

  private func state(_ sql: String, _ connection: Connection) async -> String? {
    do {
      try await connection.execute(sql, name: "attempt")
      return nil
    } catch let error as PostgresError {
      return error.state?.code
    } catch {
      return "\(error)"
    }
  }

  /// What nobody but the owner may do.
  private static let forbiddenToAll = [
    "DROP TABLE footfall_store.event", "DROP VIEW footfall.event", "DROP SCHEMA footfall CASCADE",
    "TRUNCATE footfall_store.event", "ALTER TABLE footfall_store.event ADD COLUMN x int",
    "CREATE TABLE footfall_store.x (a int)", "CREATE TABLE footfall.x (a int)",
    "CREATE TABLE public.x (a int)", "CREATE SCHEMA x",
    "CREATE FUNCTION footfall.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION public.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE VIEW footfall.page AS SELECT 1 AS a", "CREATE ROLE x",
    "ALTER ROLE footfall_report SUPERUSER", "GRANT footfall_owner TO CURRENT_USER",
    "SET ROLE footfall_owner", "SET ROLE postgres", "SET SESSION AUTHORIZATION postgres",
    "COPY (SELECT 1) TO PROGRAM 'true'", "COPY (SELECT 1) TO '/dev/null'",
    "CREATE TEMP TABLE passwd (a text); COPY passwd FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')", "SELECT pg_ls_dir('/')", "SELECT pg_reload_conf()",
    "SELECT lo_import('/etc/passwd')", "ALTER SYSTEM SET fsync = off",
    "SET session_replication_role = replica", "SELECT * FROM pg_authid",
    "DELETE FROM footfall_store.site", "DELETE FROM footfall_store.page",
    "UPDATE footfall_store.page SET path = ''", "UPDATE footfall_store.event SET bytes = 0",
    "UPDATE footfall_store.secret SET value = ''", "DELETE FROM footfall_store.secret",
    "INSERT INTO footfall_store.secret VALUES ('a', '')", "DELETE FROM footfall_store.salt",
    "DELETE FROM footfall_store.person", "UPDATE footfall_store.rejected_record SET length = 0",
    "DELETE FROM footfall_store.migration",
    "INSERT INTO footfall_store.migration VALUES (9, '', 0, now())",
    "DELETE FROM footfall_store.dirty_day", "DROP INDEX footfall_store.contact_owner",
    "DROP TABLE footfall_store.event_2024_02", "DELETE FROM footfall_store.event_2024_02",
    "ALTER FUNCTION footfall_store.ensure_event_partition(date) SECURITY INVOKER",
    "ALTER TABLE footfall_store.event DISABLE TRIGGER ALL",
    "COMMENT ON TABLE footfall_store.event IS ''",
  ]

  /// What those who only read may not do either.
  private static let forbiddenToReaders = [
    "INSERT INTO footfall_store.page VALUES (1, 1, '/')",
    "GRANT SELECT ON footfall_store.secret TO footfall_report", "DELETE FROM footfall_store.event",
    "SELECT * FROM footfall_store.secret", "SELECT * FROM footfall_store.dirty_day",
    "SELECT value FROM footfall_store.salt", "SELECT raw FROM footfall_store.rejected_record",
    "SELECT * FROM footfall_store.event", "SELECT * FROM footfall_store.event_2024_02",
    "SELECT * FROM footfall_store.stream_block", "SELECT footfall_store.bare_event_partitions()",
    "SELECT footfall_store.ensure_event_partition(date '2024-05-01')",
    "SELECT footfall_store.index_event_partition('event_2024_02')",
    "SET ROLE footfall_ingest",
    "UPDATE footfall_store.session_lane SET revision = 0", "DELETE FROM footfall_store.stream",
  ]

  @Test(
    "what a role has no need of is refused",
    arguments: ["footfall_ingest", "footfall_report", "footfall_analyst", "footfall_web"])
  func refused(role: String) async throws {
    let connection = try await connect(as: role)
    var statements = Self.forbiddenToAll
    if role != "footfall_ingest" { statements += Self.forbiddenToReaders }
    if role == "footfall_ingest" { statements.append("SET ROLE footfall_report") }
    if role == "footfall_web" {
      statements += ["event", "session", "person", "contact", "page"].map {
        "SELECT count(*) FROM footfall.\($0)"
      }
    }
    for sql in statements {
      #expect(await state(sql, connection) == "42501", "\(sql)")
    }
    await connection.close()
  }

  @Test(
    "readers read every view",
    arguments: ["footfall_report", "footfall_analyst", "footfall_ingest"])
  func views(role: String) async throws {
    let connection = try await connect(as: role)
    for view in [
      "event", "session", "visitor", "person", "contact", "page", "rejected_record",
      "source_status",
    ] {
      #expect(await state("SELECT count(*) FROM footfall.\(view)", connection) == nil, "\(view)")
    }
    await connection.close()
  }

  @Test("the loader can run each of its statements")
  func loader() async throws {
    let connection = try await connect(as: "footfall_ingest")
    let library = try StatementLibrary()
    for name in library.names {
      let text = try library.text(name)
      let found = try await connection.describe(text, name: name)
      // Nulls for all parameters: what is wrong with them is not a matter of rights.
      let call = try await connection.describe(
        "SELECT \(found.parameters.indices.map { "$\($0 + 1)::text" }.joined(separator: ", "))",
        name: "count")
      let nulls = call.parameters.map { _ in Parameter.null }
      do {
        try await connection.query(text, name: name, nulls)
      } catch let error as PostgresError {
        #expect(error.state?.code != "42501", "\(name)")
      }
    }
    await connection.close()
  }

  @Test("no view shows raw bytes, salts or keys")
  func columns() async throws {
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(
      """
      SELECT format('%s.%s', table_name, column_name) AS name FROM information_schema.columns
      WHERE table_schema = 'footfall'
        AND (data_type = 'bytea' OR column_name ~ 'raw|salt|secret|key')
      """, name: "columns")
    #expect(try rows.map { try $0.get("name", as: String.self) } == [])
  }

  @Test("functions with their owner's rights fix their search path, and the owner cannot log in")
  func functions() async throws {
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(
      """
      SELECT p.proname::text AS name FROM pg_proc p
      WHERE p.prosecdef AND p.pronamespace::regnamespace::text LIKE 'footfall%'
        AND NOT 'search_path=pg_catalog, pg_temp' = ANY (coalesce(p.proconfig, '{}'))
      UNION ALL
      SELECT rolname::text FROM pg_roles
      WHERE rolname LIKE 'footfall\\_%'
        AND (rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
      UNION ALL
      SELECT c.relname::text FROM pg_class c
      WHERE c.relnamespace::regnamespace::text LIKE 'footfall%' AND c.relkind IN ('r', 'p', 'v')
        AND pg_get_userbyid(c.relowner) <> 'footfall_owner'
      """, name: "functions")
    #expect(try rows.map { try $0.get("name", as: String.self) } == [])
  }

  @Test("a table of the caller's cannot stand in for one that an owner's function uses")
  func shadowing() async throws {
    let connection = try await connect(as: "footfall_ingest")
    try await connection.execute(
      "CREATE TEMP TABLE pg_class (oid oid, relname name, relnamespace oid); "
        + "SET search_path = pg_temp, public", name: "shadow")
    let rows = try await connection.query(
      "SELECT footfall_store.bare_event_partitions() AS name", name: "bare")
    #expect(try rows.map { try $0.get("name", as: String.self) } == ["event_2024_02"])
    await connection.close()
  }

  @Test("migrating and loading need no superuser")
  func superuser() async throws {
    let connection = try await TestDatabase.required.connect()
    let rows = try await connection.query(
      "SELECT rolsuper AS is FROM pg_roles WHERE rolname = session_user", name: "who")
    #expect(try rows.first?.get("is", as: Bool.self) == false)
  }
}
