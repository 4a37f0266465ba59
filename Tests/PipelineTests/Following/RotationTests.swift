import Clickstream
import Pipeline
import Support
import Testing

@Suite("Rotation under a daemon")
struct RotationTests {
  private let logs: LogFolder
  /// What a file that is cut holds before it was looked at, then before it is cut, and after.
  private let read = LogWriter.bytes(800, 1)
  private let unread = LogWriter.bytes(90, 2)
  private let new = LogWriter.bytes(70, 3)

  init() throws { logs = try LogFolder() }

  private static let pattern = "a.log*"

  /// Lets files change under a daemon that follows those of a pattern, and ends it in order.
  private func follow(
    _ pattern: String = Self.pattern, clock: TestClock = TestClock(),
    _ body: (LoadingDatabase, TestDaemon) async throws -> Void
  ) async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at(pattern), clock: clock)
      try await body(database, daemon)
      try await daemon.stop()
    }
  }

  @Test("renamed and made anew, while the writer goes on with the old file")
  func renameAndCreate() async throws {
    let (old, late, new) = (
      LogWriter.bytes(200, 1), LogWriter.bytes(90, 2), LogWriter.bytes(120, 3)
    )
    try await follow { database, daemon in
      let writer = try LogFolder.Writer(logs.at("a.log"))
      try writer.write(old)
      try await daemon.pass()
      try logs.rename("a.log", to: "a.log.1")
      try logs.append(new, to: "a.log")
      try await daemon.pass()
      try writer.write(late)
      try await daemon.settle()
      try writer.write(LogWriter.bytes(30, 4))
      try await daemon.settle()
      let files = [old + late + LogWriter.bytes(30, 4), new]
      #expect(try await database.differences(fromLoading: files) == [])
      #expect(try await daemon.gaps() == [])
    }
  }

  @Test("renamed to where no input looks, or unlinked: read to its end by its descriptor")
  func renamedAway() async throws {
    let (old, late) = (LogWriter.bytes(100, 1), LogWriter.bytes(60, 2, isClosed: false))
    try await follow { database, daemon in
      let writer = try LogFolder.Writer(logs.at("a.log"))
      try writer.write(old)
      try await daemon.pass()
      try logs.remove("a.log")
      try await daemon.pass()
      try writer.write(late)
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [old + late]) == [])
      #expect(try await daemon.gaps() == [])
    }
  }

  @Test("twenty rotations between two looks: all are read while they exist")
  func fast() async throws {
    try await follow { database, daemon in
      try await daemon.pass()
      var files: [[UInt8]] = []
      for number in 1...20 {
        for older in stride(from: number - 2, to: 0, by: -1) {
          try logs.rename("a.log.\(older)", to: "a.log.\(older + 1)")
        }
        if number > 1 { try logs.rename("a.log", to: "a.log.1") }
        files.append(LogWriter.bytes(12, UInt64(number)))
        try logs.append(files[number - 1], to: "a.log")
        if number % 7 == 0 { try await daemon.pass() }
      }
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: files) == [])
    }
  }

  @Test("copied and cut: the copy is read from where reading stood, and the window is told of")
  func copyTruncate() async throws {
    try await follow { database, daemon in
      try logs.append(read, to: "a.log")
      try await daemon.pass()
      try logs.append(unread, to: "a.log")
      try logs.copy("a.log", to: "a.log.1")
      try logs.truncate("a.log")
      try logs.append(new, to: "a.log")
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [read + unread, new]) == [])
      #expect(try await daemon.gaps() == ["a.log truncated ?"])
    }
  }

  @Test("a copy that is seen before the cut, half made, is nobody else's")
  func slowCopy() async throws {
    try await follow { database, daemon in
      try logs.append(read, to: "a.log")
      try await daemon.pass()
      try logs.append(Array(read.prefix(90_001)), to: "a.log.1")
      try await daemon.pass()
      try logs.append(unread, to: "a.log")
      try await daemon.pass()
      try logs.append(Array((read + unread).dropFirst(90_001)), to: "a.log.1")
      try logs.truncate("a.log")
      try logs.append(new, to: "a.log")
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [read + unread, new]) == [])
    }
  }

  @Test("cut and grown past the old end before the next look")
  func regrown() async throws {
    let (old, new) = (LogWriter.bytes(60, 1), LogWriter.bytes(400, 2))
    #expect(new.count > old.count)
    try await follow { database, daemon in
      try logs.append(old, to: "a.log")
      try await daemon.pass()
      try logs.truncate("a.log")
      try logs.append(new, to: "a.log")
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [old, new]) == [])
      #expect(try await daemon.gaps() == ["a.log truncated ?"])
    }
  }

  @Test(
    "rotated while the daemon was stopped, under a pattern or beside the one file that is named",
    arguments: [true, false])
  func whileStopped(isNamed: Bool) async throws {
    let (read, unread) = (LogWriter.bytes(300, 1), LogWriter.bytes(90, 2))
    let later = [LogWriter.bytes(70, 3), LogWriter.bytes(50, 4), LogWriter.bytes(40, 5)]
    let input = logs.at(isNamed ? "a.log" : Self.pattern)
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, input)
      try logs.append(read, to: "a.log")
      try await daemon.pass()
      try await daemon.stop()
      try logs.append(unread, to: "a.log")
      let packed = storedGzip(try logs.bytes("a.log"))
      try logs.write(packed, as: "a.log.3.gz")
      try logs.remove("a.log")
      try logs.write(later[0], as: "a.log-20250614")
      try logs.write(later[1], as: "a.log.1")
      try logs.append(later[2], to: "a.log")
      daemon = try await TestDaemon.start(database, input)
      try await daemon.settle()
      // Of a file that is named alone nothing is taken that was not begun.
      let files = [read + unread, later[2]] + (isNamed ? [] : [later[0], later[1]])
      #expect(try await database.differences(fromLoading: files) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  @Test("packed while it is known: not read again, however it is packed")
  func packed() async throws {
    let bytes = LogWriter.bytes(500, 1)
    try await follow { database, daemon in
      try logs.append(bytes, to: "a.log.1")
      try await daemon.settle()
      let half = bytes.count / 2
      try logs.write(
        storedGzip(Array(bytes[..<half])) + storedGzip(Array(bytes[half...])), as: "a.log.1.gz")
      try await daemon.pass()
      try logs.remove("a.log.1")
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      #expect(try await daemon.gaps() == [])
    }
  }

  @Test("what is still being packed waits until it is whole")
  func stillPacked() async throws {
    let bytes = LogWriter.bytes(300, 1)
    let packed = storedGzip(bytes)
    let clock = TestClock()
    try await follow(clock: clock) { database, daemon in
      for end in [10, packed.count / 2, packed.count] {
        try logs.write(Array(packed[..<end]), as: "a.log.1.gz")
        try logs.touch("a.log.1.gz", at: clock.now.seconds)
        try await daemon.pass()
        #expect(try await Contents(of: database).count("event") == 0)
      }
      try await daemon.writeStatus()
      #expect(try await database.fileStates() == ["a.log.1.gz waiting is still being written"])
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      #expect(try await Contents(of: database).count("rejected_record") == 0)
    }
  }

  @Test("an inode that another file has by now is another file")
  func inodeReuse() async throws {
    let files = (1...6).map { LogWriter.bytes(30, $0) }
    try await follow("*.log.1") { database, daemon in
      for (number, file) in files.enumerated() {
        if number > 0 { try logs.remove("\(number - 1).log.1") }
        try logs.append(file, to: "\(number).log.1")
        try await daemon.settle()
      }
      #expect(try await database.differences(fromLoading: files) == [])
      #expect(try await daemon.gaps() == [])
    }
  }

  @Test("files that share less than 64 KiB are both read whole; from there on it counts once")
  func sharedBeginnings() async throws {
    let short = LogWriter.bytes(40, 1)
    let long = LogWriter.bytes(900, 2)
    #expect(short.count < 1 << 16 && long.count > 2 << 16)
    let tails = (3...6).map { LogWriter.bytes(30, $0) }
    try await follow("*.log") { database, daemon in
      for name in ["a", "b"] { try logs.append(short, to: "\(name).log") }
      for name in ["c", "d"] { try logs.append(long, to: "\(name).log") }
      try await daemon.pass()
      for (name, tail) in zip(["a", "b", "c", "d"], tails) {
        try logs.append(tail, to: "\(name).log")
        try await daemon.settle()
      }
      try await database.expectBalance()
      let (short, long) = (lines(short), lines(long))
      let found = try await Contents(of: database).count("event")
      #expect(found == 2 * short + long + tails.map(lines).reduce(0, +))
    }
  }

  private func lines(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 10 } }
}
