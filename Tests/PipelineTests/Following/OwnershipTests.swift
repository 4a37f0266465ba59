import Clickstream
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Who follows what")
struct OwnershipTests {
  private let logs: LogFolder

  init() throws { logs = try LogFolder() }

  @Test("a second daemon is refused, and told who the first is; after that one it may")
  func second() async throws {
    try await LoadingDatabase.with { database in
      let first = try await TestDaemon.start(database, logs.at("a.log"))
      let error = await #expect(throws: TryLater.self) {
        _ = try await TestDaemon.start(database, logs.at("a.log"))
      }
      #expect(error?.description.contains("process") == true)
      try await first.stop()
      let third = try await TestDaemon.start(database, logs.at("a.log"))
      try await third.stop()
    }
  }

  @Test("a daemon whose input was taken over writes nothing any more, and ends")
  func takenOver() async throws {
    try await LoadingDatabase.with { database in
      let old = try await TestDaemon.start(database, logs.at("a.log"))
      try logs.append(LogWriter.bytes(40, 1), to: "a.log")
      try await old.pass()
      // As if it were stopped: its connections are ended, and it does not know yet.
      try await database.endConnections()
      let new = try await TestDaemon.start(database, logs.at("a.log"))
      try logs.append(LogWriter.bytes(30, 2), to: "a.log")
      let error = await #expect(throws: WarehouseError.self) { try await old.pass() }
      #expect(error == .sourceLost(logs.at("a.log")))
      #expect(try await Contents(of: database).count("event") == 40)
      try await new.settle()
      let whole = LogWriter.bytes(40, 1) + LogWriter.bytes(30, 2)
      #expect(try await database.differences(fromLoading: [whole]) == [])
      try await old.crash()
      try await new.settle()
      #expect(try await database.differences(fromLoading: [whole]) == [])
    }
  }

  @Test("a file of two inputs is read once, in the first; so is its copy")
  func overlap() async throws {
    let (bytes, later) = (LogWriter.bytes(300, 1), LogWriter.bytes(50, 2))
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"), logs.at("*.log*"))
      try logs.append(bytes, to: "a.log")
      try logs.append(bytes, to: "copy.log")
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      try logs.append(later, to: "a.log")
      try await daemon.settle()
      try logs.rename("a.log", to: "a.log.1")
      try logs.append(LogWriter.bytes(20, 3), to: "a.log")
      try await daemon.settle()
      let files = [bytes + later, LogWriter.bytes(20, 3)]
      #expect(try await database.differences(fromLoading: files) == [])
      try await daemon.writeStatus()
      let sources = daemon.state.snapshot.sources
      #expect(sources.map(\.lines) == [360, 0])
      #expect(daemon.state.snapshot.sources.allSatisfy { $0.error.isEmpty })
      try await daemon.stop()
    }
  }

  @Test("two daemons whose patterns overlap: one reads the file, the other waits for it")
  func overlappingDaemons() async throws {
    let bytes = LogWriter.bytes(100, 1)
    try await LoadingDatabase.with { database in
      let first = try await TestDaemon.start(database, logs.at("a.log"))
      let second = try await TestDaemon.start(database, logs.at("*.log"))
      try logs.append(bytes, to: "a.log")
      for _ in 0..<5 {
        try await first.pass()
        try await second.pass()
      }
      try logs.append(LogWriter.bytes(60, 2), to: "a.log")
      for _ in 0..<5 {
        try await second.pass()
        try await first.pass()
      }
      let whole = bytes + LogWriter.bytes(60, 2)
      #expect(try await database.differences(fromLoading: [whole]) == [])
      try await first.stop()
      try logs.append(LogWriter.bytes(30, 3), to: "a.log")
      try await second.pass(after: 100)
      try await second.pass()
      #expect(
        try await database.differences(fromLoading: [whole + LogWriter.bytes(30, 3)]) == [])
      try await second.stop()
    }
  }

  @Test("loaded by hand meanwhile: the stream is found again where it stands by now")
  func startedOver() async throws {
    let (bytes, later) = (LogWriter.bytes(200, 1), LogWriter.bytes(90, 2))
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"))
      try logs.append(bytes, to: "a.log")
      try await daemon.pass()
      try await database.execute("UPDATE footfall_store.stream SET epoch = epoch + 1")
      try logs.append(later, to: "a.log")
      let error = await #expect(throws: WarehouseError.self) { try await daemon.pass() }
      #expect(error?.isTemporary == true)
      daemon.startOver()
      try await daemon.pass()
      #expect(try await database.differences(fromLoading: [bytes + later]) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  /// What a daemon says of an input beside its lines.
  enum Saying: CaseIterable {
    case progress, files, gone, gap, told, mail

    func say(of lease: SourceLease, in warehouse: Warehouse) async throws {
      let now = LoadingDatabase.now
      switch self {
      case .progress: try await warehouse.note(Warehouse.SourceProgress(), of: lease, now: now)
      case .files:
        let row = FollowedFileRow(
          path: "/b.log", identity: FileIdentity(device: 1, inode: 2), size: 3, modified: now)
        try await warehouse.note([row], gone: [], of: lease)
      case .gone: try await warehouse.note([], gone: [FileIdentity(device: 1, inode: 1)], of: lease)
      case .gap:
        try await warehouse.note(
          SourceGap(path: "/a.log", reason: .vanished, generation: 0, position: 0, bytes: 9),
          of: lease, now: now)
      case .told:
        let gap = SourceGap(
          path: "/c.log", reason: .vanished, generation: 0, position: 0, bytes: 9, found: now)
        try await warehouse.markTold([gap], of: lease, now: now)
      case .mail:
        let reject = RejectedRecord(
          generation: 7, position: 1, reason: .mime, detail: "", raw: [], length: 5)
        _ = try await warehouse.store(
          [.init(receipt: 1, length: 5, contact: nil, facts: nil, reject: reject)], site: 1,
          stream: 7,
          for: lease, ids: try #require(warehouse.ids), now: now)
      }
    }
  }

  @Test(
    "of an input that was taken over an old daemon says nothing more", arguments: Saying.allCases)
  func sayings(saying: Saying) async throws {
    try await LoadingDatabase.with { database in
      let warehouse = try await Warehouse.open(
        database.info, role: .ingest, statements: LoadingDatabase.library.get())
      func claim() async throws -> SourceLease {
        let claim = try await warehouse.claim(
          source: 5, name: "a", path: "/a.log", host: "h", owner: "o", now: LoadingDatabase.now)
        guard case .taken(let lease, _) = claim else { throw WarehouseError.sourceLost("") }
        return lease
      }
      let old = try await claim()
      let row = FollowedFileRow(
        path: "/a.log", identity: FileIdentity(device: 1, inode: 1), size: 1,
        modified: LoadingDatabase.now)
      try await warehouse.note([row], gone: [], of: old)
      try await warehouse.note(
        SourceGap(path: "/c.log", reason: .vanished, generation: 0, position: 0, bytes: 9),
        of: old, now: LoadingDatabase.now)
      let new = try await claim()
      let before = try await Self.state(of: database)
      let error = await #expect(throws: WarehouseError.self) {
        try await saying.say(of: old, in: warehouse)
      }
      #expect(error == .sourceLost("a"))
      #expect(try await Self.state(of: database) == before)
      try await saying.say(of: new, in: warehouse)
      #expect(try await Self.state(of: database) != before || saying == .progress)
      await warehouse.close()
    }
  }

  private static func state(of database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT s::text FROM footfall_store.source s
      UNION ALL SELECT f::text FROM footfall_store.followed_file f
      UNION ALL SELECT g::text FROM footfall_store.source_gap g
      UNION ALL SELECT r::text FROM footfall_store.rejected_record r ORDER BY 1
      """)
  }

  @Test("a lock that the server still held for a dead connection is taken when it is let go")
  func lateLock() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"))
      // Its own lock goes with its connections; another one stands for what the server keeps.
      let id = try await database.texts("SELECT id::text FROM footfall_store.source")[0]
      try await database.endConnections()
      let dead = try await Connection.open(database.info)
      try await dead.execute("SELECT pg_advisory_lock(\(id))", name: "hold the lock")
      try logs.append(LogWriter.bytes(40, 1), to: "a.log")
      try await daemon.pass()
      try await daemon.writeStatus()
      await dead.close()
      let isFollowed = "SELECT footfall.is_followed(\(id))::text"
      while try await database.texts(isFollowed) == ["true"] { await lookAgain() }
      try await daemon.writeStatus()
      #expect(try await database.texts(isFollowed) == ["true"])
      try await daemon.stop()
      #expect(try await database.texts(isFollowed) == ["false"])
      #expect(try await database.differences(fromLoading: [LogWriter.bytes(40, 1)]) == [])
    }
  }
}
