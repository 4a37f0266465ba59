import Clickstream
import LocalPostgres
import Pipeline
import PostgreSQL
import Support
import Synchronization
import Testing

/// A database that cannot be written to for a while.
@Suite("A database in trouble")
struct TroubleTests {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    var writer = LogWriter(seed: 31)
    path = try scratch.write(writer.lines(600).file(), as: "access.log")
  }

  private func clean() async throws -> Contents {
    try await LoadingDatabase.with { database in
      try await database.ingest(path)
      return try await Contents(of: database)
    }
  }

  /// Every third batch fails so when its stream is moved on.
  static func failing(_ code: String) -> String {
    """
    CREATE SEQUENCE public.moves;
    CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF nextval('public.moves') % 3 = 1 THEN
        RAISE EXCEPTION 'canary' USING ERRCODE = '\(code)';
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER fail AFTER UPDATE OF position ON footfall_store.stream
      FOR EACH ROW EXECUTE FUNCTION public.fail();
    """
  }

  @Test(
    "what passes is tried again until it is over, and loses and doubles nothing",
    arguments: ["40001", "40P01", "53100", "53200", "25006", "55P03", "57P03", "08006"])
  func passing(code: String) async throws {
    let clean = try await clean()
    try await LoadingDatabase.with { database in
      try await database.execute(Self.failing(code))
      let heard = Mutex<[String?]>([])
      let summary = try await database.ingest(
        path, batches: .tiny, away: { reason in heard.withLock { $0.append(reason) } })
      #expect(summary.failures.isEmpty)
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
      let troubles = heard.withLock { $0 }
      let reasons = troubles.compactMap(\.self)
      let isAlarm = ["53100", "25006"].contains(code)
      #expect(!isAlarm || (troubles.count > 2 && troubles.contains(nil)))
      // Messages about resources hold no data; they are shown.
      #expect(code.hasPrefix("53") || !reasons.contains { $0.contains("canary") })
      #expect(code != "53100" || reasons.contains { $0.contains("disk") })
      #expect(code != "25006" || reasons.contains { $0.contains("read-only") })
    }
  }

  @Test("what is wrong for good stops at once, and stores nothing", arguments: ["42501", "XX000"])
  func forGood(code: String) async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.failing(code))
      let error = await #expect(throws: PostgresError.self) { try await database.ingest(path) }
      #expect(error?.state?.code == code)
      #expect(try await Contents(of: database).count("event") == 0)
    }
  }

  @Test("patience ends: the error is thrown, and what was stored stays")
  func patience() async throws {
    try await LoadingDatabase.with { database in
      try await database.execute(Self.failing("53100").replacing("% 3 = 1", with: "> 4"))
      let error = await #expect(throws: PostgresError.self) {
        try await database.ingest(path, batches: .tiny, patience: 0.2)
      }
      #expect(error?.state == .diskFull)
      #expect(try await Contents(of: database).count("event") > 0)
      try await database.expectBalance()
    }
  }

  @Test("a database that is read-only for a while is waited for, as long as it takes")
  func readOnly() async throws {
    let clean = try await clean()
    try await LoadingDatabase.with { database in
      let name = database.info.database ?? ""
      try await database.execute("ALTER DATABASE \(name) SET default_transaction_read_only = on")
      let (heard, tell) = AsyncStream.makeStream(of: String?.self)
      let path = path
      let loading = Task {
        try await database.ingest(path, patience: nil, away: { tell.yield($0) })
      }
      for await reason in heard where reason != nil { break }
      try await database.execute(
        "BEGIN READ WRITE; ALTER DATABASE \(name) RESET default_transaction_read_only; COMMIT")
      _ = try await loading.value
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test("a lock that is not given in time is asked for again")
  func lockTimeout() async throws {
    let clean = try await clean()
    try await LoadingDatabase.with { database in
      let name = database.info.database ?? ""
      try await database.execute("ALTER DATABASE \(name) SET lock_timeout = '20ms'")
      let holder = try await Connection.open(database.info)
      try await holder.execute(
        "BEGIN; UPDATE footfall_store.session_lane SET revision = revision", name: "hold the lane")
      let (heard, tell) = AsyncStream.makeStream(of: String?.self)
      let path = path
      let loading = Task {
        try await database.ingest(
          path, batches: .tiny, patience: nil, away: { tell.yield($0) })
      }
      for await reason in heard {
        #expect(reason?.contains("55P03") == true)
        break
      }
      try await holder.execute("ROLLBACK", name: "let the lane go")
      await holder.close()
      _ = try await loading.value
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test(
    "a proxy that passes nothing more and closes nothing costs a moment, no line and no doubt",
    arguments: 1...4)
  func silence(commit: Int) async throws {
    let clean = try await clean()
    try await LoadingDatabase.with { database in
      var info = database.info
      let folder = try ScratchFolder()
      let proxy = try Proxy(
        folder: folder.path, upstream: info.host ?? "", .fallSilent(at: commit * 3))
      defer { proxy.stop() }
      info["host"] = proxy.folder
      let detour = LoadingDatabase(info: info, silenceLimit: .milliseconds(50))
      let summary = try await detour.ingest(path, batches: .tiny)
      #expect(summary.failures.isEmpty && proxy.strikes == 1)
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test("a private cluster that cannot be started just now is waited for, at each connection")
  func cluster() async throws {
    let clean = try await clean()
    let folder = try ScratchFolder()
    // Made by a version that is not there: what starting it throws.
    try folder.write("3\n", to: "data/PG_VERSION")
    let broken = LocalCluster(directory: folder.path)
    await #expect(throws: LocalPostgresError.self) { try await broken.start() }
    let attempts = Mutex(0)
    try await LoadingDatabase.with { database in
      try await database.ingest(
        path, batches: .tiny, patience: nil,
        connecting: {
          let attempt = attempts.withLock { attempts in
            attempts += 1
            return attempts
          }
          if attempt % 2 == 1 { try await broken.start() }
        })
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
    #expect(attempts.withLock { $0 } >= 4)
  }
}
