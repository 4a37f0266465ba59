import PostgreSQL
import Support
import Testing

@Suite("Transactions, cancellation, loss", .database)
struct TransactionTests {
  private struct Stopped: Error {}

  private func numbers(_ connection: Connection) async throws -> Int {
    let result = try await connection.query("SELECT count(*) n FROM t", name: "count")
    return try result.first?.get("n", as: Int.self) ?? -1
  }

  private func prepared() async throws -> Connection {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE TABLE t (a int8)", name: "make t")
    return connection
  }

  @Test("a transaction keeps its work when it returns and drops it when it throws")
  func commitAndRollback() async throws {
    let connection = try await prepared()
    try await connection.transaction { connection in
      try await connection.query("INSERT INTO t VALUES (1)", name: "one")
    }
    await #expect(throws: Stopped.self) {
      try await connection.transaction { connection in
        try await connection.query("INSERT INTO t VALUES (1)", name: "one")
        throw Stopped()
      }
    }
    #expect(try await numbers(connection) == 1)
  }

  @Test("a statement that failed cannot be followed by a silent rollback")
  func swallowedError() async throws {
    let connection = try await prepared()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.transaction { connection in
        _ = try? await connection.query("SELECT 1 / 0", name: "divide")
      }
    }
    #expect(error?.state == .inFailedTransaction)
  }

  @Test("a transaction within a transaction is refused")
  func nested() async throws {
    let connection = try await prepared()
    await #expect(throws: PostgresError.self) {
      try await connection.transaction { try await $0.transaction { _ in } }
    }
  }

  @Test("a snapshot refuses to write")
  func snapshot() async throws {
    let connection = try await prepared()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.transaction(.snapshot) {
        try await $0.query("INSERT INTO t VALUES (1)", name: "one")
      }
    }
    #expect(error?.state == .readOnlyTransaction)
  }

  /// Waits until the statement named by `mark` runs on the server.
  private func waitFor(_ mark: String, on watcher: Connection) async throws {
    while try await watcher.query(
      "SELECT FROM pg_stat_activity WHERE query LIKE $1 AND state = 'active' "
        + "AND pid <> pg_backend_pid()", name: "watch", [.text("%\(mark)%")]
    ).isEmpty {
      await lookAgain()
    }
  }

  @Test("cancelling a task cancels its statement on the server and rolls back")
  func cancellation() async throws {
    let connection = try await prepared()
    let watcher = try await TestDatabase.required.connect()
    let work = Task {
      try await connection.transaction { connection in
        try await connection.query("INSERT INTO t VALUES (1)", name: "one")
        try await connection.query("SELECT pg_sleep(600) /* sleeper */", name: "sleep")
      }
    }
    try await waitFor("/* sleeper */", on: watcher)
    work.cancel()
    await #expect(throws: CancellationError.self) { try await work.value }
    #expect(try await numbers(connection) == 0)
  }

  @Test("a statement that takes too long ends with its own state")
  func timeout() async throws {
    let connection = try await TestDatabase.required.connect(
      options: ConnectionOptions(settings: ["statement_timeout": "50ms"]))
    let error = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT pg_sleep(600)", name: "sleep")
    }
    #expect(error?.state == .queryCanceled)
    #expect(error?.isConnectionLost == false)
    #expect(try await connection.query("SELECT 1", name: "one").count == 1)
  }

  @Test("a connection that the server ends is lost, and says so from then on")
  func loss() async throws {
    let connection = try await prepared()
    let other = try await TestDatabase.required.connect()
    let pid = await connection.processID
    try await other.query("SELECT pg_terminate_backend($1, 10000)", name: "end", [.int4(pid)])
    for attempt in 1...2 {
      let error = await #expect(throws: PostgresError.self) {
        try await connection.query("SELECT 1", name: "one")
      }
      #expect(error?.isConnectionLost == true, "attempt \(attempt)")
      #expect(error?.isRetryable == true, "attempt \(attempt)")
    }
    #expect(await connection.isOpen == false)
  }

  @Test("a connection lost in the middle of a COPY is told as lost")
  func lossInCopy() async throws {
    let connection = try await prepared()
    let other = try await TestDatabase.required.connect()
    let pid = await connection.processID
    let error = await #expect(throws: PostgresError.self) {
      try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)", name: "fill") { writer in
        try await other.query("SELECT pg_terminate_backend($1, 10000)", name: "end", [.int4(pid)])
        var encoder = CopyEncoder()
        encoder.row(fields: 1)
        encoder.int8(1)
        try await writer.write(encoder.finish())
      }
    }
    #expect(error?.isConnectionLost == true)
  }

  @Test("a statement after close fails as on a lost connection")
  func closed() async throws {
    let connection = try await prepared()
    await connection.close()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT 1", name: "one")
    }
    #expect(error?.isConnectionLost == true)
  }
}
