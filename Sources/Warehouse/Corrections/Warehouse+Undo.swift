package import Clickstream
import PostgreSQL

extension Warehouse {
  /// What taking streams back would touch.
  package struct UndoPreview: Sendable, Equatable, Codable {
    /// Lines counted, whatever became of them.
    package var lines: Int64
    /// Messages of mailboxes.
    package var messages: Int64
    package var events: Int64
    package var contacts: Int64
    package var rejects: Int64
    /// Versions of rows of lists.
    package var versions: Int64
    /// Sessions with a hit of the streams; others of their visitors may change besides.
    package var sessions: Int64
    /// Local days with a hit or a contact.
    package var days: Int64
    package var firstDay: String?
    package var lastDay: String?
    /// Names of the inputs at whose files a daemon is at work.
    package var followed: [String]
  }

  package func previewUndo(
    _ generations: [Int64], _ messages: [LoadedMessage] = []
  ) async throws -> UndoPreview {
    let (rejects, contacts) = (messages.filter(\.isReject), messages.filter { !$0.isReject })
    try await refuseSealed(generations)
    guard
      let row = try await run(
        "preview_undo",
        [
          .int8Array(generations), .int8Array(contacts.map(\.message)),
          .int8Array(rejects.map(\.stream)), .int8Array(rejects.map(\.message)),
        ]
      ).first
    else {
      throw WarehouseError.missingResources("row of preview_undo")
    }
    return UndoPreview(
      lines: try row.get("lines"), messages: try row.get("messages"), events: try row.get("events"),
      contacts: try row.get("contacts"), rejects: try row.get("rejects"),
      versions: try row.get("versions"),
      sessions: try row.get("sessions"), days: try row.get("days"),
      firstDay: try row.get("first_day"), lastDay: try row.get("last_day"),
      followed: try await run(
        "find_followers", [.int8Array(generations + Set(messages.map(\.stream)))]
      ).map {
        try $0.get("name")
      })
  }

  /// What was taken back.
  package struct Undone: Sendable, Equatable, Codable {
    package var events: Int64 = 0
    package var contacts: Int64 = 0
    package var rejects: Int64 = 0
    /// Versions of rows of ledgers.
    package var versions: Int64 = 0
    package var visitors: Int64 = 0
    package var sessionsRemoved: Int64 = 0
    package var sessionsAdded: Int64 = 0

    package init() {}
  }

  /// Takes streams back in one transaction: their events, rejects and contacts go, the sessions of
  /// all visitors touched are made anew, and the streams are `undone`; and messages, each by itself.
  ///
  /// Whoever is loading one of them is fenced. Safe to repeat: what is undone already stays so.
  /// - Throws: `WarehouseError.sharedBeginning` where a stream outside the set shares the beginning
  ///   of one in it; `.sealed` where one has lines of sealed days.
  package func undo(
    _ generations: [Int64], _ messages: [LoadedMessage] = []
  ) async throws -> Undone {
    try await connection.transaction { _ in
      _ = try await holdSeal()
      var undone = try await undo(messages)
      var taken: [Int64] = []
      // In one order for all, so that two cannot wait for each other.
      for generation in generations.sorted() {
        let row = try await run("own_stream", [.int8(generation)]).first
        if let row, try row.get("state", as: String.self) != StreamRow.State.undone.rawValue {
          taken.append(generation)
        }
      }
      guard let first = taken.first else {
        if undone.contacts > 0 {
          try await run("forget_addresses")
          try await deriveEverything()
        }
        return undone
      }
      let set = [Parameter.int8Array(taken)]
      try await refuseSealed(taken)
      if let fork = try await run("find_forks", set).first {
        throw WarehouseError.sharedBeginning(
          stream: try fork.get("parent_name"), with: try fork.get("name"))
      }
      var visitors: [SessionRebuild.Visitor] = []
      for row in try await run("delete_stream_events", set) {
        visitors.append((try row.get("visitor"), try row.get("site")))
        undone.events += try row.get("events", as: Int64.self)
      }
      undone.visitors = Int64(visitors.count)
      undone.contacts += Int64(try await run("delete_stream_contacts", set).affected)
      if undone.contacts > 0 { try await run("forget_addresses") }
      undone.rejects += Int64(try await run("delete_stream_rejects", set).affected)
      undone.versions = try await run("forget_ledgers", set).first?.get("versions") ?? 0
      // Versions may have come back as those of other files: as many as before, and not the same.
      if undone.contacts > 0 || undone.events == 0 { try await deriveEverything() }
      try await run("undo_tally", set)
      try await run("undo_streams", set)
      let revision = try await takeLane()
      var touched: Set<Int64> = []
      try await SessionRebuild.run(visitors, in: self) { change in
        undone.sessionsRemoved += Int64(change.removed.count)
        undone.sessionsAdded += Int64(change.added.count)
        touched.formUnion(change.touched)
        try await store(change, source: first, batch: 0)
      }
      try await note(touched: touched, in: revision)
      return undone
    }
  }

  /// What the hits of sealed days made cannot be taken out of it any more: they are dropped.
  private func refuseSealed(_ generations: [Int64]) async throws {
    guard
      let row = try await run("find_sealed_streams", [.int8Array(generations)]).first
    else { return }
    throw WarehouseError.sealed(
      stream: try row.get("name"),
      lines: try row.get("expired", as: Int64.self) + row.get("lines", as: Int64.self),
      before: try row.get("sealed_until", as: String?.self) ?? "")
  }

  /// Forgets an undone stream, so that it can be loaded afresh; false where it is not undone, or
  /// another was faster.
  package func forget(_ generation: Int64) async throws -> Bool {
    try await run("forget_stream", [.int8(generation)]).count == 1
  }
}
