import Clickstream
import Operations
import Pipeline
import Synchronization
import Testing
import Warehouse

@Suite("Alarms of a daemon")
struct AlarmTests {
  @Test("what is up of an input that is not followed any more is taken back; the rest stays up")
  func removed() {
    let told = Mutex<[String]>([])
    let alarms = Alarms { alert, _ in
      told.withLock { $0.append("\(alert.name) \(alert.subject) \(alert.severity)") }
    }
    let now = LoadingDatabase.now
    func troubled(_ name: String) -> DaemonState.Source {
      var source = DaemonState.Source(name: name, since: now)
      source.error = "no permission"
      return source
    }
    var snapshot = DaemonState().snapshot
    snapshot.sources = ["a", "b"].map(troubled)
    alarms.consider(snapshot, [], now: now)
    alarms.database(away: "no route", now: now)
    #expect(
      told.withLock { $0 } == [
        "source_trouble a raised", "source_trouble b raised", "database_away database raised",
      ])
    told.withLock { $0 = [] }
    alarms.keep(only: ["b"], now: now)
    #expect(told.withLock { $0 } == ["source_trouble a cleared"])
    told.withLock { $0 = [] }
    alarms.keep(only: ["b"], now: now)
    #expect(told.withLock { $0 } == [])
  }

  @Test(
    "what stood before a restart is not told again, that it is over is; what came after is told",
    arguments: [true, false])
  func restart(wasUp: Bool) {
    let told = Mutex<[String]>([])
    func take() -> [String] {
      told.withLock { told in
        defer { told = [] }
        return told
      }
    }
    let alarms = Alarms { alert, _ in
      told.withLock { $0.append("\(alert.name) \(alert.severity)") }
    }
    let now = LoadingDatabase.now
    var source = DaemonState.Source(name: "a", since: now)
    source.silentAfter = 3_600
    source.lastLine = now.advanced(bySeconds: -4_000)
    alarms.recall(
      source,
      left: SourceStanding(
        since: now.advanced(bySeconds: -90_000),
        seen: now.advanced(bySeconds: wasUp ? -300 : -500), lastLine: source.lastLine,
        error: wasUp ? "no permission" : ""))
    source.error = "no permission"
    var snapshot = DaemonState().snapshot
    snapshot.sources = [source]
    alarms.consider(snapshot, [], now: now)
    #expect(take() == (wasUp ? [] : ["source_silent raised", "source_trouble raised"]))
    snapshot.sources[0].error = ""
    snapshot.sources[0].lastLine = now
    alarms.consider(snapshot, [], now: now)
    #expect(take() == ["source_silent cleared", "source_trouble cleared"])
  }

  @Test("an input of which something is left to read is not silent")
  func unread() {
    let now = LoadingDatabase.now
    var source = DaemonState.Source(name: "a", since: now.advanced(bySeconds: -4_000))
    source.silentAfter = 3_600
    #expect(source.isSilent(at: now))
    source.bytesBehind = 1
    #expect(!source.isSilent(at: now))
  }

  @Test("the last line is known after a restart; by other settings a daemon goes on counting")
  func lastLine() async throws {
    let logs = try LogFolder()
    try logs.append(LogWriter.bytes(16, 1), to: "a.log")
    try await LoadingDatabase.with { database in
      let clock = TestClock()
      var daemon = try await TestDaemon.start(database, logs.at("a.log"), clock: clock)
      func source() async throws -> DaemonState.Source {
        try await daemon.writeStatus()
        return try #require(daemon.state.snapshot.sources.first)
      }
      #expect(try await source().lastLine == nil)
      try await daemon.pass()
      let first = try await source()
      #expect(first.lines == 16 && first.lastLine == clock.now)
      try await daemon.reload("{path: \(logs.at("a.log")), silent_after: 3h}")
      try await daemon.pass(after: 60)
      var second = try await source()
      #expect(second.silentAfter == 10_800 && second.linesPerSecond < first.linesPerSecond)
      (second.silentAfter, second.linesPerSecond) = (first.silentAfter, first.linesPerSecond)
      #expect(second == first)
      try await daemon.stop()
      daemon = try await TestDaemon.start(database, logs.at("a.log"), clock: clock)
      try await daemon.pass()
      let third = try await source()
      #expect(third.lines == 0 && third.lastLine == first.lastLine)
      try await daemon.stop()
    }
  }
}
