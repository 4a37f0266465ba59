import Clickstream
import PostgreSQL

extension Warehouse {
  /// A message that is stored: as a contact, or as a reject.
  package struct LoadedMessage: Hashable, Sendable {
    /// Content id of its site's mail stream.
    package let stream: Int64
    /// Keyed hash of its bytes.
    package let receipt: Int64
  }

  /// Those of the messages that are stored, whatever their site.
  package func loadedMessages(_ receipts: [Int64]) async throws -> [LoadedMessage] {
    try await run("find_loaded_messages", [.int8Array(receipts)]).map {
      LoadedMessage(stream: try $0.get("generation"), receipt: try $0.get("position"))
    }
  }

  /// Whether any of the messages was taken back.
  package func hasUndone(_ receipts: [Int64]) async throws -> Bool {
    try await !run("find_undone_messages", [.int8(0), .int8Array(receipts)]).isEmpty
  }

  /// Takes messages back, within the caller's transaction.
  func undo(_ messages: [LoadedMessage]) async throws -> Undone {
    var undone = Undone()
    // In one order for all, so that two cannot wait for each other.
    for (stream, own) in Dictionary(grouping: messages, by: \.stream).sorted(by: { $0.key < $1.key }
    ) {
      try await run("lock_stream", [.int8(stream)])
      var tally = Tally()
      for row in try await run(
        "undo_messages", [.int8(stream), .int8Array(own.map(\.receipt).sorted())])
      {
        let (reason, count) = (
          try row.get("reason", as: String.self), try row.get("messages", as: Int64.self)
        )
        tally.add(reason.isEmpty ? .kept : .rejected, reason: reason, lines: -count)
        tally.add(.undone, lines: count)
        if reason.isEmpty { undone.contacts += count } else { undone.rejects += count }
      }
      try await tally.store(for: stream, in: self)
    }
    return undone
  }

  /// Receipts of the messages that were taken back and are passed by; with `forgets` none is from
  /// now on.
  func undoneReceipts(
    of messages: [Message], stream: Int64, forgets: Bool, _ tally: inout Tally
  ) async throws -> Set<Int64> {
    let parameters: [Parameter] = [.int8(stream), .int8Array(messages.map(\.receipt))]
    guard forgets else {
      return Set(try await run("find_undone_messages", parameters).map { try $0.get("position") })
    }
    tally.add(.undone, lines: -Int64(try await run("forget_undone_messages", parameters).affected))
    return []
  }
}
