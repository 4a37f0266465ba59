import Clickstream
import Enrichment
import PostgreSQL

/// What became of lines: the one place where read = kept + counted + ignored + rejected is kept.
struct Tally {
  enum Outcome: String {
    case kept, counted, ignored, rejected, erased, undone, expired
  }

  private struct Key: Hashable {
    let outcome: String
    let reason: String
  }

  private var lines: [Key: Int64] = [:]

  mutating func add(_ outcome: Outcome, reason: String = "", lines count: Int64) {
    guard count != 0 else { return }
    lines[Key(outcome: outcome.rawValue, reason: reason), default: 0] += count
  }

  /// - Parameter duplicates: contacts of the batch that were stored before.
  mutating func add(_ batch: StreamBatch, duplicates: Int64) {
    add(.kept, lines: Int64(batch.eventCount + batch.contacts.count) - duplicates)
    add(.counted, lines: batch.content.counted)
    add(.erased, lines: batch.erased)
    add(.ignored, reason: "duplicate", lines: duplicates)
    for (reason, count) in batch.content.ignored {
      add(.ignored, reason: reason.rawValue, lines: count)
    }
    for reject in batch.content.rejects {
      add(.rejected, reason: reject.reason.rawValue, lines: 1)
    }
  }

  /// What a batch of one line was counted as.
  var only: (outcome: Outcome, reason: String)? {
    lines.first.flatMap { entry in
      Outcome(rawValue: entry.key.outcome).map { ($0, entry.key.reason) }
    }
  }

  /// Lines by what became of them.
  var outcomes: [Warehouse.Totals.Outcome] {
    lines.map { key, count in
      Warehouse.Totals.Outcome(name: key.outcome, reason: key.reason, lines: count)
    }
  }

  func store(for generation: Int64, in warehouse: Warehouse) async throws {
    let rows = lines.filter { $0.value != 0 }
      .sorted { ($0.key.outcome, $0.key.reason) < ($1.key.outcome, $1.key.reason) }
    guard !rows.isEmpty else { return }
    try await warehouse.run(
      "add_tally",
      [
        .int8(generation), .textArray(rows.map(\.key.outcome)),
        .textArray(rows.map(\.key.reason)), .int8Array(rows.map(\.value)),
      ])
  }
}
