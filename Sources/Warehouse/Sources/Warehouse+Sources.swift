package import Clickstream
import PostgreSQL

extension Warehouse {
  /// Takes an input over, unless another daemon is at work on it.
  ///
  /// The advisory lock is politeness, gone with its connection; the epoch is what keeps an old
  /// owner from writing. Waits for a batch of the old owner that is being stored.
  package func claim(
    source id: Int64, name: String, path: String, host: String, owner: String, now: Instant
  ) async throws -> SourceClaim {
    guard try await lock(source: id) else {
      let rows = try await run("find_owner", [.int8(id)])
      return .held(owner: try rows.first?.get("owner") ?? "")
    }
    return try await connection.transaction { _ in
      try await run("wait_for_source", [.int8(id)])
      let rows = try await run(
        "take_source",
        [
          .int8(id), .text(name), .text(path), .text(host), .text(owner),
          .timestamptz(unixMicroseconds: now.microseconds),
        ])
      guard let row = rows.first else { throw WarehouseError.sourceLost(name) }
      let standing = try SourceStanding(row)
      return .taken(
        SourceLease(
          id: id, epoch: try row.get("epoch"), name: name, isNew: standing == nil), left: standing)
    }
  }

  /// Takes the lock of an input again, after a lost connection; false where somebody else has it.
  package func lock(source id: Int64) async throws -> Bool {
    let rows = try await run("try_lock_source", [.int8(id)])
    return try rows.first?.get("taken") ?? false
  }

  package func unlock(source id: Int64) async throws {
    try await run("unlock_source", [.int8(id)])
  }

  /// The epoch of an input as it stands; nil where nobody ever followed it.
  package func epoch(ofSource id: Int64) async throws -> Int64? {
    try await run("find_owner", [.int8(id)]).first.map { try $0.get("epoch") }
  }

  /// Whether a daemon is at work on an input.
  package func isFollowed(source id: Int64) async throws -> Bool {
    try await run("find_owner", [.int8(id)]).first.map { try $0.get("is_followed") } ?? false
  }

  /// Keeps an input from being taken over until the open transaction ends.
  ///
  /// - Throws: `WarehouseError.sourceLost` where that has happened.
  func hold(_ lease: SourceLease) async throws {
    let rows = try await run("lock_source", [.int8(lease.id)])
    guard let row = rows.first, try row.get("epoch", as: Int64.self) == lease.epoch else {
      throw WarehouseError.sourceLost(lease.name)
    }
  }

  /// Takes a stream over for a daemon; nil where somebody is loading it by hand just now, or
  /// another daemon follows the input that it was read from.
  ///
  /// - Parameter held: all inputs of this daemon.
  package func adopt(
    _ generation: Int64, for lease: SourceLease, held: [SourceLease]
  ) async throws -> StreamRow? {
    try await run(
      "adopt_stream",
      [.int8(generation), .int8(lease.id), .int8Array(held.map(\.id) + [lease.id])]
    ).first.map(StreamRow.init)
  }

  /// Says that a stream has ended, or begun again.
  package func mark(_ row: StreamRow, as state: StreamRow.State) async throws {
    try await run(
      "end_stream", [.int8(row.generation), .int8(row.epoch), .text(state.rawValue)])
  }

  /// Notes bytes that were gone before they were read.
  ///
  /// - Throws: `WarehouseError.sourceLost` where another daemon has taken the input over.
  package func note(
    _ gap: SourceGap, of lease: SourceLease, now: Instant
  ) async throws {
    try await connection.transaction { _ in
      try await hold(lease)
      try await run(
        "put_gap",
        [
          .int8(lease.id), .text(gap.path), .timestamptz(unixMicroseconds: now.microseconds),
          .text(gap.reason.rawValue),
          .optional(gap.generation == 0 ? nil : gap.generation, Parameter.int8),
          .int8(gap.position), .optional(gap.bytes, Parameter.int8),
          .bool(gap.isForOperators),
        ])
    }
  }

  /// Gaps of an input that no operator was told of, oldest first.
  package func untoldGaps(of lease: SourceLease) async throws -> [SourceGap] {
    try await run("read_untold_gaps", [.int8(lease.id)]).map { row in
      SourceGap(
        path: try row.get("path"),
        reason: SourceGap.Reason(rawValue: try row.get("reason")) ?? .vanished,
        generation: try row.get("generation", as: Int64?.self) ?? 0,
        position: try row.get("position"), bytes: try row.get("bytes"),
        found: try row.instant("found_at"))
    }
  }

  /// Operators have been told of gaps of an input.
  ///
  /// - Throws: `WarehouseError.sourceLost` where another daemon has taken the input over.
  package func markTold(
    _ gaps: [SourceGap], of lease: SourceLease, now: Instant
  ) async throws {
    try await connection.transaction { _ in
      try await hold(lease)
      try await run(
        "mark_gaps_told",
        [
          .int8(lease.id), .textArray(gaps.map(\.path)),
          .timestamptzArray(unixMicroseconds: gaps.map { $0.found?.microseconds ?? 0 }),
          .timestamptz(unixMicroseconds: now.microseconds),
        ])
    }
  }
}

extension SourceStanding {
  fileprivate init?(_ row: Row) throws {
    guard let seen = try row.optionalInstant("seen_at") else { return nil }
    self.init(
      since: try row.optionalInstant("owned_at") ?? seen, seen: seen,
      lastLine: try row.optionalInstant("line_at"),
      error: try row.get("error", as: String?.self) ?? "")
  }
}
