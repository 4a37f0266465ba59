package import Clickstream
package import Enrichment
import PostgreSQL
import Sessions

/// Loads batches of streams: all of a batch in one transaction, or nothing.
package actor StreamLoader {
  private let sessions: SessionWriter
  private let ids: Ids
  private var months: Set<Int32> = []
  /// False only in the test that shows what the lane is for.
  private let takesLane: Bool

  /// A loader that has seen nothing of the database yet.
  package init(ids: Ids, sites: SiteDirectory, takesLane: Bool = true) {
    self.ids = ids
    self.takesLane = takesLane
    sessions = SessionWriter(sites: sites)
  }

  /// What a batch changed.
  package struct Result: Sendable, Equatable {
    package var events: Int64 = 0
    package var contacts: Int64 = 0
    package var rejected: Int64 = 0

    package init(events: Int64 = 0, contacts: Int64 = 0, rejected: Int64 = 0) {
      self.events = events
      self.contacts = contacts
      self.rejected = rejected
    }
  }

  /// Commits a batch.
  ///
  /// Its events are sent once those of the batch before it were, which may still be on its way on
  /// another connection; that is waited for, and only then come the stream's position and the
  /// sessions.
  ///
  /// - Throws: `WarehouseError.fenced`, `.positionMoved`, `.collision`; `PostgresError`; what the
  ///   batch before it threw. Whatever it throws, nothing of the batch is stored, but where the
  ///   connection was lost at the end: then the stream's position tells.
  package func load(
    _ batch: StreamBatch, in warehouse: Warehouse, now: Instant,
    sent: Latch = Latch(), after previous: BatchInFlight? = nil
  ) async throws -> Result {
    var batch = batch
    if !batch.content.events.isEmpty { batch.seal() }
    let sealed = batch
    do {
      try await warehouse.storeDimensions(of: sealed.content)
      // Two batches that hold locks out of their order would wait for each other without end: one
      // for a lock, the other for the commit of the one before it.
      await previous?.sent.wait()
      try await ensurePartitions(for: sealed.rows.months, in: warehouse)
      var pending: SessionWriter.Pending?
      let result = try await warehouse.connection.transaction { _ in
        var taken = TakenBack()
        if let replaced = sealed.replaced {
          // First, for its rows may have the keys of those that come now.
          _ = try await previous?.result.value
          try await lock(sealed, in: warehouse)
          taken = try await takeBack(replaced, of: sealed, in: warehouse)
        }
        try await copy(sealed.rows, in: warehouse)
        try await copy(sealed.content.rejects, now: now, in: warehouse)
        sent.open()
        _ = try await previous?.result.value
        return try await store(sealed, after: taken, now: now, in: warehouse, &pending)
      }
      if let pending { await sessions.committed(pending) }
      return result
    } catch {
      await sessions.forget()
      throw error
    }
  }

  private func store(
    _ batch: StreamBatch, after taken: TakenBack, now: Instant, in warehouse: Warehouse,
    _ pending: inout SessionWriter.Pending?
  ) async throws -> Result {
    try await lock(batch, in: warehouse)
    var tally = Tally()
    let stored = try await warehouse.store(batch.contacts, site: batch.contactSite, ids: ids)
    tally.add(batch, duplicates: Int64(batch.contacts.count) - stored)
    if !batch.rows.hits.isEmpty || !taken.rebuilding.isEmpty {
      pending = try await sessions.write(
        batch.rows.hits, rebuilding: taken.rebuilding, source: batch.generation,
        batch: batch.start.position, in: warehouse, takingLane: takesLane)
    }
    var open = batch.openLine
    if let only = tally.only {
      open?.outcome = only.outcome
      open?.reason = only.reason
    }
    if let line = taken.line { tally.add(line.outcome, reason: line.reason, lines: -1) }
    try await tally.store(for: batch.generation, in: warehouse)
    try await advance(batch, leaving: open, now: now, in: warehouse)
    return Result(
      events: Int64(batch.eventCount), contacts: stored,
      rejected: Int64(batch.content.rejects.count))
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
    try await warehouse.run("delete_contact", at)
    return taken
  }

  private func copy(_ rows: EventRows, in warehouse: Warehouse) async throws {
    guard !rows.buffers.isEmpty else { return }
    try await warehouse.connection.copyIn(EventColumns.copy(), name: "copy_event") { writer in
      for buffer in rows.buffers { try await writer.write(buffer) }
    }
  }

  private func copy(
    _ rejects: [RejectedRecord], now: Instant, in warehouse: Warehouse
  ) async throws {
    guard !rejects.isEmpty else { return }
    try await warehouse.connection.copyIn(RejectColumns.copy, name: "copy_reject") { writer in
      var encoder = CopyEncoder()
      for reject in rejects {
        RejectColumns.encode(reject, now: now, into: &encoder)
        if encoder.count >= 1 << 18 { try await writer.write(encoder.take()) }
      }
      try await writer.write(encoder.finish())
    }
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
  private func ensurePartitions(for days: Set<Int32>, in warehouse: Warehouse) async throws {
    for day in days.sorted() where !months.contains(day) {
      try await warehouse.run("ensure_partition", [.date(unixDays: day)])
      months.insert(day)
    }
  }
}

/// Rejects as rows of a binary COPY.
enum RejectColumns {
  static let copy = """
    COPY footfall_store.rejected_record (generation, position, reason, detail, length, raw, \
    rejected_at) FROM STDIN (FORMAT binary)
    """

  static func encode(_ reject: RejectedRecord, now: Instant, into encoder: inout CopyEncoder) {
    encoder.row(fields: 7)
    encoder.int8(reject.generation)
    encoder.int8(reject.position)
    encoder.text(reject.reason.rawValue)
    encoder.text(reject.detail)
    encoder.int8(reject.length)
    encoder.bytes(reject.raw)
    encoder.timestamptz(unixMicroseconds: now.microseconds)
  }
}
