package import Clickstream
package import Enrichment
import PostgreSQL
import Sessions

/// Loads batches of streams: all of a batch in one transaction, or nothing.
package actor StreamLoader {
  let sessions: SessionWriter
  let ids: Ids
  private var months: Set<Int32> = []
  let refusedTexts = RefusedTexts()
  private var erased = ErasedKeys()
  /// False only in the test that shows what the lane is for.
  private let takesLane: Bool

  /// A loader that has seen nothing of the database yet.
  package init(ids: Ids, takesLane: Bool = true) {
    self.ids = ids
    self.takesLane = takesLane
    sessions = SessionWriter()
  }

  /// What a batch changed.
  package struct Result: Sendable, Equatable {
    package var events: Int64 = 0
    package var contacts: Int64 = 0
    package var rejected: Int64 = 0
    /// Lines that name persons who were erased.
    package var erased: Int64 = 0
    /// What became of its lines.
    package var outcomes: [Warehouse.Totals.Outcome] = []
    /// Texts of it were refused: whoever made the batch cannot take them for stored.
    package var hasRefusedTexts = false

    package init() {}

    /// What a batch changed that was found to be committed; contacts that were stored before are
    /// taken for new.
    package init(committed batch: StreamBatch) {
      var tally = Tally()
      tally.add(batch, duplicates: 0)
      self.init(batch, contacts: Int64(batch.contacts.count), tally)
    }

    fileprivate init(_ batch: StreamBatch, contacts: Int64, _ tally: Tally) {
      events = Int64(batch.eventCount)
      self.contacts = contacts
      rejected = Int64(batch.content.rejects.count)
      erased = batch.erased
      outcomes = tally.outcomes
    }
  }

  /// Commits a batch.
  ///
  /// Its events are sent once those of the batch before it were, which may still be on its way on
  /// another connection; that is waited for, and only then come the stream's position and the
  /// sessions.
  ///
  /// - Parameter isolating: stores what the database takes, after it has refused something of the
  ///   batch; what it refuses becomes rejects.
  /// - Throws: `WarehouseError.fenced`, `.positionMoved`, `.collision`; `PostgresError`; what the
  ///   batch before it threw. Whatever it throws, nothing of the batch is stored, but where the
  ///   connection was lost at the end: then the stream's position tells.
  package func load(
    _ batch: StreamBatch, in warehouse: Warehouse, now: Instant,
    sent: Latch = Latch(), after previous: BatchInFlight? = nil, isolating: Bool = false
  ) async throws -> Result {
    var batch = batch
    if !batch.content.events.isEmpty { batch.seal() }
    do {
      if try await warehouse.erasedCount() != erased.count {
        erased = try await warehouse.erasedKeys()
      }
      batch.takeOut(erased, ids: ids)
      let sealed = batch
      let hasRefusedTexts = try await storeTexts(of: sealed, in: warehouse, isolating: isolating)
      // Two batches that hold locks out of their order would wait for each other without end: one
      // for a lock, the other for the commit of the one before it.
      await previous?.sent.wait()
      var settled = sealed
      settled.setAside(events: refusedTexts.refusals(among: sealed.rows.events))
      let unsealed = settled
      // Months that are sealed are not made; which they are may change until the seal is held.
      try await ensurePartitions(for: unsealed.rows.months, in: warehouse)
      var pending: SessionWriter.Pending?
      var result = try await warehouse.connection.transaction { _ in
        var held = unsealed
        let writesHits = !held.rows.hits.isEmpty || held.replaced != nil
        let seal = writesHits ? try await warehouse.holdSeal() : .none
        held.takeOut(sealed: seal)
        let ready = held
        var taken = TakenBack()
        if let replaced = ready.replaced {
          // First, for its rows may have the keys of those that come now.
          _ = try await previous?.result.value
          try await lock(ready, in: warehouse)
          taken = try await takeBack(replaced, of: ready, in: warehouse)
        }
        guard !isolating else {
          return try await isolate(
            ready, after: taken, seal, now: now, in: warehouse, sent, previous, &pending)
        }
        try await warehouse.copy(ready.rows)
        try await warehouse.copy(ready.content.rejects[...], now: now)
        sent.open()
        _ = try await previous?.result.value
        try await lock(ready, in: warehouse)
        let stored = try await warehouse.store(ready.contacts, site: ready.contactSite, ids: ids)
        return try await finish(
          ready, contacts: stored, after: taken, seal, now: now, in: warehouse, &pending)
      }
      if let pending { await sessions.committed(pending) }
      result.hasRefusedTexts = hasRefusedTexts
      return result
    } catch {
      await sessions.forget()
      throw error
    }
  }

  /// Stores the texts of a batch; true if the database refused some.
  private func storeTexts(
    of batch: StreamBatch, in warehouse: Warehouse, isolating: Bool
  ) async throws -> Bool {
    guard isolating else {
      try await warehouse.storeDimensions(of: batch.content)
      refusedTexts.remove(batch.content)
      return false
    }
    let refused = try await warehouse.isolateDimensions(of: batch.content)
    refusedTexts.remove(batch.content)
    try refusedTexts.add(refused)
    return !refused.isEmpty
  }

  /// Stores of a batch what the database takes, and the rest as rejects.
  private func isolate(
    _ batch: StreamBatch, after taken: TakenBack, _ seal: Seal, now: Instant,
    in warehouse: Warehouse, _ sent: Latch, _ previous: BatchInFlight?,
    _ pending: inout SessionWriter.Pending?
  ) async throws -> Result {
    var batch = batch
    try await warehouse.run("check_at_once")
    batch.setAside(events: try await warehouse.isolateEvents(of: batch.rows))
    sent.open()
    _ = try await previous?.result.value
    try await lock(batch, in: warehouse)
    let contacts = try await warehouse.isolateContacts(
      batch.contacts, site: batch.contactSite, ids: ids)
    batch.setAside(contacts: contacts.refused)
    batch.content.rejects = try await warehouse.isolateRejects(batch.content.rejects, now: now)
    return try await finish(
      batch, contacts: contacts.stored, after: taken, seal, now: now, in: warehouse, &pending)
  }

  /// Counts the lines, writes the sessions, and moves the stream on.
  private func finish(
    _ batch: StreamBatch, contacts stored: Int64, after taken: TakenBack, _ seal: Seal,
    now: Instant,
    in warehouse: Warehouse, _ pending: inout SessionWriter.Pending?
  ) async throws -> Result {
    var tally = Tally()
    tally.add(batch, duplicates: Int64(batch.contacts.count) - stored)
    let result = Result(batch, contacts: stored, tally)
    if !batch.rows.hits.isEmpty || !taken.rebuilding.isEmpty {
      pending = try await sessions.write(
        batch.rows.hits, rebuilding: taken.rebuilding, source: batch.generation,
        batch: batch.start.position, seal: seal, in: warehouse, takingLane: takesLane)
    }
    var open = batch.openLine
    if let only = tally.only {
      open?.outcome = only.outcome
      open?.reason = only.reason
    }
    if let line = taken.line { tally.add(line.outcome, reason: line.reason, lines: -1) }
    try await tally.store(for: batch.generation, in: warehouse)
    try await advance(batch, leaving: open, now: now, in: warehouse)
    return result
  }

  /// Locks the stream and compares position and owner.
  private func lock(_ batch: StreamBatch, in warehouse: Warehouse) async throws {
    if let lease = batch.lease { try await warehouse.hold(lease) }
    let row = try await warehouse.standing(of: batch.generation)
    guard let row, row.epoch == batch.epoch else {
      throw WarehouseError.fenced(stream: batch.name)
    }
    guard row.position == batch.start.position else {
      throw WarehouseError.positionMoved(
        stream: batch.name, expected: batch.start.position, found: row.position)
    }
  }

  /// What was undone for an open line.
  private struct TakenBack {
    var rebuilding: [(visitor: Int64, site: Int64)] = []
    /// To be taken off the stream's count.
    var line: StreamRow.OpenLine?
  }

  /// Takes back what an open last line had become.
  private func takeBack(
    _ replaced: StreamBatch.Replaced, of batch: StreamBatch, in warehouse: Warehouse
  ) async throws -> TakenBack {
    var taken = TakenBack()
    let line = replaced.line
    if replaced.generation == batch.generation {
      taken.line = line
    } else {
      let gone = try await warehouse.run(
        "delete_open_stream", [.int8(replaced.generation), .int8(line.chain)])
      guard gone.count == 1 else { throw WarehouseError.fenced(stream: batch.name) }
    }
    let at = [Parameter.int8(replaced.generation), .int8(replaced.position)]
    if let (visitor, instant) = line.event {
      let rows = try await warehouse.run(
        "delete_event",
        [.int8(visitor), .timestamptz(unixMicroseconds: instant.microseconds)] + at)
      for row in rows { taken.rebuilding.append((visitor, try row.get("site"))) }
    }
    try await warehouse.run("delete_reject", at)
    if try await warehouse.run("delete_contact", at).affected > 0 {
      try await warehouse.deriveEverything()
    }
    return taken
  }

  private func advance(
    _ batch: StreamBatch, leaving open: StreamRow.OpenLine?, now: Instant, in warehouse: Warehouse
  ) async throws {
    if !batch.blocks.isEmpty {
      try await warehouse.run(
        "put_blocks",
        [
          .int8(batch.generation), .int8Array(batch.blocks.map(\.mark.position)),
          .int8Array(batch.blocks.map(\.mark.chain)),
          .textArray(batch.blocks.map { Hexadecimal.text(of: $0.lines) }),
        ])
    }
    if !batch.fields.isEmpty {
      let fields = batch.fields.sorted { $0.key < $1.key }
      try await warehouse.run(
        "put_fields",
        [
          .int8(batch.generation), .int8Array(fields.map(\.key)),
          .textArray(fields.map(\.value)),
        ])
    }
    let moved = try await warehouse.run(
      "advance_stream",
      [
        .int8(batch.generation), .int8(batch.epoch), .int8(batch.start.position),
        .int8(batch.end.position), .int8(batch.end.chain),
        .timestamptz(unixMicroseconds: now.microseconds), .text(batch.state.rawValue),
        .optional(open?.chain, Parameter.int8), .optional(open?.length, Parameter.int8),
        .optional(open?.event?.visitor, Parameter.int8),
        .optional(open?.event?.at.microseconds, Parameter.timestamptz(unixMicroseconds:)),
        .optional(open?.outcome.rawValue, Parameter.text), .optional(open?.reason, Parameter.text),
      ])
    guard moved.affected == 1 else { throw WarehouseError.fenced(stream: batch.name) }
  }

  /// Makes the partitions of months, each once, in a transaction of its own.
  func ensurePartitions(for days: Set<Int32>, in warehouse: Warehouse) async throws {
    for day in days.sorted() where !months.contains(day) {
      try await warehouse.run("ensure_partition", [.date(unixDays: day)])
      months.insert(day)
    }
  }
}
