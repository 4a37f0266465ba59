import Clickstream
import Foundation
import Pipeline
import Support
import Testing

@Suite("Files that fail, and clocks that jump")
struct FailingFileTests {
  private let logs: LogFolder

  init() throws { logs = try LogFolder() }

  @Test("a broken file is tried less and less often; at once when its permissions or bytes change")
  func broken() async throws {
    let bytes = LogWriter.bytes(80, 1)
    let packed = storedGzip(bytes)
    let name = "a.log.1.gz"
    try await LoadingDatabase.with { database in
      let clock = TestClock()
      let daemon = try await TestDaemon.start(database, logs.at("a.log*"), clock: clock)
      try logs.write(Array(packed.prefix(packed.count / 2)) + [1, 2, 3, 4], as: name)
      try logs.touch(name, at: clock.now.seconds - 60)
      // The first look, and those that are due, until the pauses are longer than this.
      var pauses: [Duration] = []
      for _ in 0..<9 {
        try await daemon.pass(after: 0)
        guard let due = daemon.nextDue else { break }
        let pause = due - clock.elapsed
        pauses.append(pause)
        clock.advance(seconds: Double(pause.components.seconds))
      }
      #expect(pauses == [5, 10, 20, 40, 80, 160, 320, 600, 600].map { .seconds($0) })
      clock.advance(seconds: -300)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: logs.at(name))
      try await daemon.pass(after: 0)
      #expect(daemon.nextDue == clock.elapsed + .seconds(5))
      try logs.write(packed, as: name)
      try logs.touch(name, at: clock.now.seconds - 60)
      try await daemon.pass(after: 0)
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  @Test(
    "what ingest would refuse is told with its reason, and no line of it is a reject; changed, it is read",
    arguments: [
      (Array("no line of a log\nnor this\n".utf8), "text without log lines"),
      ([0x89, 0x50, 0x4e, 0x47, 0, 0, 10, 0, 10] + [UInt8](repeating: 0, count: 99), "PNG"),
    ])
  func unrecognised(junk: [UInt8], reason: String) async throws {
    let (bytes, later) = (LogWriter.bytes(16, 1), LogWriter.bytes(24, 2))
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log*"))
      try logs.write(bytes, as: "a.log")
      try await daemon.pass()
      try logs.write(junk, as: "a.log-copy")
      try await daemon.settle()
      try await daemon.writeStatus()
      let error = daemon.state.snapshot.sources.first?.error ?? ""
      #expect(error.contains("a.log-copy: ") && error.contains(reason), "\(error)")
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      try logs.write(later, as: "a.log-copy")
      try await daemon.settle()
      try await daemon.writeStatus()
      #expect(daemon.state.snapshot.sources.first?.error == "")
      #expect(try await database.differences(fromLoading: [bytes, later]) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  @Test("a folder that is deleted and made again is followed again")
  func folder() async throws {
    let (old, new) = (LogWriter.bytes(120, 1), LogWriter.bytes(90, 2))
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("sub/a.log*"))
      try logs.write(old, as: "sub/a.log")
      try await daemon.pass()
      try logs.remove("sub")
      try await daemon.settle()
      try await daemon.writeStatus()
      try logs.write(new, as: "sub/a.log")
      try await daemon.settle()
      try await daemon.writeStatus()
      #expect(daemon.state.snapshot.sources.first?.error == "")
      #expect(try await database.differences(fromLoading: [old, new]) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  @Test("a very long line is one reject, however it comes, also after a restart within it")
  func longLine() async throws {
    let (before, after) = (LogWriter.bytes(40, 1), LogWriter.bytes(24, 2))
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 900_000)
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(
        database, logs.at("a.log"), batches: .following)
      try logs.append(before, to: "a.log")
      for part in 0..<6 {
        try logs.append(piece, to: "a.log")
        try await daemon.pass()
        if part == 3 {
          try await daemon.stop()
          daemon = try await TestDaemon.start(
            database, logs.at("a.log"), batches: .following)
        }
      }
      try logs.append([10] + after, to: "a.log")
      try await daemon.settle()
      try await database.expectBalance()
      #expect(try await Contents(of: database).count("event") == 64)
      let rejects = try await database.texts(
        """
        SELECT reason || ' ' || length || ' ' || octet_length(raw)
        FROM footfall_store.rejected_record
        """)
      #expect(rejects == ["line_too_long 5400000 4096"])
      try await daemon.stop()
    }
  }

  @Test("a wall clock that jumps loses nothing and doubles nothing", arguments: UInt64(1)...4)
  func jumps(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var files: [[UInt8]] = []
    try await LoadingDatabase.with { database in
      let clock = TestClock()
      let daemon = try await TestDaemon.start(database, logs.at("a.log*"), clock: clock)
      func jump() {
        // Never to before the lines, which would then be ahead of it.
        let days = Int64.random(in: -30...300, using: &random)
        clock.jump(seconds: LoadingDatabase.now.seconds + days * 86_400 - clock.now.seconds)
      }
      for day in 1...8 {
        let bytes = LogWriter.bytes(
          Int.random(in: 8...80, using: &random), seed * 100 + UInt64(day))
        let cut = Int.random(in: 0..<bytes.count, using: &random)
        try logs.append(Array(bytes[..<cut]), to: "a.log")
        jump()
        try await daemon.pass()
        try logs.append(Array(bytes[cut...]), to: "a.log")
        jump()
        try await daemon.pass()
        files.append(bytes)
        let name = "a.log-2025010\(day)"
        if Bool.random(using: &random) {
          try logs.rename("a.log", to: name)
        } else {
          try logs.write(storedGzip(bytes), as: "\(name).gz")
          try logs.touch("\(name).gz", at: clock.now.seconds)
          try logs.remove("a.log")
        }
        try await daemon.pass()
      }
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: files) == [])
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }
}
