import Operations
import Pipeline
import Support
import Testing
import Warehouse

@Suite("What a loader counts")
struct LoadingMetricsTests {
  @Test("lines by what became of them, batches, commits and attempts add up with what is stored")
  func counts() async throws {
    let logs = try LogFolder()
    let registry = MetricsRegistry(describing: LoadingMetrics.descriptions)
    try await LoadingDatabase.with { database in
      // One batch in three meets another transaction.
      try await database.execute(TroubleTests.failing("40001"))
      let daemon = try await TestDaemon.start(
        database, "{path: '\(logs.at("a.log"))', name: shop}", metrics: LoadingMetrics(registry))
      let bytes = LogWriter.bytes(300, 1) + Array("no line of a log\n\n".utf8)
      try logs.append(bytes, to: "a.log")
      try await daemon.pass()
      try await daemon.stop()
      let text = registry.text()
      func sum(_ name: String, _ label: String = "") -> Int64 {
        text.split(separator: "\n").filter { $0.hasPrefix("\(name){") && $0.contains(label) }
          .compactMap { $0.split(separator: " ").last.flatMap { Int64($0) } }.reduce(0, +)
      }
      for outcome in ["kept", "ignored", "rejected"] {
        let stored = try await database.texts(
          """
          SELECT coalesce(sum(lines), 0)::text FROM footfall_store.stream_tally
          WHERE outcome = '\(outcome)'
          """)
        #expect(stored == ["\(sum("footfall_lines_total", "outcome=\"\(outcome)\""))"])
      }
      #expect(sum("footfall_lines_total", "reason=\"format\"") == 1)
      #expect(sum("footfall_lines_total", "source=\"shop\"") == bytes.count { $0 == 10 })
      #expect(sum("footfall_read_bytes_total") == Int64(bytes.count))
      let (sent, committed) = (sum("footfall_batches_total"), sum("footfall_commits_total"))
      #expect(sent > 3 && sent == committed)
      #expect(sum("footfall_retries_total", "state=\"40001\"") > 0)
      #expect(text.contains("\nfootfall_commit_seconds_count \(committed)\n"))
      #expect(text.contains("\nfootfall_batches_in_flight 0\n"))
    }
  }
}
