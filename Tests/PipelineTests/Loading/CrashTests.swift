import Foundation
import Glibc
import LocalPostgres
import Pipeline
import PostgreSQL
import Support
import Synchronization
import Testing

@Suite("Loading that breaks off", .serialized)
struct CrashTests {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    var writer = LogWriter(seed: 11)
    path = try scratch.write(writer.lines(1_200).file(isClosed: false), as: "access.log")
  }

  private func clean() async throws -> Contents {
    try await LoadingDatabase.with { database in
      try await database.ingest(path)
      return try await Contents(of: database)
    }
  }

  /// Loads until it is done, whatever is done to the connections.
  private func persist(_ database: LoadingDatabase) async throws {
    var attempts = 0
    while true {
      do {
        let summary = try await database.ingest(path, batches: .tiny)
        #expect(summary.failures.isEmpty)
        return
      } catch let error as PostgresError where error.isRetryable && attempts < 20 {
        attempts += 1
      }
    }
  }

  @Test("killed at any moment and started again, it ends where a clean load does")
  func killed() async throws {
    let clean = try await clean()
    let path = path
    try await LoadingDatabase.with { database in
      var random = SystemRandomNumberGenerator()
      for _ in 0..<8 {
        let url = database.info.description
        let delay = UInt32.random(in: 20_000...600_000, using: &random)
        await #expect(processExitsWith: .signal(SIGKILL)) {
          [url = url as String, path = path as String, delay = delay as UInt32] in
          SuddenEnd.after(microseconds: delay)
          let database = LoadingDatabase(info: try ConnectionInfo(url: url))
          try await database.ingest(path, batches: .tiny)
          SuddenEnd.now()
        }
      }
      try await database.ingest(path, batches: .tiny)
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test("connections that are cut again and again lose nothing and double nothing")
  func terminated() async throws {
    let clean = try await clean()
    try await LoadingDatabase.with { database in
      let info = database.info
      let cutter = Task {
        let connection = try await Connection.open(
          info, options: ConnectionOptions(applicationName: "cutter"))
        var cuts = 0
        while cuts < 12, !Task.isCancelled {
          let rows = try await connection.query(
            """
            SELECT count(pg_terminate_backend(pid)) AS cuts FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'footfall'
              AND state <> 'idle' AND random() < 0.05
            """, name: "cut")
          cuts += try rows.first?.get("cuts") ?? 0
        }
        await connection.close()
        return cuts
      }
      try await persist(database)
      cutter.cancel()
      #expect(try await cutter.value > 0)
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test("connections that are lost at COMMIT lose nothing and double nothing")
  func lostAtCommit() async throws {
    let clean = try await clean()
    try await LoadingDatabase.with { database in
      let connection = try await Connection.open(database.info)
      // A sequence counts on where transactions are rolled back.
      try await connection.execute(
        """
        CREATE SEQUENCE public.commits;
        CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF nextval('public.commits') % 7 = 3 THEN
            PERFORM pg_terminate_backend(pg_backend_pid());
          END IF;
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON footfall_store.stream
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.cut();
        """, name: "cut at COMMIT")
      try await persist(database)
      let cuts = try await connection.query(
        "SELECT last_value AS n FROM public.commits", name: "commits")
      #expect(try (cuts.first?.get("n", as: Int.self) ?? 0) > 20)
      await connection.close()
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test("a server that stops at once and starts again loses nothing and doubles nothing")
  func serverStops() async throws {
    let clean = try await clean().count("event")
    let cluster = LocalCluster(
      directory: scratch.path + "/cluster", settings: ["fsync": "off", "autovacuum": "off"])
    let database = LoadingDatabase(info: try await cluster.start())
    try await LoadingDatabase.prepare(database.info)
    let updates = Mutex(0)
    let (stops, stop) = AsyncStream.makeStream(of: Void.self)
    let stopper = Task {
      for await _ in stops {
        guard case .running(let pid) = try await cluster.status else { continue }
        kill(pid, SIGQUIT)
        try await cluster.start()
      }
    }
    let path = path
    try await database.ingest(path, batches: .tiny) { _ in
      let count = updates.withLock { count in
        count += 1
        return count
      }
      if count % 15 == 5 { stop.yield() }
    }
    stop.finish()
    try await stopper.value
    try await database.expectBalance()
    #expect(updates.withLock { $0 } > 5)
    #expect(try await Contents(of: database).count("event") == clean)
    try await cluster.stop()
  }
}
