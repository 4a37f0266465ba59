import Foundation
import PostgreSQL
import Support
import Testing

/// A proxy that passes nothing more and closes nothing, on a socket, where there are no keepalives.
@Suite("A connection on which nothing is heard", .database, .timeLimit(.minutes(20)))
struct SilenceTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func connect(_ info: ConnectionInfo) async throws -> Connection {
    try await Connection.open(
      info, options: ConnectionOptions(silenceLimit: .milliseconds(30)))
  }

  /// A connection through a proxy that swallows from a word on.
  private func through(
    swallowing word: String, _ body: (Connection, Connection) async throws -> Void
  ) async throws {
    let direct = try await TestDatabase.required.connect()
    try await direct.execute("CREATE TABLE t (a text)", name: "make t")
    var info = try TestDatabase.required.info
    let proxy = try Proxy(
      folder: folder.path, upstream: info.host ?? "", .fallSilent(at: 1, word: word))
    defer { proxy.stop() }
    info["host"] = proxy.folder
    let connection = try await connect(info)
    try await body(connection, direct)
    #expect(proxy.strikes == 1)
    // Both sides are still open in the proxy; the server let go of all it held nevertheless.
    try await direct.execute(
      "SET lock_timeout = '20s'; BEGIN; LOCK TABLE t; COMMIT", name: "lock t")
  }

  @Test("a COMMIT that never arrives is a lost connection, and its transaction is ended")
  func commit() async throws {
    try await through(swallowing: "COMMIT\u{0}") { connection, direct in
      let error = await #expect(throws: PostgresError.self) {
        try await connection.transaction { connection in
          try await connection.query("INSERT INTO t VALUES ('x')", name: "fill")
        }
      }
      #expect(error?.isConnectionLost == true && error?.isRetryable == true)
      #expect(await connection.isOpen == false)
      let rows = try await direct.query("SELECT FROM t", name: "read")
      #expect(rows.isEmpty)
    }
  }

  @Test("so is a COPY whose rows never arrive, although the server is at it")
  func copy() async throws {
    try await through(swallowing: "canary") { connection, _ in
      let error = await #expect(throws: PostgresError.self) {
        try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)", name: "fill") { writer in
          var encoder = CopyEncoder()
          encoder.row(fields: 1)
          encoder.text("canary")
          try await writer.write(encoder.finish())
        }
      }
      #expect(error?.isConnectionLost == true)
    }
  }

  @Test("a statement that is at work, or waits for a lock, may take any time")
  func longStatements() async throws {
    let holder = try await TestDatabase.required.connect()
    try await holder.execute("CREATE TABLE t (a int8)", name: "make t")
    try await holder.execute("BEGIN; LOCK TABLE t", name: "hold the lock")
    let connection = try await connect(TestDatabase.required.info)
    #expect(try await connection.query("SELECT pg_sleep(0.5)", name: "sleep").count == 1)
    let waiting = Task {
      try await connection.query("SELECT count(*) AS n FROM t", name: "count").count
    }
    // As long as it takes until it was asked for several times; a transaction sees one picture of
    // what others do, so another connection looks.
    let watcher = try await TestDatabase.required.connect()
    var asked: Set<Int32> = []
    while asked.count < 4 {
      for row in try await watcher.query(
        """
        SELECT pid FROM pg_stat_activity
        WHERE query LIKE '%wait_event_type IS DISTINCT%' AND pid <> pg_backend_pid()
        """, name: "watch")
      {
        asked.insert(try row.get("pid"))
      }
      await lookAgain()
    }
    try await holder.execute("COMMIT", name: "let go")
    #expect(try await waiting.value == 1)
  }
}
