package import Clickstream
import PostgreSQL

extension Warehouse {
  /// A message that is stored: as a contact, or as a reject.
  package struct LoadedMessage: Hashable, Sendable {
    /// Content id of its site's mail stream.
    package let stream: Int64
    /// Id of the contact; of a reject the keyed hash of its bytes.
    package let message: Int64
    package let isReject: Bool
  }

  /// Those of the messages that are stored, whatever their site.
  ///
  /// - Parameters:
  ///   - contacts: ids of the contacts that messages make, of all copies the same.
  ///   - receipts: keyed hashes of bytes, by which messages are known that could not be read.
  package func loadedMessages(
    contacts: [Int64], receipts: [Int64]
  ) async throws -> [LoadedMessage] {
    try await run("find_loaded_messages", [.int8Array(contacts), .int8Array(receipts)]).map {
      LoadedMessage(
        stream: try $0.get("generation"), message: try $0.get("message"),
        isReject: try $0.get("is_reject"))
    }
  }

  /// Those of the messages, by ids of contacts and hashes of bytes, that were taken back.
  package func undoneMessages(among messages: [Int64]) async throws -> Set<Int64> {
    Set(try await run("find_undone_messages", [.int8Array(messages)]).map { try $0.get("message") })
  }

  /// Takes messages back, within the caller's transaction.
  func undo(_ messages: [LoadedMessage]) async throws -> Undone {
    var undone = Undone()
    let byStream = Dictionary(grouping: messages, by: \.stream).sorted { $0.key < $1.key }
    // All locks first and in one order, so that two cannot wait for each other.
    for (stream, _) in byStream { try await run("lock_stream", [.int8(stream)]) }
    for (stream, own) in byStream {
      let (rejects, contacts) = (own.filter(\.isReject), own.filter { !$0.isReject })
      var tally = Tally()
      for row in try await run(
        "undo_messages",
        [
          .int8(stream), .int8Array(contacts.map(\.message)), .int8Array(rejects.map(\.message)),
        ])
      {
        let reason: String = try row.get("reason")
        let count: Int64 = try row.get("messages")
        tally.add(reason.isEmpty ? .kept : .rejected, reason: reason, lines: -count)
        tally.add(.undone, lines: try row.get("noted"))
        if reason.isEmpty { undone.contacts += count } else { undone.rejects += count }
      }
      try await tally.store(for: stream, in: self)
    }
    return undone
  }

  /// The messages without those that were taken back; with `forgets` all, from now on.
  func passingUndone(_ messages: [Message], forgets: Bool) async throws -> [Message] {
    let known = messages.flatMap(\.undoneKeys)
    guard forgets else {
      let undone = try await undoneMessages(among: known)
      return messages.filter { undone.isDisjoint(with: $0.undoneKeys) }
    }
    for row in try await run("forget_undone_messages", [.int8Array(known)]) {
      var tally = Tally()
      tally.add(.undone, lines: -(try row.get("messages", as: Int64.self)))
      try await tally.store(for: try row.get("generation"), in: self)
    }
    return messages
  }
}

extension Warehouse.Message {
  /// By what it is known after it was taken back: by its bytes where it could not be read then, else
  /// by what its author wrote, the same of all copies.
  fileprivate var undoneKeys: [Int64] { [receipt] + (contact.map { [$0.id] } ?? []) }
}
