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
}
