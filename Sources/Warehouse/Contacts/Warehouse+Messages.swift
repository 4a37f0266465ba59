package import Clickstream
package import Enrichment
import PostgreSQL

extension Warehouse {
  /// A message that was read: a contact, or a reject.
  package struct Message: Sendable {
    package var receipt: Int64
    /// Bytes of the message.
    package var length: Int64
    package var contact: Contact?
    /// What is known of it beside the contact.
    package var facts: MessageFacts?
    package var reject: RejectedRecord?

    package init(
      receipt: Int64, length: Int64, contact: Contact?, facts: MessageFacts?,
      reject: RejectedRecord?
    ) {
      self.receipt = receipt
      self.length = length
      self.contact = contact
      self.facts = facts
      self.reject = reject
    }

    /// The message as a reject, after the database refused its contact.
    ///
    /// Mail lies where it was read: its bytes are not kept.
    fileprivate func refused(_ error: PostgresError, stream: Int64) -> RejectedRecord {
      RejectedRecord(
        generation: stream, position: receipt, reason: .database, detail: error.refusal, raw: [],
        length: length)
    }
  }

  package struct MessageOutcome: Sendable, Equatable {
    package var kept: Int64 = 0
    package var rejected: Int64 = 0
    /// Loaded before, or delivered twice.
    package var known: Int64 = 0
    /// With persons who were erased.
    package var erased: Int64 = 0
    /// Taken back, and passed by.
    package var undone: Int64 = 0
    /// Known ones of which a copy came that tells them better.
    package var improved: Int64 = 0
  }

  /// Stores messages of a site, each once however often it is delivered; one transaction.
  ///
  /// - Parameters:
  ///   - stream: content id of the site's mail stream, whose tally counts them.
  ///   - loadsUndone: loads messages afresh that were taken back; else they are passed by.
  ///   - lease: the right of the daemon that read them; nil where they are loaded by hand.
  ///   - isolating: stores what the database takes, after it has refused one of them.
  /// - Throws: `WarehouseError.sourceLost` where another daemon has taken the input over.
  package func store(
    _ all: [Message], site: Int64, stream: Int64, loadsUndone: Bool = false,
    for lease: SourceLease? = nil, ids: Ids, now: Instant, isolating: Bool = false
  ) async throws -> MessageOutcome {
    guard !all.isEmpty else { return MessageOutcome() }
    let clock = Parameter.timestamptz(unixMicroseconds: now.microseconds)
    return try await connection.transaction { _ in
      if let lease { try await hold(lease) }
      try await run("create_mail_stream", [.int8(stream), .int8(site), .text("mail"), clock])
      try await run("touch_mail_stream", [.int8(stream), clock])
      var tally = Tally()
      let messages = try await passingUndone(all, forgets: loadsUndone)
      let erased = try await erasedKeys()
      var read = messages.filter { message in
        message.contact != nil && !message.isOf(erased, site: site, ids: ids)
      }
      for index in read.indices { read[index].takeOut(erased, site: site, ids: ids) }
      var rejects = messages.compactMap { $0.reject.map { erased.blanked($0, ids: ids) } }
      var outcome = MessageOutcome()
      outcome.undone = Int64(all.count - messages.count)
      outcome.erased = Int64(messages.count { $0.contact != nil } - read.count)
      var refused: Set<Int64> = []
      if isolating {
        try await run("check_at_once")
        let taken = read
        let found = try await isolate(read.count) { range in
          let stored = try await storeRead(Array(taken[range]), site: site, ids: ids)
          outcome.kept += stored.new
          outcome.improved += stored.improved
        }
        rejects += found.map { read[$0.index].refused($0.error, stream: stream) }
        refused = Set(found.map { read[$0.index].receipt })
      } else {
        (outcome.kept, outcome.improved) = try await storeRead(read, site: site, ids: ids)
      }
      // Read again by a program or a database that now takes it.
      let cured = read.map(\.receipt).filter { !refused.contains($0) }
      for row in try await run("delete_rejects", [.int8(stream), .int8Array(cured)]) {
        tally.add(.rejected, reason: try row.get("reason"), lines: -1)
      }
      for reject in rejects where try await isNew(reject, of: stream, clock) {
        outcome.rejected += 1
        tally.add(.rejected, reason: reject.reason.rawValue, lines: 1)
      }
      outcome.known = Int64(messages.count) - outcome.kept - outcome.rejected - outcome.erased
      tally.add(.kept, lines: outcome.kept)
      try await tally.store(for: stream, in: self)
      return outcome
    }
  }

