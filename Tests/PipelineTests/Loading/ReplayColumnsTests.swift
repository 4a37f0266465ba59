import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

/// Rejects of logs whose lines mean what the `#Fields:` line above them says.
@Suite("Reading rejects of W3C logs again")
struct ReplayColumnsTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let narrow = """
    sites:
      - {name: shop, title: Shop, zone: Europe/London, hosts: [shop.example]}
    """
  private static let wide = narrow.replacing("[shop.example]", with: "[shop.example, b.example]")

  /// A log whose columns change places now and then, with lines of two hosts.
  private func log(_ seed: UInt64, lines: Int) -> [String] {
    var random = SplitMix64(seed: seed)
    var columns = ["date", "time", "c-ip", "cs-method", "cs-uri-stem", "sc-status", "cs(Host)"]
    var log = ["#Version: 1.0", "#Fields: " + columns.joined(separator: " ")]
    for number in 0..<lines {
      if Int.random(in: 0..<20, using: &random) == 0 {
        columns.shuffle(using: &random)
        log += ["#Version: 1.0", "#Fields: " + columns.joined(separator: " ")]
      }
      let host = Bool.random(using: &random) ? "shop.example" : "b.example"
      let minute = number % 60 < 10 ? "0\(number % 60)" : "\(number % 60)"
      let values = [
        "date": "2025-03-30", "time": "1\(number / 60):\(minute):00",
        "c-ip": "198.51.100.\(number % 9)", "cs-method": "GET", "cs-uri-stem": "/\(number)",
        "sc-status": "200", "cs(Host)": host,
      ]
      log.append(columns.compactMap { values[$0] }.joined(separator: " "))
    }
    return log
  }

  @Test(
    "each is read by the columns that held where it stands, also where the log had grown meanwhile",
    arguments: UInt64(1)...4)
  func columns(seed: UInt64) async throws {
    let lines = log(seed, lines: 240)
    let whole = lines.file()
    let clean = try await LoadingDatabase.with { [scratch] database in
      try await database.ingest(try scratch.write(whole, as: "clean.log"), settings: Self.wide)
      return try await Contents(of: database)
    }
    try await LoadingDatabase.with { [scratch] database in
      for count in [30, 31, 120, lines.count] {
        let path = try scratch.write(Array(lines[..<count]).file(), as: "clean.log")
        try await database.ingest(path, settings: Self.narrow, batches: .tiny)
      }
      let nothing = try await database.replay(settings: Self.narrow)
      #expect(nothing.counts.rejected > 60 && nothing.left == [])
      let summary = try await database.replay(.init(reason: "unknown_host"), settings: Self.wide)
      #expect(summary.counts.kept > 60 && summary.counts.rejected == 0 && summary.left == [])
      try await database.expectBalance()
      #expect(
        try await Contents(of: database).differences(
          from: clean, in: ["event", "session", "page", "rejected_record"]) == [])
    }
  }

  @Test("a log that was loaded before its columns were kept is left, with what to do")
  func former() async throws {
    try await LoadingDatabase.with { [scratch] database in
      let path = try scratch.write(log(1, lines: 40).file(), as: "a.log")
      try await database.ingest(path, settings: Self.narrow)
      try await database.execute("DELETE FROM footfall_store.stream_fields")
      let summary = try await database.replay(settings: Self.wide)
      #expect(summary.counts.kept == 0 && summary.left.count == 1)
      #expect(summary.left.first?.reason.contains("undo the file and load it") == true)
      try await database.undo(path)
      try await database.ingest(path, settings: Self.narrow, loadsUndone: true)
      #expect(try await database.replay(settings: Self.wide).counts.kept > 0)
      try await database.undo(path)
      try await database.ingest(path, settings: Self.wide, loadsUndone: true)
      let orphans = try await database.texts(
        """
        SELECT f.generation::text FROM footfall_store.stream_fields f
        WHERE NOT EXISTS (SELECT FROM footfall_store.stream t WHERE t.generation = f.generation)
        """)
      #expect(orphans == [])
    }
  }
}
