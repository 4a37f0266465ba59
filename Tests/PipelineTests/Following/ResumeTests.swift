import Glibc
import Pipeline
import Support
import Testing

@Suite("A daemon that starts again")
struct ResumeTests {
  private let logs: LogFolder

  init() throws { logs = try LogFolder() }

  @Test(
    "goes on where the database stands, whatever its hints say",
    arguments: [
      "UPDATE footfall_store.followed_file SET position = position",
      "UPDATE footfall_store.followed_file SET position = 0, taken = 0",
      "UPDATE footfall_store.followed_file SET position = size * 9, taken = size * 9",
      "UPDATE footfall_store.followed_file SET generation = 77, state = 'read'",
      "UPDATE footfall_store.followed_file SET state = 'read', taken = size, note = ''",
      "UPDATE footfall_store.followed_file SET inode = 13 - inode, path = path || 'x'",
      """
      UPDATE footfall_store.followed_file f SET generation = (
        SELECT generation FROM footfall_store.followed_file o WHERE o.path <> f.path LIMIT 1)
      """,
      "DELETE FROM footfall_store.followed_file",
    ])
  func hints(script: String) async throws {
    let (first, second) = (LogWriter.bytes(800, 1), LogWriter.bytes(60, 2))
    let later = LogWriter.bytes(40, 3)
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at("*.log"))
      try logs.append(first, to: "a.log")
      try logs.append(second, to: "b.log")
      try await daemon.pass()
      try await daemon.stop()
      try await database.execute(script)
      try logs.append(later, to: "a.log")
      daemon = try await TestDaemon.start(database, logs.at("*.log"))
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [first + later, second]) == [])
      try await daemon.stop()
    }
  }

  @Test("start: end passes over what was there, and counts it; never what comes later")
  func startAtEnd() async throws {
    let (before, after) = (LogWriter.bytes(64, 1), LogWriter.bytes(40, 2))
    try await LoadingDatabase.with { database in
      try logs.append(before, to: "a.log")
      let input = "{path: '\(logs.at("*.log*"))', start: end}"
      var daemon = try await TestDaemon.start(database, input)
      try await daemon.pass()
      try logs.append(after, to: "a.log")
      try logs.append(LogWriter.bytes(24, 3), to: "b.log")
      try await daemon.pass()
      try await database.expectBalance()
      #expect(try await Contents(of: database).count("event") == 64)
      try await daemon.stop()
      try logs.append(LogWriter.bytes(8, 4), to: "a.log")
      try logs.append(LogWriter.bytes(8, 5), to: "c.log")
      daemon = try await TestDaemon.start(database, input)
      try await daemon.settle()
      try await database.expectBalance()
      #expect(try await Contents(of: database).count("event") == 80)
      let ignored = try await database.texts(
        "SELECT sum(ignored)::text FROM footfall.source_status")
      #expect(ignored == ["64"])
      try await daemon.stop()
    }
  }

  /// What happens to a daemon before it has passed over all that was there.
  enum Interruption: CaseIterable {
    case crashAtOnce, crash, stop, reload, startOver, packed
  }

  @Test(
    "start: end passes over what was there at first, whatever happens before it is done",
    arguments: Interruption.allCases)
  func startAtEndInterrupted(_ interruption: Interruption) async throws {
    let (before, later) = (LogWriter.bytes(400, 1), LogWriter.bytes(40, 2))
    try await LoadingDatabase.with { database in
      try logs.append(before, to: "a.log")
      let input = "{path: '\(logs.at("a.log*"))', start: end}"
      var daemon = try await TestDaemon.start(database, input)
      if interruption != .crashAtOnce { try await daemon.passBriefly(asks: 3) }
      let read = try await database.texts(
        "SELECT (coalesce(sum(read), 0) < 400)::text FROM footfall.source_status")
      #expect(read == ["true"], "nothing is left to pass over")
      switch interruption {
      case .reload: try await daemon.reload(input)
      case .startOver: daemon.startOver()
      case .crash, .crashAtOnce: try await daemon.crash()
      case .stop, .packed: try await daemon.stop()
      }
      var kept = 40
      if interruption == .packed {
        try logs.write(storedGzip(before + later), as: "a.log.1.gz")
        try logs.remove("a.log")
      } else if interruption == .crashAtOnce {
        kept = 0
        try logs.append(later, to: "a.log")
      } else {
        try logs.append(later, to: "a.log")
      }
      if ![.reload, .startOver].contains(interruption) {
        daemon = try await TestDaemon.start(database, input)
      }
      try await daemon.settle()
      try await database.expectBalance()
      #expect(try await Contents(of: database).count("event") == kept)
      let ignored = try await database.texts(
        "SELECT sum(ignored)::text FROM footfall.source_status")
      #expect(ignored == ["\(440 - kept)"])
      try await daemon.writeStatus()
      #expect(!(try await database.fileStates()).contains { $0.contains("passed over") })
      try await daemon.stop()
    }
  }

  @Test("a reload takes the last line of a file that has no name any more")
  func reloadOfGone() async throws {
    let bytes = LogWriter.bytes(40, 1, isClosed: false)
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"))
      try logs.append(bytes, to: "a.log")
      try await daemon.pass()
      try logs.remove("a.log")
      try await daemon.reload(logs.at("a.log"), logs.at("b.log"))
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  @Test(
    "rotated while it was down, what had not been read is found, whether a pattern names it or not",
    arguments: ["a.log", "*.log", "*.log*"])
  func rotatedWhileDown(pattern: String) async throws {
    let (bytes, fresh) = (LogWriter.bytes(80, 1), LogWriter.bytes(16, 2))
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at(pattern))
      try logs.append(Array(bytes.dropLast(3_000)), to: "a.log")
      try await daemon.settle()
      try await daemon.stop()
      try logs.append(Array(bytes.suffix(3_000)), to: "a.log")
      try logs.rename("a.log", to: "a.log.1")
      try logs.append(fresh, to: "a.log")
      // A rotated file of which nothing is known is none of those that a plain pattern names.
      daemon = try await TestDaemon.start(database, logs.at(pattern))
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [bytes, fresh]) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  @Test("whoever is told to end reads first what has no name any more, for nobody finds it later")
  func endOfGone() async throws {
    let bytes = LogWriter.bytes(40, 1)
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at("a.log"))
      let writer = try LogFolder.Writer(logs.at("a.log"))
      try writer.write(Array(bytes.dropLast(900)))
      try await daemon.pass()
      try writer.write(Array(bytes.suffix(900)))
      try logs.remove("a.log")
      try await daemon.stop()
      daemon = try await TestDaemon.start(database, logs.at("a.log"))
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  @Test("a file that was read to its end and has not changed is not read again")
  func unchanged() async throws {
    try await LoadingDatabase.with { database in
      try logs.write(storedGzip(LogWriter.bytes(40, 1)), as: "a.log.1.gz")
      try logs.touch("a.log.1.gz", at: 1_700_000_000)
      var daemon = try await TestDaemon.start(database, logs.at("*.gz"))
      try await daemon.settle()
      try await daemon.stop()
      // Whoever reads this finds no line of a log; nothing but reading tells it from the other.
      let size = try logs.bytes("a.log.1.gz").count
      let descriptor = unsafe open(logs.at("a.log.1.gz"), O_WRONLY | O_CLOEXEC)
      let junk = [UInt8](repeating: 0, count: size - 20)
      #expect(unsafe pwrite(descriptor, junk, junk.count, 20) == junk.count)
      close(descriptor)
      try logs.touch("a.log.1.gz", at: 1_700_000_000)
      daemon = try await TestDaemon.start(database, logs.at("*.gz"))
      try await daemon.settle()
      try await daemon.writeStatus()
      #expect(try await database.fileStates() == ["a.log.1.gz read is stored already"])
      #expect(try await Contents(of: database).count("event") == 40)
      // A change of any kind is looked at.
      try logs.touch("a.log.1.gz", at: 1_700_000_009)
      try await daemon.settle()
      try await daemon.writeStatus()
      #expect(try await database.fileStates().first?.hasPrefix("a.log.1.gz unreadable") == true)
      try await daemon.stop()
    }
  }

  @Test("a look that is broken off opens no more files, and takes none for gone")
  func brokenOff() async throws {
    let files = (1...5).map { LogWriter.bytes(30, $0) }
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at("*.log"))
      for (number, bytes) in files.enumerated() {
        try logs.append(Array(bytes.dropLast(9)), to: "\(number).log")
      }
      try await daemon.settle()
      try await daemon.stop()
      daemon = try await TestDaemon.start(database, logs.at("*.log"))
      try await daemon.passBriefly(asks: 2)
      try await daemon.writeStatus()
      #expect(try await daemon.gaps() == [])
      let open = try await database.fileStates().filter { $0.contains("following") }
      #expect(open.count == 2)
      for (number, bytes) in files.enumerated() {
        try logs.append(Array(bytes.suffix(9)), to: "\(number).log")
      }
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: files) == [])
      try await daemon.stop()
    }
  }

  @Test("a stream that was undone is passed by, under any name, before and after a restart")
  func undone() async throws {
    let (bytes, other) = (LogWriter.bytes(104, 1), LogWriter.bytes(32, 2))
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at("*.log*"))
      try logs.append(bytes, to: "a.log")
      try logs.append(other, to: "b.log")
      try await daemon.settle()
      try await daemon.stop()
      try await database.undo(logs.at("a.log"))
      try logs.append(LogWriter.bytes(10, 3), to: "a.log")
      try logs.write(storedGzip(bytes), as: "a.log.1.gz")
      daemon = try await TestDaemon.start(database, logs.at("*.log*"))
      try await daemon.settle()
      #expect(try await Contents(of: database).count("event") == 32)
      try await daemon.writeStatus()
      let states = try await database.fileStates()
      #expect(
        states.prefix(2).map { $0.split(separator: ":")[0] } == [
          "a.log passed_by was undone", "a.log.1.gz passed_by was undone",
        ])
      try await daemon.stop()
    }
  }

  @Test("other inputs after a reload: what both name goes on, what is new is read")
  func reloaded() async throws {
    let files = (1...3).map { LogWriter.bytes(40, $0) }
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"), logs.at("b.log"))
      for (name, bytes) in zip(["a", "b", "c"], files) { try logs.append(bytes, to: "\(name).log") }
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: Array(files.prefix(2))) == [])
      try await daemon.reload(logs.at("b.log"), logs.at("c.log"))
      for name in ["a", "b", "c"] { try logs.append(LogWriter.bytes(5, 9), to: "\(name).log") }
      try await daemon.settle()
      let more = LogWriter.bytes(5, 9)
      #expect(
        try await database.differences(fromLoading: [files[0], files[1] + more, files[2] + more])
          == [])
      // The other may be followed by somebody else.
      let second = try await TestDaemon.start(database, logs.at("a.log"))
      try await second.stop()
      try await daemon.stop()
    }
  }

  @Test("a file that is followed for days: what counts as too far ahead moves with the clock")
  func clock() async throws {
    let clock = TestClock()
    func line(_ seconds: Int64) -> [UInt8] {
      let day = seconds == 0 ? "15/Jun/2025:15:06:40" : "17/Jun/2025:15:06:40"
      return Array(
        "198.51.0.9 - - [\(day) +0000] \"GET /\(seconds) HTTP/1.1\" 200 9 \"-\" \"x\"\n".utf8)
    }
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"), clock: clock)
      // The clock stands at 15 June 2025, 15:06:40.
      try logs.append(line(0), to: "a.log")
      try await daemon.pass()
      try logs.append(line(1), to: "a.log")
      try await daemon.pass()
      #expect(try await Contents(of: database).count("event") == 1)
      #expect(try await Contents(of: database).count("rejected_record") == 1)
      try await daemon.pass(after: 2 * 86_400)
      try logs.append(line(2), to: "a.log")
      try await daemon.pass()
      #expect(try await Contents(of: database).count("event") == 2)
      try await daemon.stop()
    }
  }
}
