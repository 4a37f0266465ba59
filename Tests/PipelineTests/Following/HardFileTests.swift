import Clickstream
import Foundation
import Glibc
import Pipeline
import Support
import Testing

@Suite("Files that are hard to follow")
struct HardFileTests {
  private let logs: LogFolder

  init() throws { logs = try LogFolder() }

  @Test("gone before it was read: a gap of so many bytes, and an alarm is due")
  func vanished() async throws {
    let bytes = LogWriter.bytes(50, 1)
    try await LoadingDatabase.with { database in
      let clock = TestClock()
      let daemon = try await TestDaemon.start(database, logs.at("a.log*"), clock: clock)
      try logs.write(storedGzip(bytes), as: "a.log.1.gz")
      try logs.touch("a.log.1.gz", at: clock.now.seconds)
      try await daemon.pass()
      let size = try logs.bytes("a.log.1.gz").count
      try logs.remove("a.log.1.gz")
      try await daemon.settle()
      #expect(try await daemon.gaps() == ["a.log.1.gz vanished \(size)"])
      try await daemon.stop()
    }
  }

  @Test("gone while the daemon was stopped: a gap where something was left to read, or may be")
  func vanishedWhileStopped() async throws {
    let bytes = LogWriter.bytes(50, 1)
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at("*.log*"))
      try logs.append(bytes, to: "read.log.1")
      try logs.append(bytes.dropLast() + [], to: "open.log")
      try logs.append(LogWriter.bytes(20, 2) + Array("half a line".utf8), to: "half.log")
      try await daemon.settle()
      try await daemon.stop()
      for name in ["read.log.1", "half.log"] { try logs.remove(name) }
      // Its inode may go to another file.
      try logs.append(LogWriter.bytes(20, 3), to: "other.log")
      daemon = try await TestDaemon.start(database, logs.at("*.log*"))
      try await daemon.settle()
      #expect(try await daemon.gaps() == ["half.log vanished 11"])
      try await daemon.stop()
      daemon = try await TestDaemon.start(database, logs.at("*.log*"))
      try await daemon.settle()
      #expect(try await daemon.gaps().count == 1)
      try await daemon.stop()
    }
  }

  @Test("while a copy is compared with what is stored an end is heard, and other logs are read")
  func largeCopy() async throws {
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("*.log*"))
      try logs.append(LogWriter.bytes(3_200, 1), to: "big.log")
      try logs.append(LogWriter.bytes(8, 2), to: "a.log")
      try await daemon.settle()
      try logs.copy("big.log", to: "big.log.copy")
      try logs.append(LogWriter.bytes(16, 3), to: "a.log")
      func copies() async throws -> [String] {
        try await daemon.writeStatus()
        return try await database.fileStates().filter { $0.contains("copy") }
      }
      // It may be opened, and then goes on no more.
      try await daemon.look(asks: 1)
      #expect(try await copies() == ["big.log.copy waiting is looked at anew"])
      #expect(try await database.linesRead() == 3_208)
      try await daemon.look(asks: 100)
      #expect(try await copies() == ["big.log.copy read is read under another name"])
      #expect(try await database.linesRead() == 3_224)
      try await daemon.stop()
    }
  }

  @Test("gone unread and back again: once it is read it is no gap any more")
  func cameBack() async throws {
    let bytes = LogWriter.bytes(48, 1)
    try await LoadingDatabase.with { database in
      func missing() async throws -> [String] {
        try await database.texts("SELECT bytes::text FROM footfall.source_gap")
      }
      var daemon = try await TestDaemon.start(database, logs.at("*.log"))
      try logs.append(bytes.dropLast(20) + [], to: "a.log")
      try await daemon.settle()
      try await daemon.stop()
      try logs.rename("a.log", to: "aside")
      daemon = try await TestDaemon.start(database, logs.at("*.log"))
      try await daemon.settle()
      #expect(try await missing().count == 1)
      try logs.append(bytes.suffix(20) + [], to: "aside")
      try logs.rename("aside", to: "a.log")
      try await daemon.settle()
      #expect(try await missing().isEmpty)
      #expect(try await database.linesRead() == 48)
      try await daemon.stop()
    }
  }

  @Test("killed while it reads a file that was deleted and followed by one of its name: a gap")
  func killedBesideSuccessor() async throws {
    let (bytes, later) = (LogWriter.bytes(20, 1), LogWriter.bytes(30, 2))
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at("a.log"))
      try logs.append(bytes + Array("half a line".utf8), to: "a.log")
      try await daemon.pass()
      try logs.remove("a.log")
      try logs.append(later, to: "a.log")
      try await daemon.pass()
      try await daemon.writeStatus()
      #expect(
        try await database.fileStates().sorted() == [
          "a.log following ", "a.log following has this name no more; it is read to its end",
        ])
      try await daemon.crash()
      daemon = try await TestDaemon.start(database, logs.at("a.log"))
      try await daemon.settle()
      #expect(try await daemon.gaps() == ["a.log vanished 11"])
      try await daemon.writeStatus()
      #expect(try await database.fileStates() == ["a.log following "])
      #expect(try await database.differences(fromLoading: [bytes, later]) == [])
      try await daemon.stop()
    }
  }

  @Test("a last line without its end waits, is joined after a restart, and counted once")
  func partialLine() async throws {
    let bytes = LogWriter.bytes(40, 1)
    let cut = bytes.count - 30
    try await LoadingDatabase.with { database in
      var daemon = try await TestDaemon.start(database, logs.at("a.log*"))
      try logs.append(Array(bytes[..<cut]), to: "a.log")
      try await daemon.settle()
      #expect(try await Contents(of: database).count("event") == 39)
      #expect(try await Contents(of: database).count("rejected_record") == 0)
      try await daemon.stop()
      daemon = try await TestDaemon.start(database, logs.at("a.log*"))
      try await daemon.settle()
      #expect(try await Contents(of: database).count("event") == 39)
      try logs.append(Array(bytes[cut...]), to: "a.log")
      try await daemon.pass()
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      try await daemon.stop()
    }
  }

  @Test(
    "a last line without its end, rotated: after a while a record, or cut off", arguments: [1, 130])
  func finalLine(missing: Int) async throws {
    let bytes = Array(LogWriter.bytes(40, 1).dropLast(missing))
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log*"))
      try logs.append(bytes, to: "a.log")
      try await daemon.pass()
      try logs.rename("a.log", to: "a.log.1")
      try await daemon.pass()
      #expect(try await Contents(of: database).count("event") == 39)
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      let rejects = try await database.texts("SELECT reason FROM footfall.rejected_record")
      #expect(rejects == (missing == 1 ? [] : ["truncated_line"]))
      try await daemon.stop()
    }
  }

  @Test("one byte at a time: no line is taken before its end")
  func oneByte() async throws {
    let bytes = LogWriter.bytes(3, 1)
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"))
      let writer = try LogFolder.Writer(logs.at("a.log"))
      var ends = 0
      for byte in bytes {
        try writer.write([byte])
        try await daemon.pass(after: 0.001)
        if byte == 10 {
          ends += 1
          #expect(try await Contents(of: database).count("event") == ends)
        }
      }
      #expect(try await database.differences(fromLoading: [bytes]) == [])
      try await daemon.stop()
    }
  }

  @Test("links, circles of links, pipes and folders: what can be read is, the others are told of")
  func oddities() async throws {
    let files = [LogWriter.bytes(20, 1), LogWriter.bytes(30, 2), LogWriter.bytes(25, 3)]
    let elsewhere = try LogFolder()
    try elsewhere.write(files[1], as: "one")
    try elsewhere.write(files[2], as: "two")
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("*.log"))
      try logs.append(files[0], to: "a.log")
      try link("link.log", to: elsewhere.at("one"))
      try link("b.log", to: logs.at("c.log"))
      try link("c.log", to: logs.at("b.log"))
      try link("nowhere.log", to: logs.at("nothing"))
      try link("zero.log", to: "/dev/zero")
      #expect(unsafe mkfifo(logs.at("pipe.log"), 0o600) == 0)
      try FileManager.default.createDirectory(
        atPath: logs.at("folder.log"), withIntermediateDirectories: false)
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [files[0], files[1]]) == [])
      try await daemon.writeStatus()
      let error = daemon.state.snapshot.sources.first?.error ?? ""
      #expect(error.contains(logs.path))
      // A link that is pointed somewhere else.
      try logs.remove("link.log")
      try link("link.log", to: elsewhere.at("two"))
      for name in ["b.log", "c.log", "nowhere.log", "zero.log", "pipe.log"] {
        try logs.remove(name)
      }
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: files) == [])
      try await daemon.writeStatus()
      #expect(daemon.state.snapshot.sources.first?.error == "")
      #expect(try await daemon.gaps() == [])
      try await daemon.stop()
    }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: logs.at(name), withDestinationPath: target)
  }

  @Test("many empty and tiny files are read as they grow, and not opened while they do not")
  func tiny() async throws {
    let lines = (0..<150).map { LogWriter.bytes(1, UInt64($0 + 1)) }
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("*.log"))
      for number in lines.indices { try logs.append([], to: "\(number).log") }
      try await daemon.settle()
      #expect(daemon.nextDue == nil)
      for (number, line) in lines.enumerated() {
        try logs.append(Array(line.prefix(number)), to: "\(number).log")
      }
      try await daemon.settle()
      for (number, line) in lines.enumerated() {
        try logs.append(Array(line.dropFirst(number)), to: "\(number).log")
      }
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: lines) == [])
      try await daemon.stop()
    }
  }

  @Test("zero bytes where a file was cut under its writer are passed over")
  func hole() async throws {
    let (old, new) = (LogWriter.bytes(200, 1), LogWriter.bytes(50, 2))
    try await LoadingDatabase.with { database in
      let daemon = try await TestDaemon.start(database, logs.at("a.log"))
      try logs.append(old, to: "a.log")
      try await daemon.pass()
      try logs.truncate("a.log")
      let hole = [UInt8](repeating: 0, count: old.count) + new
      try logs.append(hole, to: "a.log")
      try await daemon.settle()
      #expect(try await database.differences(fromLoading: [old, hole]) == [])
      #expect(try await Contents(of: database).count("rejected_record") == 0)
      try await daemon.stop()
    }
  }
}

extension LoadingDatabase {
  /// Lines of logs, whatever became of them.
  fileprivate func linesRead() async throws -> Int {
    let lines = try await texts(
      "SELECT coalesce(sum(lines), 0)::text FROM footfall_store.stream_tally")
    return lines.first.flatMap { Int($0) } ?? 0
  }
}
