import PostgreSQL
import Support
import Testing

@Suite("Errors", .database)
struct ErrorTests {
  @Test(
    "no error repeats data",
    arguments: [
      "SELECT 'canary'::int8", "SELECT 'canary'::timestamptz", "SELECT '{canary'::int8[]",
      "INSERT INTO t VALUES ('canary')", "INSERT INTO t VALUES ('canary-short')",
      "INSERT INTO u VALUES ('canary')", "DO $$ BEGIN RAISE EXCEPTION 'canary'; END $$",
      "SELECT '{\"canary\": }'::jsonb",
    ])
  func redaction(sql: String) async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      """
      CREATE TABLE t (a text PRIMARY KEY CHECK (a <> 'canary-short'));
      INSERT INTO t VALUES ('canary');
      CREATE TABLE u (a varchar(3));
      """, name: "make tables")
    let error = await #expect(throws: PostgresError.self) {
      try await connection.query(sql, name: "wrong")
    }
    let text = try #require(error?.description)
    #expect(!text.contains("canary"))
    #expect(text.contains("wrong") && text.contains("SQLSTATE"))
    #expect(error?.state != nil)
  }

  @Test("a violated constraint is named")
  func constraint() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      "CREATE TABLE t (a int8 CONSTRAINT positive CHECK (a > 0))", name: "make t")
    let error = await #expect(throws: PostgresError.self) {
      try await connection.query("INSERT INTO t VALUES ($1)", name: "fill", [.int8(-1)])
    }
    #expect(error?.state == .checkViolation)
    #expect(error?.constraint == "positive")
    #expect(error?.table == "t")
    #expect(error?.isDataError == true)
    #expect(error?.isRetryable == false)
  }

  @Test("a mistake in a statement is told with its words and position")
  func syntax() async throws {
    let connection = try await TestDatabase.required.connect()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT nothing", name: "mistake")
    }
    #expect(error?.state == .undefinedColumn)
    #expect(error?.position == 8)
    #expect(error?.message?.contains("nothing") == true)
  }

  @Test("a class matches its states, and a state only itself")
  func matching() {
    #expect(SQLState.connectionException ~= SQLState("08006"))
    #expect(SQLState.integrityConstraintViolation ~= .uniqueViolation)
    #expect(!(SQLState.connectionException ~= SQLState("23505")))
    #expect(!(SQLState.uniqueViolation ~= .checkViolation))
  }

  @Test(
    "what may succeed later is told from what cannot",
    arguments: [
      ("08006", true), ("40001", true), ("40P01", true), ("53100", true), ("53300", true),
      ("57P01", true), ("57P03", true), ("25006", true), ("57014", false), ("22021", false),
      ("23505", false), ("42601", false), ("28P01", false), ("XX000", false),
    ])
  func retryable(code: String, expected: Bool) {
    #expect(PostgresError(state: SQLState(code), message: nil).isRetryable == expected)
  }

  @Test("a database that is not there is told by its state")
  func noDatabase() async throws {
    let info = try TestDatabase.required.info.with(database: "nowhere")
    let error = await #expect(throws: PostgresError.self) { _ = try await Connection.open(info) }
    #expect(error?.state == SQLState("3D000"))
    #expect(error?.message?.contains("nowhere") == true)
    #expect(error?.message?.contains(".c:") == false)
  }

  @Test("a server that is not there can be tried again")
  func noServer() async throws {
    let info = ConnectionInfo(host: "/nonexistent", database: "x", user: "x", password: "canary")
    let error = await #expect(throws: PostgresError.self) { _ = try await Connection.open(info) }
    #expect(error?.isRetryable == true)
    #expect(error?.isConnectionLost == true)
    #expect(error.map { "\($0)".contains("canary") } == false)
  }

  @Test("an address hides its password, also when it cannot be read")
  func addresses() throws {
    let info = try ConnectionInfo(url: "postgresql://me:canary@db.example:5433/x?sslmode=require")
    #expect("\(info)" == "postgresql://me@db.example:5433/x?sslmode=require")
    #expect(info["password"] == "canary")
    let error = #expect(throws: PostgresError.self) {
      try ConnectionInfo(url: "postgresql://me:canary@db.example:5433/x?canary=1")
    }
    #expect(error.map { "\($0)".contains("canary") } == false)
    let socket = ConnectionInfo(host: "/run/a b", database: "x", user: "me")
    #expect(try ConnectionInfo(url: "\(socket)") == socket)
  }
}