  /// Stores contacts and what is known beside them; tells how many contacts were new, and how many
  /// are told better than before.
  private func storeRead(
    _ messages: [Message], site: Int64, ids: Ids
  ) async throws -> (new: Int64, improved: Int64) {
    let further = messages.flatMap { $0.facts?.recipients.dropFirst() ?? [] }
    if !further.isEmpty {
      // All at once and in one order, so that two cannot wait for each other.
      let first = messages.compactMap { $0.contact?.address }
      try await store(addresses: first + further.map(\.address), ids: ids)
    }
    let copies = messages.compactMap { message in
      message.contact.map { (contact: $0, facts: message.facts) }
    }
    // The business's own copy tells best to whom it went, and a human one whose it is.
    func rank(_ facts: MessageFacts?) -> (Int, Int16, Int) {
      (
        facts?.isOurs == true ? 0 : 1, (facts?.class ?? .human).rawValue,
        facts?.isFormMail == true ? 0 : 1
      )
    }
    // Of copies that came together the best alone.
    let best = Dictionary(grouping: copies, by: \.contact.id).compactMap { _, same in
      same.min { rank($0.facts) < rank($1.facts) }
    }.sorted { $0.contact.id < $1.contact.id }
    let stored = try await store(best.map(\.contact), site: site, ids: ids)
    let improved = try await improve(best, site: site, ids)
    try await store(
      copies.compactMap { copy in copy.facts.map { (copy.contact.id, $0) } }, site: site, ids: ids)
    return (stored, improved)
  }

  /// Lets contacts be as the better of two copies tells them, where that one came later.
  private func improve(
    _ copies: [(contact: Contact, facts: MessageFacts?)], site: Int64, _ ids: Ids
  ) async throws -> Int64 {
    guard !copies.isEmpty else { return 0 }
    let contacts = copies.map(\.contact)
    let changed = try await run(
      "improve_contacts",
      [
        .int8Array(contacts.map(\.id)), .int8Array(contacts.map { _ in site }),
        .int8Array(contacts.map { $0.address.map(ids.person) ?? 0 }),
        .int2Array(copies.map { ($0.facts?.class ?? .human).rawValue }),
        .textArray(contacts.map(\.topic)),
        .textArray(contacts.map(\.topicRule)), .float8Array(contacts.map(\.topicScore)),
        .textArray(contacts.map(\.topicRules)), .textArray(contacts.map(\.personName)),
        .textArray(contacts.map(\.subject)), .textArray(contacts.map(\.excerpt)),
        .int2Array(copies.map { $0.facts?.isFormMail == true ? 1 : 0 }),
      ]
    ).map { try $0.get("id", as: Int64.self) }
    if !changed.isEmpty { try await run("note_underived_contacts", [.int8Array(changed)]) }
    return Int64(changed.count)
  }

  /// Stores a record that could not be used; false where that is known.
  func isNew(
    _ reject: RejectedRecord, of stream: Int64, _ clock: Parameter
  ) async throws -> Bool {
    try await run(
      "insert_reject",
      [
        .int8(stream), .int8(reject.position), .text(reject.reason.rawValue),
        .text(reject.detail), .int8(reject.length), .bytea(reject.raw), clock,
      ]
    ).affected == 1
  }
}
