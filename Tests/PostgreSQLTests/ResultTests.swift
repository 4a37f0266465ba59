import PostgreSQL
import Support
import Testing

@Suite("Results", .database)
struct ResultTests {
  @Test("a missing column is an error that names statement and column")
  func missingColumn() async throws {
    let connection = try await TestDatabase.required.connect()
    let result = try await connection.query("SELECT 1 AS one", name: "numbers")
    let error = #expect(throws: PostgresError.self) {
      try result.first?.get("two", as: Int64.self)
    }
    let text = try #require(error?.description)
    #expect(text.contains("numbers") && text.contains("two"))
  }

  @Test("a value of another type, or null, is an error without the value")
  func wrongType() async throws {
    let connection = try await TestDatabase.required.connect()
    let result = try await connection.query(
      "SELECT 'canary'::text AS name, NULL::int8 AS number", name: "mixed")
    let row = try #require(result.first)
    for column in ["name", "number"] {
      let error = #expect(throws: PostgresError.self) { try row.get(column, as: Int64.self) }
      #expect(error.map { "\($0)".contains("canary") } == false)
      #expect(error.map { "\($0)".contains(column) } == true)
    }
    #expect(try row.get("number", as: Int64?.self) == nil)
  }

  @Test("values whose type nobody knew come as they are")
  func values() async throws {
    let connection = try await TestDatabase.required.connect()
    let result = try await connection.query(
      """
      SELECT NULL::text, true, 7::int2, 1.5::numeric, 'x'::text, '\\x01'::bytea,
        '1970-01-01 00:00:01Z'::timestamptz, '1970-01-02'::date
      """, name: "values")
    let row = try #require(result.first)
    let found: [Value] = try (0..<8).map { try row.get(at: $0) }
    #expect(
      found == [
        .null, .bool(true), .integer(7), .number(1.5), .text("x"), .bytes([1]),
        .timestamp(Timestamp(unixMicroseconds: 1_000_000)), .day(CalendarDay(unixDays: 1)),
      ])
  }

  @Test("a statement can be described without being run")
  func describe() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      "CREATE TABLE t (a int8, b text); INSERT INTO t VALUES (1, 'x')", name: "make t")
    let found = try await connection.describe(
      "DELETE FROM t WHERE a = $1 AND b = $2 RETURNING b, a", name: "delete")
    #expect(found.parameters == [.int8, .text])
    #expect(found.columns.map(\.name) == ["b", "a"])
    #expect(found.columns.map(\.type) == [.text, .int8])
    let left = try await connection.query("SELECT count(*) n FROM t", name: "count")
    #expect(try left.first?.get("n", as: Int.self) == 1)
  }

  @Test("the number of rows touched is told")
  func affected() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE TABLE t (a int8)", name: "make t")
    let result = try await connection.query(
      "INSERT INTO t SELECT generate_series(1, $1)", name: "fill", [.int8(12)])
    #expect(result.affected == 12)
    #expect(result.isEmpty)
  }

  @Test("notices reach the closure, with their state")
  func notices() async throws {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Notice.self, bufferingPolicy: .unbounded)
    let connection = try await Connection.open(try TestDatabase.required.info) {
      continuation.yield($0)
    }
    try await connection.execute("DROP TABLE IF EXISTS nothing", name: "drop")
    let notice = await stream.first { _ in true }
    #expect(notice?.severity == "NOTICE")
    #expect(notice?.state == SQLState("00000"))
  }
}
