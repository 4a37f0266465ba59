import Clickstream
import PostgreSQL

extension StreamLoader {
  /// Moves rejects that were read again to what they are now, in one transaction.
  ///
  /// The stream's row is locked as for a batch; neither its position nor its owner changes, so a
  /// loader may be at work on it. Only records that are rejects still are touched: safe to repeat.
  package func store(_ replay: Replay, in warehouse: Warehouse) async throws -> Replay.Counts {
    var replay = replay
    replay.batch.seal()
    let sealed = replay
    do {
      try refusedTexts.add(try await warehouse.isolateDimensions(of: sealed.batch.content))
      var settled = sealed
      settled.setAside(events: refusedTexts.refusals(among: sealed.batch.rows.events))
      let ready = settled
      try await ensurePartitions(for: ready.batch.rows.months, in: warehouse)
      var pending: SessionWriter.Pending?
      let counts = try await warehouse.connection.transaction { _ in
        try await move(ready, in: warehouse, &pending)
      }
      if let pending { await sessions.committed(pending) }
      return counts
    } catch {
      await sessions.forget()
      throw error
    }
  }

  private func move(
    _ replay: Replay, in warehouse: Warehouse, _ pending: inout SessionWriter.Pending?
  ) async throws -> Replay.Counts {
    var replay = replay
    let stream = replay.stream
    let seal = try await warehouse.holdSeal()
    guard let standing = try await warehouse.standing(of: stream), standing.state != .undone else {
      return Replay.Counts()
    }
    let before = try await warehouse.rejects(of: stream, at: Array(replay.outcomes.keys))
    let open = standing.openChain == nil ? nil : standing.position
    // A line that was open and is not, or the other way round, is read anew another time.
    let changed = open == replay.openPosition ? [] : [open, replay.openPosition]
    replay.keep { before[$0] != nil && !changed.contains($0) }
    replay.takeOut(try await warehouse.erasedKeys(), ids: ids)
    replay.takeOut(sealed: seal)
    try await warehouse.run("check_at_once")
    replay.setAside(events: try await warehouse.isolateEvents(of: replay.batch.rows))
    let contacts = try await warehouse.isolateContacts(
      replay.batch.contacts, site: replay.batch.contactSite, ids: ids)
    replay.setAside(contacts: contacts.refused)
    try await warehouse.note(replay, before: before)
    if let open, let outcome = replay.outcomes[open] {
      try await warehouse.note(
        open: outcome, event: replay.batch.rows.events.first { $0.position == open }, of: stream)
    }
    if !replay.batch.rows.hits.isEmpty {
      pending = try await sessions.write(
        replay.batch.rows.hits, rebuilding: [], source: stream, batch: standing.position,
        seal: seal, in: warehouse)
    }
    return replay.counts
  }
}

extension Warehouse {
  /// Reason and detail of those of the records that are rejects.
  fileprivate func rejects(
    of stream: Int64, at positions: [Int64]
  ) async throws -> [Int64: (reason: String, detail: String)] {
    var found: [Int64: (reason: String, detail: String)] = [:]
    for row in try await run("find_rejects", [.int8(stream), .int8Array(positions)]) {
      found[try row.get("position")] = (try row.get("reason"), try row.get("detail"))
    }
    return found
  }

  /// Notes what an open last line became, so that it can be taken back when the line has grown.
  fileprivate func note(
    open outcome: Replay.Outcome, event: Event?, of stream: Int64
  ) async throws {
    let (name, reason) = outcome.tally
    try await run(
      "update_open_line",
      [
        .int8(stream), .text(name.rawValue), .text(reason),
        .optional(event?.visitor, Parameter.int8),
        .optional(event?.at.microseconds, Parameter.timestamptz(unixMicroseconds:)),
      ])
  }

  /// Takes back the rejects that are none any more, gives the others their reasons, and moves the
  /// counts.
  fileprivate func note(
    _ replay: Replay, before: [Int64: (reason: String, detail: String)]
  ) async throws {
    var tally = Tally()
    var gone: [Int64] = []
    var changed: [(position: Int64, reason: String, detail: String)] = []
    for (position, outcome) in replay.outcomes {
      guard let old = before[position] else { continue }
      if case .rejected(let reason, let detail) = outcome {
        if (reason, detail) == old { continue }
        changed.append((position, reason, detail))
      } else {
        gone.append(position)
      }
      tally.add(.rejected, reason: old.reason, lines: -1)
      let (name, reason) = outcome.tally
      tally.add(name, reason: reason, lines: 1)
    }
    try await run("delete_rejects", [.int8(replay.stream), .int8Array(gone)])
    if !changed.isEmpty {
      try await run(
        "update_rejects",
        [
          .int8(replay.stream), .int8Array(changed.map(\.position)),
          .textArray(changed.map(\.reason)), .textArray(changed.map(\.detail)),
        ])
    }
    try await tally.store(for: replay.stream, in: self)
  }
}

extension Replay.Outcome {
  /// As what a record is counted.
  fileprivate var tally: (outcome: Tally.Outcome, reason: String) {
    switch self {
    case .kept: (.kept, "")
    case .counted: (.counted, "")
    case .ignored(let reason): (.ignored, reason)
    case .erased: (.erased, "")
    case .rejected(let reason, _): (.rejected, reason)
    }
  }
}
