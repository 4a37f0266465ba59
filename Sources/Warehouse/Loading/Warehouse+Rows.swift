import Clickstream
import Enrichment
import PostgreSQL

extension Warehouse {
  /// Adds events by binary COPY.
  func copy(_ rows: EventRows) async throws {
    guard !rows.buffers.isEmpty else { return }
    try await send(rows.buffers)
  }

  /// Adds the events that the database takes; returns the others.
  func isolateEvents(of rows: EventRows) async throws -> [Refusal] {
    try await isolate(rows.events.count) { range in
      try await send(EventColumns.buffers(of: rows.events[range]))
    }
  }

  private func send(_ buffers: [[UInt8]]) async throws {
    try await connection.copyIn(EventColumns.copy(), name: "copy_event") { writer in
      for buffer in buffers { try await writer.write(buffer) }
    }
  }

  /// Adds rejects by binary COPY.
  func copy(_ rejects: ArraySlice<RejectedRecord>, now: Instant) async throws {
    guard !rejects.isEmpty else { return }
    try await connection.copyIn(RejectColumns.copy, name: "copy_reject") { writer in
      var encoder = CopyEncoder()
      for reject in rejects {
        RejectColumns.encode(reject, now: now, into: &encoder)
        if encoder.count >= 1 << 18 { try await writer.write(encoder.take()) }
      }
      try await writer.write(encoder.finish())
    }
  }

  /// Adds rejects; of one that the database refuses, what it takes.
  ///
  /// Returns them as they are stored.
  ///
  /// - Throws: the error where it refuses even that: a line that is not stored cannot be passed by.
  func isolateRejects(
    _ rejects: [RejectedRecord], now: Instant
  ) async throws -> [RejectedRecord] {
    let refusals = try await isolate(rejects.count) { try await copy(rejects[$0], now: now) }
    guard !refusals.isEmpty else { return rejects }
    var stored = rejects
    for refusal in refusals {
      stored[refusal.index] = rejects[refusal.index].bare(after: refusal.error)
    }
    let bare = refusals.map { stored[$0.index] }
    try await copy(bare[...], now: now)
    return stored
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
