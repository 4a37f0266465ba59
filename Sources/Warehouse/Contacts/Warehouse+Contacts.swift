package import Clickstream
package import Enrichment
import PostgreSQL

extension Warehouse {
  /// Stores contacts and their persons inside the open transaction; returns how many were new.
  func store(_ contacts: [Contact], site: Int64, ids: Ids) async throws -> Int64 {
    guard !contacts.isEmpty else { return 0 }
    let persons = contacts.map { $0.address.map(ids.person) ?? 0 }
    var addresses: [Int64: String] = [:]
    for (contact, person) in zip(contacts, persons) {
      if let address = contact.address { addresses[person] = address.normalised }
    }
    let known = addresses.sorted { $0.key < $1.key }
    let rows = [
      Parameter.int8Array(known.map(\.key)), Parameter.textArray(known.map(\.value)),
    ]
    try await run("insert_persons", rows)
    let collisions = try await run("collide_person", rows)
    if let row = collisions.first, try row.get("collisions", as: Int64.self) > 0 {
      throw WarehouseError.collision(table: "person")
    }
    let stored = try await run(
      "insert_contacts",
      [
        .int8Array(contacts.map(\.id)), .int8Array(contacts.map { _ in site }),
        .int8Array(persons),
        .timestamptzArray(unixMicroseconds: contacts.map(\.at.microseconds)),
        .int8Array(contacts.map(\.generation)), .int8Array(contacts.map(\.position)),
        .int2Array(contacts.map(\.direction.rawValue)),
        .int2Array(contacts.map(\.channel.rawValue)),
        .textArray(contacts.map(\.topic)), .textArray(contacts.map(\.topicRule)),
        .textArray(contacts.map(\.personName)), .textArray(contacts.map(\.subject)),
        .textArray(contacts.map(\.excerpt)), .textArray(contacts.map(\.form)),
        .textArray(contacts.map(\.pagePath)),
      ])
    return Int64(stored.affected)
  }

  /// A message that was read: a contact, or a reject.
  package struct Message: Sendable {
    package var receipt: Int64
    package var contact: Contact?
    package var reject: RejectedRecord?

    package init(receipt: Int64, contact: Contact?, reject: RejectedRecord?) {
      self.receipt = receipt
      self.contact = contact
      self.reject = reject
    }
  }

  package struct MessageOutcome: Sendable, Equatable {
    package var kept: Int64 = 0
    package var rejected: Int64 = 0
    /// Loaded before, or delivered twice.
    package var known: Int64 = 0
  }

  /// Stores messages of a site, each once however often it is delivered; one transaction.
  ///
  /// - Parameter stream: content id of the site's mail stream, whose tally counts them.
  package func store(
    _ messages: [Message], site: Int64, stream: Int64, ids: Ids, now: Instant
  ) async throws -> MessageOutcome {
    guard !messages.isEmpty else { return MessageOutcome() }
    let clock = Parameter.timestamptz(unixMicroseconds: now.microseconds)
    return try await connection.transaction { _ in
      try await run("create_mail_stream", [.int8(stream), .int8(site), .text("mail"), clock])
      try await run("touch_mail_stream", [.int8(stream), clock])
      var outcome = MessageOutcome()
      outcome.kept = try await store(messages.compactMap(\.contact), site: site, ids: ids)
      var tally = Tally()
      for reject in messages.compactMap(\.reject) {
        let made = try await run(
          "insert_message_reject",
          [
            .int8(stream), .int8(reject.position), .text(reject.reason.rawValue),
            .text(reject.detail), .int8(reject.length), .bytea(reject.raw), clock,
          ])
        guard made.affected == 1 else { continue }
        outcome.rejected += 1
        tally.add(.rejected, reason: reject.reason.rawValue, lines: 1)
      }
      outcome.known = Int64(messages.count) - outcome.kept - outcome.rejected
      tally.add(.kept, lines: outcome.kept)
      try await tally.store(for: stream, in: self)
      return outcome
    }
  }
}
