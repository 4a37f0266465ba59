import Clickstream
import PostgreSQL

extension Warehouse {
  /// Streams of which nothing but an open first line of at most `length` bytes is known: those that
  /// were taken back, or all others.
  package func openStreams(
    upTo length: Int64, undone: Bool = false
  ) async throws -> [StreamBatch.Replaced] {
    try await run("find_open_streams", [.int8(length), .bool(undone)]).compactMap { row in
      try StreamRow.OpenLine(row).map { line in
        StreamBatch.Replaced(generation: try row.get("generation"), position: 0, line: line)
      }
    }
  }

  /// The stream whose first line begins with `count` bytes that have this running hash: one that was
  /// taken back, or another.
  package func stream(
    beginningWith hash: Int64, count: Int, undone: Bool = false
  ) async throws -> Int64? {
    let word = UInt32(truncatingIfNeeded: hash)
    let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    let rows = try await run(
      "find_beginning", [.int4(Int32(clamping: (count - 1) * 4 + 1)), .bytea(bytes), .bool(undone)])
    return try rows.first?.get("generation")
  }
}

extension StreamRow.OpenLine {
  /// The open line of a stream's row; nil where it has none.
  init?(_ row: Row) throws {
    guard let chain: Int64 = try row.get("open_chain"),
      let length: Int64 = try row.get("open_length")
    else { return nil }
    let visitor: Int64? = try row.get("open_visitor")
    let at: Timestamp? = try row.get("open_at")
    var event: (visitor: Int64, at: Instant)?
    if let visitor, let at {
      event = (visitor, Instant(microseconds: at.unixMicroseconds))
    }
    self.init(chain: chain, length: length, event: event)
    outcome = try row.get("open_outcome", as: String?.self).flatMap(Tally.Outcome.init) ?? .kept
    reason = try row.get("open_reason", as: String?.self) ?? ""
  }
}
