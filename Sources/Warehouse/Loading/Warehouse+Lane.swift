import PostgreSQL

extension Warehouse {
  /// Revisions whose touched visitors are kept.
  private static let touchesKept: Int64 = 256

  /// Waits for the lane, in which writers of sessions pass one after the other; returns its new
  /// revision.
  ///
  /// It is held until the transaction ends.
  func takeLane() async throws -> Int64 {
    guard let row = try await run("take_lane").first else {
      throw WarehouseError.missingResources("row of session_lane")
    }
    return try row.get("revision")
  }

  /// Writes what changes in the table of sessions, and marks its days; the lane must be held.
  func store(_ change: SessionChange, source: Int64, batch: Int64) async throws {
    if !change.removed.isEmpty {
      try await run(
        "delete_sessions",
        [
          .int8Array(change.removed.map(\.visitor)),
          .timestamptzArray(unixMicroseconds: change.removed.map(\.first.at.microseconds)),
        ])
    }
    try await copy(change.added)
    let days = change.days.sorted { ($0.site, $0.day) < ($1.site, $1.day) }
    try await run(
      "mark_dirty",
      [
        .int8Array(days.map(\.site)), .int4Array(days.map(\.day.number)), .int8(source),
        .int8(batch),
      ])
  }

  /// Tells other writers whose sessions were changed in a revision; 0 is none, of a writer that did
  /// not take the lane.
  func note(touched visitors: Set<Int64>, in revision: Int64) async throws {
    guard revision > 0 else { return }
    try await run("put_touch", [.int8(revision), .int8Array(visitors.sorted())])
    try await run("trim_touches", [.int8(revision - Self.touchesKept)])
  }
}
