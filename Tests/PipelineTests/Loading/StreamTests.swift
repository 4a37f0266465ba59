import Pipeline
import PostgreSQL
import Support
import Testing

@Suite("Streams by content")
struct StreamTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func lines(_ count: Int, seed: UInt64, network: Int = 0) -> [String] {
    var writer = LogWriter(seed: seed, network: network)
    return writer.lines(count, noise: false)
  }

  /// Events and streams after loading these files one after the other, each twice.
  private func load(_ files: [[UInt8]]) async throws -> (events: Int, streams: Int) {
    let scratch = scratch
    return try await LoadingDatabase.with { database in
      for round in 0..<2 {
        for (index, file) in files.enumerated() {
          let path = try scratch.write(file, as: "\(round)-\(index).log")
          let summary = try await database.ingest(path, batches: .tiny)
          #expect(summary.failures.isEmpty)
        }
      }
      try await database.expectBalance()
      let contents = try await Contents(of: database)
      return (contents.count("event"), contents.count("source_status"))
    }
  }

  @Test("files that share less than 64 KiB of their beginning are two, both read whole")
  func twoStreams() async throws {
    let shared = lines(100, seed: 1)
    let first = shared + lines(60, seed: 2, network: 1)
    let second = shared + lines(70, seed: 3, network: 2)
    let found = try await load([first.file(), second.file()])
    #expect(found == (first.count + second.count, 2))
  }

  @Test("what files share from 64 KiB on counts once, also for a fork of a fork")
  func forks() async throws {
    let shared = lines(800, seed: 1)
    #expect(shared.file().count > 2 << 16)
    let branch = lines(300, seed: 2, network: 1)
    let parent = shared + lines(60, seed: 3, network: 2)
    let fork = shared + branch + lines(10, seed: 4, network: 3)
    let forkOfFork = shared + branch + lines(30, seed: 5, network: 4)
    let grown = parent + lines(20, seed: 6, network: 5)
    let files = [parent, fork, forkOfFork, grown, Array(fork.prefix(900))]
    let found = try await load(files.map { $0.file() })
    let wanted = grown.count + fork.count + forkOfFork.count - 2 * shared.count - branch.count
    #expect(found == (wanted, 3))
  }

  @Test(
    "the order in which forks and cut copies come does not change what is kept",
    arguments: UInt64(1)...6)
  func order(seed: UInt64) async throws {
    let shared = lines(500, seed: seed)
    let files = [
      shared + lines(30, seed: 50, network: 1), shared + lines(40, seed: 51, network: 2),
      lines(90, seed: 52, network: 3), Array(shared.prefix(420)),
    ].map { $0.file() }
    func contents(_ order: [Int]) async throws -> Contents {
      try await LoadingDatabase.with { database in
        for index in order {
          try await database.ingest(try scratch.write(files[index], as: "\(index).log"))
        }
        return try await Contents(of: database, .apartFromStreams)
      }
    }
    var random = SplitMix64(seed: seed)
    let kept = ["event", "session", "visitor", "page", "rejected_record"]
    let differences = try await contents(Array(files.indices.shuffled(using: &random)))
      .differences(from: try await contents(Array(files.indices)), in: kept)
    #expect(differences == [])
  }

  @Test(
    "a file that holds a stored one again counts it again and says so; other files do not",
    arguments: [16, 304, 904])
  func replays(count: Int) async throws {
    let scratch = scratch
    let log = lines(count, seed: 7)
    let header = ["#Software: x", "#Version: 1.0", Self.fields]
    func w3c(_ day: Int) -> [String] {
      header + (0..<count).map { "2025-03-\(day) 12:10:\(10 + $0 % 50) 198.51.0.9 GET /\($0) 200" }
    }
    try await LoadingDatabase.with { database in
      func note(_ file: [String], _ name: String) async throws -> String {
        let summary = try await database.ingest(try scratch.write(file.file(), as: name))
        #expect(summary.failures.isEmpty)
        return summary.inputs.map(\.note).joined()
      }
      #expect(try await note(log, "a") == "")
      #expect(try await note(log + log, "aa").contains("replay_suspect"))
      #expect(try await note(log + log, "aa again") == "already loaded")
      #expect(try await note(log + log + lines(count, seed: 8, network: 1), "ab").contains("byte"))
      #expect(try await note(w3c(10), "w") == "")
      #expect(try await note(w3c(10) + w3c(11), "w11").contains("went on"))
      #expect(try await Contents(of: database).count("event") == 5 * count)
      try await database.expectBalance()
    }
  }

  @Test("a file that goes on with one of many streams that begin alike")
  func alike() async throws {
    let shared = lines(104, seed: 1)
    let short = shared + lines(64, seed: 2, network: 2)
    let trunk = shared + lines(600, seed: 3, network: 3)
    let fork = trunk + lines(152, seed: 4, network: 4)
    let grown = trunk + lines(120, seed: 5, network: 5)
    let files = [trunk + lines(8, seed: 6, network: 6), short, fork, grown, grown + ["x"]]
    let found = try await load(files.map { $0.file() })
    // Each branch keeps what is its own, and the short one is whole.
    #expect(found == (trunk.count + 8 + short.count + 152 + 120, 4))
  }

  @Test("what is read to tell a new log from those that begin alike does not grow with their size")
  func rowsRead() async throws {
    let header = ["#Software: x", "#Version: 1.0", "#Date: 2025-03-30 00:00:00", Self.fields]
    func log(_ count: Int, _ number: Int) -> [UInt8] {
      (header
        + (0..<count).map { line in
          "2025-03-30 12:\(10 + line / 50 % 50):\(10 + line % 50) "
            + "198.51.\(number).9 GET /page/\(number)/\(line) 200"
        }).file()
    }
    func rows(_ count: Int) async throws -> Int {
      try await LoadingDatabase.with { database in
        try await database.execute(
          """
          DO $$ BEGIN
            EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database());
          END $$
          """)
        for number in 1...5 {
          try await database.ingest(try scratch.write(log(count, number), as: "\(number).log"))
        }
        func read() async throws -> Int {
          try await database.endConnections()
          let rows = try await database.texts(
            """
            SELECT (idx_tup_fetch + seq_tup_read)::text FROM pg_stat_user_tables
            WHERE relname = 'stream_block'
            """)
          return Int(rows.first ?? "") ?? 0
        }
        let before = try await read()
        let summary = try await database.ingest(try scratch.write(log(50, 6), as: "6.log"))
        #expect(summary.failures.isEmpty)
        return try await read() - before
      }
    }
    let small = try await rows(2_000)
    #expect(small > 0)
    #expect(try await rows(20_000) == small)
  }

  private static let fields = "#Fields: date time c-ip cs-method cs-uri-stem sc-status"

  @Test("a copy cut off within its first line is the whole's, before it and after it")
  func firstLine() async throws {
    let bytes = lines(40, seed: 1).file()
    let first = bytes.firstIndex(of: 10) ?? 0
    let cuts = [first, first - 1, first - 9].map { Array(bytes[..<$0]) }
    for files in [cuts.reversed() + [bytes], [bytes] + cuts, [cuts[2], bytes, cuts[1]]] {
      let found = try await load(files)
      #expect(found == (40, 1))
    }
  }

  @Test("empty files, one line, only rejects, identical lines")
  func corners() async throws {
    let line = lines(8, seed: 1)[0]
    #expect(try await load([[], []]) == (0, 0))
    #expect(try await load([[line].file()]) == (1, 1))
    #expect(try await load([[line].file(isClosed: false)]) == (1, 1))
    #expect(try await load([[line].file(isClosed: false), [line].file()]) == (1, 1))
    #expect(try await load([[line].file(), [line].file(isClosed: false)]) == (1, 1))
    #expect(try await load([Array(repeating: line, count: 700).file()]) == (700, 1))
    #expect(try await load([[line, line, line].file(end: "\r\n")]) == (3, 1))
    let future = line.replacing("/Mar/2025:", with: "/Mar/2099:")
    #expect(try await load([Array(repeating: future, count: 9).file()]) == (0, 1))
  }

  @Test("an open last line is counted as what it is, and once", arguments: ["keep", "count"])
  func openLine(assets: String) async throws {
    let line = #"198.51.0.9 - - [30/Mar/2025:08:00:00 +0000] "GET / HTTP/1.1" 200 9 "-" "x""#
    let asset = #"198.51.0.9 - - [30/Mar/2025:09:00:00 +0000] "GET /a.css HTTP/1.1" 200 9 "-" "x""#
    let bytes = [line, asset].file()
    let scratch = scratch
    let settings = "assets: \(assets)\n" + LoadingDatabase.settings
    try await LoadingDatabase.with { database in
      for end in [bytes.count - 1, bytes.count, bytes.count] {
        try await database.ingest(
          try scratch.write(bytes[..<end], as: "access.log"), settings: settings)
        try await database.expectBalance()
        let status = try await Contents(of: database).rows["source_status"]?.first ?? ""
        #expect(status.contains(#""read": 2"#))
        #expect(status.contains(assets == "count" ? #""counted": 1"# : #""kept": 2"#))
      }
    }
  }
}
