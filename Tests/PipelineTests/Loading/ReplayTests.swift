import Foundation
import Pipeline
import PostgreSQL
import Settings
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// Reads rejects again.
  @discardableResult
  func replay(
    _ filter: Warehouse.RejectFilter = .init(), settings: String = Self.settings
  ) async throws -> RejectReplay.Summary {
    let (library, info) = (try StatementLibrary(), info)
    let replay = RejectReplay(
      configuration: try Self.configuration(settings), rules: try Self.rules.get(), now: Self.now
    ) { try await Warehouse.open(info, role: .ingest, statements: library) }
    return try await replay.run(filter)
  }
}

@Suite("Reading rejects again")
struct ReplayTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let narrow = """
    sites:
      - {name: shop, title: Shop, zone: Europe/London, hosts: [shop.example]}
    """
  private static let wide = narrow.replacing("[shop.example]", with: "[shop.example, b.example]")

  /// Lines of two hosts in one file.
  private func mixed(_ seed: UInt64) -> [UInt8] {
    var writer = LogWriter(seed: seed)
    var random = SplitMix64(seed: seed)
    return writer.lines(400).map { line in
      let host = Bool.random(using: &random) ? "shop.example:443" : "b.example:443"
      return line.isEmpty ? line : "\(host) \(line)"
    }.file()
  }

  @Test(
    "a site that is declared later gets its lines, as if it had always been there; twice adds nothing",
    arguments: UInt64(1)...4, ["keep", "count"])
  func declaredLater(seed: UInt64, assets: String) async throws {
    let path = try scratch.write(mixed(seed), as: "access.log")
    let wide = "assets: \(assets)\n" + Self.wide
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(path, settings: wide)
      return try await Contents(of: database)
    }
    try await LoadingDatabase.with { database in
      try await database.ingest(
        path, settings: "assets: \(assets)\n" + Self.narrow, batches: .tiny)
      let before = try await Contents(of: database)
      let nothing = try await database.replay(settings: "assets: \(assets)\n" + Self.narrow)
      #expect(nothing.counts.kept == 0 && nothing.counts.rejected > 100)
      #expect(try await Contents(of: database).differences(from: before) == [])
      let summary = try await database.replay(.init(reason: "unknown_host"), settings: wide)
      #expect(summary.counts.kept > 100 && summary.counts.rejected == 0 && summary.left == [])
      #expect((summary.counts.counted > 0) == (assets == "count"))
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
      let again = try await database.replay(settings: wide)
      #expect(again.counts.kept == 0 && again.counts.counted == 0)
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test("what the database refused is kept once it takes it, hits and submissions alike")
  func refused() async throws {
    var writer = LogWriter(seed: 3)
    let log = try scratch.write(writer.lines(300).file(), as: "access.log")
    let forms = (0..<30).map { number in
      #"{"time":"2025-04-01T08:15:00Z","form":"contact","page":"/","fields":"#
        + #"{"name":"P","email":"p\#(number)@mail.test.example","message":"Row \#(number)."}}"#
    }.file()
    let drop = try scratch.write(forms, as: "forms.ndjson")
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(log, drop)
      return try await Contents(of: database)
    }
    try await LoadingDatabase.with { database in
      try await database.execute(
        """
        ALTER TABLE footfall_store.event ADD CONSTRAINT c CHECK (position % 5 <> 0);
        ALTER TABLE footfall_store.page ADD CONSTRAINT c CHECK (path <> '/tickets');
        ALTER TABLE footfall_store.contact ADD CONSTRAINT c CHECK (excerpt !~ '[37]\\.$');
        """)
      try await database.ingest(log, drop)
      let still = try await database.replay(.init(reason: "database"))
      #expect(still.counts.kept == 0 && still.counts.rejected > 30)
      try await database.expectBalance()
      try await database.execute(
        """
        ALTER TABLE footfall_store.event DROP CONSTRAINT c;
        ALTER TABLE footfall_store.page DROP CONSTRAINT c;
        """)
      _ = try await database.replay(.init(source: "access.log"))
      #expect(try await database.replay().counts.rejected > 5)
      try await database.execute("ALTER TABLE footfall_store.contact DROP CONSTRAINT c")
      try await database.replay()
      try await database.expectBalance()
      // Whose they are is said by the nightly.
      try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
      let contents = try await Contents(of: database)
      #expect(contents.differences(from: clean) == [])
    }
  }

  @Test("what is cut in storage, or dropped after its time, is left, and said")
  func left() async throws {
    var writer = LogWriter(seed: 4)
    let long = String(repeating: "x", count: 9_000)
    let lines = writer.lines(60, noise: false) + [long, "no line of a log"]
    let path = try scratch.write((lines + ["cut off"]).file(isClosed: false), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path)
      let before = try await Contents(of: database)
      let summary = try await database.replay()
      #expect(summary.left.map(\.reason) == ["only its first 4 KiB are kept"])
      #expect(summary.counts.rejected == 2)
      #expect(try await Contents(of: database).differences(from: before) == [])
      try await database.execute("UPDATE footfall_store.rejected_record SET raw = ''")
      #expect(try await database.replay().left.map(\.records) == [3])
      #expect(try await Contents(of: database).differences(from: before) == [])
    }
  }

  @Test("a record of a period whose salt is destroyed is too late, and no reject any more")
  func tooLate() async throws {
    let path = try scratch.write(mixed(5), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path, settings: Self.narrow)
      try await database.execute("UPDATE footfall_store.salt SET value = NULL")
      let events = try await Contents(of: database).count("event")
      let summary = try await database.replay(settings: Self.wide)
      #expect(summary.counts.kept == 0 && summary.counts.ignored > 100)
      try await database.expectBalance()
      let late = try await database.texts(
        "SELECT lines::text FROM footfall_store.stream_tally WHERE reason = 'too_late'")
      #expect(late == ["\(summary.counts.ignored)"])
      #expect(try await Contents(of: database).count("event") == events)
    }
  }

  @Test("an open last line is read again too, and is replaced when it has grown")
  func openLine() async throws {
    let bytes = mixed(6)
    let host = [UInt8]("b.example:443 ".utf8)
    let line = [UInt8](
      #"b.example:443 192.0.2.9 - - [30/Mar/2025:08:00:00 +0000] "GET /a HTTP/1.1" 200 9 "-" "M""#
        .utf8)
    let whole = bytes + line + [UInt8](" more\n".utf8)
    #expect(line.starts(with: host))
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(whole, as: "access.log"), settings: Self.wide)
      return try await Contents(of: database)
    }
    try await LoadingDatabase.with { database in
      let path = try scratch.write(bytes + line, as: "access.log")
      try await database.ingest(path, settings: Self.narrow)
      try await database.replay(settings: Self.wide)
      try await database.expectBalance()
      let count = try await Contents(of: database).count("event")
      #expect(count == clean.count("event"))
      try scratch.write(whole, as: "access.log")
      try await database.ingest(path, settings: Self.wide)
      try await database.expectBalance()
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }
}
