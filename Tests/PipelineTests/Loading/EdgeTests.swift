import Clickstream
import Pipeline
import PostgreSQL
import Support
import Synchronization
import Testing
import Warehouse

@Suite("At the edges of loading")
struct EdgeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func line(_ time: String, host: String = "") -> String {
    "\(host.isEmpty ? "" : "\(host) ")192.0.2.1 - - [\(time)] \"GET / HTTP/1.1\" 200 5 \"-\" \"M\"\n"
  }

  @Test(
    "where a zone is not whole hours from UTC, no line at a change of salts is lost",
    arguments: ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "Europe/London"])
  func changeOfSalts(zone: String) async throws {
    // Quarter by quarter over the day in which August ends everywhere.
    let lines = (0..<(4 * 36)).map { quarter in
      let minutes = quarter * 15
      let day = minutes < 1_440 ? "31/Aug" : "01/Sep"
      let hour = minutes / 60 % 24
      let text = "\(hour < 10 ? "0" : "")\(hour):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
      return line("\(day)/2024:\(text):00 +0000")
    }
    let path = try scratch.write(Array(lines.joined().utf8), as: "access.log")
    let settings = "sites:\n  - name: shop\n    title: Shop\n    zone: \(zone)\n"
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(path, settings: settings)
      #expect(summary.inputs.map(\.kept) == [Int64(lines.count)])
      #expect(summary.inputs.map(\.ignored) == [0])
    }
  }

  @Test("stopped by the user, it tells so, leaves no partition without indexes, and goes on later")
  func stopped() async throws {
    var writer = LogWriter(seed: 5)
    let path = try scratch.write(writer.lines(2_000).file(isClosed: true), as: "access.log")
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(path)
      return try await Contents(of: database)
    }
    try await LoadingDatabase.with { database in
      let running = Mutex<Task<IngestSummary, any Error>?>(nil)
      let begun = Latch()
      let task = Task {
        await begun.wait()
        return try await database.ingest(path, batches: .tiny) { _ in
          running.withLock { $0?.cancel() }
        }
      }
      running.withLock { $0 = task }
      begun.open()
      let summary = try await task.value
      #expect(summary.wasInterrupted)
      #expect(summary.totals != nil)
      #expect(summary.read < 2_000)
      let warehouse = try await Warehouse.open(
        database.info, role: .ingest, statements: try StatementLibrary())
      #expect(try await warehouse.barePartitions() == [])
      await warehouse.close()
      try await database.ingest(path, batches: .tiny)
      #expect(try await Contents(of: database).differences(from: clean) == [])
    }
  }

  @Test("a file without hosts, where there are several sites, keeps no other file from being read")
  func severalSites() async throws {
    let settings = """
      sites:
        - {name: one, title: One, zone: UTC, hosts: [one.example]}
        - {name: two, title: Two, zone: UTC, hosts: [two.example]}
      """
    let hostless = try scratch.write(
      Array(line("31/Aug/2024:10:00:00 +0000").utf8), as: "a.log")
    let named = try scratch.write(
      Array(line("31/Aug/2024:10:00:00 +0000", host: "two.example:443").utf8), as: "b.log")
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(hostless, named, settings: settings)
      #expect(summary.inputs.reduce(0) { $0 + $1.kept } == 1)
      #expect(summary.failures.map(\.path) == [hostless])
    }
  }
}
