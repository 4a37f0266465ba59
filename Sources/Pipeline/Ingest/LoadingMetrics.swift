package import CoreMetrics
package import Operations
import PostgreSQL
import Warehouse

/// Counts what is loaded, by swift-metrics.
package struct LoadingMetrics: Sendable {
  /// What each of its metrics tells.
  package static let descriptions: [String: MetricsRegistry.Description] = [
    lines: .init("Lines and messages stored, by what became of them."),
    bytes: .init("Uncompressed bytes of what was stored."),
    batches: .init("Batches sent to the database."),
    commits: .init("Batches that were committed."),
    retries: .init("Attempts that failed and are made again, by SQLSTATE."),
    duration: .init("Time from sending a batch to its commit."),
    inFlight: .init("Batches on their way into the database."),
  ]

  private static let lines = "footfall_lines_total"
  private static let bytes = "footfall_read_bytes_total"
  private static let batches = "footfall_batches_total"
  private static let commits = "footfall_commits_total"
  private static let retries = "footfall_retries_total"
  private static let duration = "footfall_commit_seconds"
  private static let inFlight = "footfall_batches_in_flight"

  private let factory: any MetricsFactory

  /// - Parameter factory: who keeps what is counted.
  package init(_ factory: any MetricsFactory = MetricsSystem.factory) { self.factory = factory }

  func sent(_ batch: StreamBatch, inFlight count: Int) {
    counter(Self.batches, batch.lease).increment()
    queue(count)
  }

  func queue(_ count: Int) { Meter(label: Self.inFlight, factory: factory).set(count) }

  func committed(_ batch: StreamBatch, _ result: StreamLoader.Result, after time: Duration) {
    let length = batch.end.position - batch.start.position + (batch.openLine?.length ?? 0)
    let outcomes: [Outcome] = result.outcomes.map { ($0.name, $0.reason, $0.lines) }
    committed(outcomes, bytes: length, of: batch.lease, after: time)
  }

  func committed(
    _ messages: [Warehouse.Message], _ outcome: Warehouse.MessageOutcome, of lease: SourceLease?,
    after time: Duration
  ) {
    let outcomes: [Outcome] = [
      ("kept", "", outcome.kept), ("rejected", "message", outcome.rejected),
      ("ignored", "duplicate", outcome.known),
    ]
    let length = messages.reduce(0) { $0 + $1.length }
    committed(outcomes, bytes: length, of: lease, after: time)
  }

  private typealias Outcome = (name: String, reason: String, lines: Int64)

  private func committed(
    _ outcomes: [Outcome], bytes: Int64, of lease: SourceLease?, after time: Duration
  ) {
    for outcome in outcomes where outcome.lines > 0 {
      counter(Self.lines, lease, [("outcome", outcome.name), ("reason", outcome.reason)])
        .increment(by: outcome.lines)
    }
    counter(Self.bytes, lease).increment(by: bytes)
    counter(Self.commits, lease).increment()
    Timer(label: Self.duration, factory: factory).recordSeconds(Quantity.seconds(time))
  }

  func failed(_ error: PostgresError) {
    Counter(
      label: Self.retries, dimensions: [("state", error.state?.code ?? "lost")], factory: factory
    ).increment()
  }

  private func counter(
    _ label: String, _ lease: SourceLease?, _ dimensions: [(String, String)] = []
  ) -> Counter {
    Counter(
      label: label, dimensions: [("source", lease?.name ?? "")] + dimensions, factory: factory)
  }
}
