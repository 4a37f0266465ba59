import Foundation
import Pipeline
import Support
import Testing

@Suite("Exactly once")
struct ExactlyOnceTests {
  /// A file by its bytes, and the ways in which it comes again.
  private struct History {
    let scratch: Scratch
    let bytes: [UInt8]
    var random: SplitMix64

    /// A copy of the first `count` bytes under another name: plain, gzip, or gzip of several
    /// members.
    mutating func copy(_ count: Int) throws -> String {
      let part = bytes.prefix(count)
      let number = Int.random(in: 1...1_000_000, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: return try scratch.write(part, as: "access.log.\(number)")
      case 1: return try scratch.write(storedGzip(Array(part)), as: "copy-\(number).gz")
      default:
        let cut = Int.random(in: 0...count, using: &random)
        let members = storedGzip(Array(part[..<cut])) + storedGzip(Array(part[cut...]))
        return try scratch.write(members, as: "members-\(number).gz")
      }
    }

    /// A length that ends after the first line, mostly inside another.
    mutating func length() -> Int {
      let first = bytes.firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
      return Int.random(in: first...bytes.count, using: &random)
    }
  }

  private func file(_ random: inout SplitMix64, seed: UInt64) -> [UInt8] {
    var writer = LogWriter(seed: seed)
    let lines = writer.lines(Int.random(in: 2...900, using: &random))
    let end = Bool.random(using: &random) ? "\n" : "\r\n"
    return lines.file(end: end, isClosed: Int.random(in: 0..<4, using: &random) > 0)
  }

  @Test(
    "copies, packed copies, copies cut off and growth give what one clean load gives",
    arguments: UInt64(1)...24)
  func copies(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let bytes = file(&random, seed: seed)
    var history = History(scratch: try Scratch(), bytes: bytes, random: random)
    let whole = try history.scratch.write(bytes, as: "access.log")
    let batches = seed % 2 == 0 ? BatchSize.tiny : .standard
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(whole)
      return try await Contents(of: database)
    }
    let (same, told) = try await LoadingDatabase.with { database in
      var told: [String] = []
      func load(_ count: Int) async throws {
        told.append("\(count)")
        let summary = try await database.ingest(try history.copy(count), batches: batches)
        #expect(summary.failures.isEmpty)
      }
      for _ in 0..<Int.random(in: 0...4, using: &history.random) {
        try await load(history.length())
      }
      try await load(bytes.count)
      for _ in 0..<Int.random(in: 0...2, using: &history.random) {
        try await load(history.length())
      }
      try await load(bytes.count)
      try await database.expectBalance()
      return (try await Contents(of: database), told)
    }
    #expect(same.differences(from: clean) == [], "loaded \(told) of \(bytes.count) bytes")
  }

  @Test(
    "a file that is read while it grows gives what it gives at its end",
    arguments: UInt64(1)...16)
  func growth(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let bytes = file(&random, seed: seed)
    var history = History(scratch: try Scratch(), bytes: bytes, random: random)
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(try history.scratch.write(bytes, as: "whole.log"))
      return try await Contents(of: database)
    }
    let (grown, steps) = try await LoadingDatabase.with { database in
      var steps = (0..<8).map { _ in history.length() }.sorted()
      // The last steps lie within one line, and before its end.
      steps += [max(steps[7], bytes.count - 2), max(steps[7], bytes.count - 1), bytes.count]
      for step in steps {
        try await database.ingest(try history.scratch.write(bytes.prefix(step), as: "access.log"))
      }
      try await database.expectBalance()
      return (try await Contents(of: database), steps)
    }
    #expect(grown.differences(from: clean) == [], "grown by \(steps)")
  }
}
