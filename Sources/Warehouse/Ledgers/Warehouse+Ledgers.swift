package import Clickstream
import PostgreSQL

/// No row of a file could be used; nothing of it was stored.
package struct LedgerAllRejected: Error, Sendable {
  package var rows: Int64
  /// What is wrong with the first.
  package var first: String
}

extension Warehouse {
  /// A file of a ledger, known by its content whatever its name.
  package struct LedgerFile: Sendable {
    package var ledger: Ledger
    /// Id of the site.
    package var site: Int64
    /// Content id of the file.
    package var generation: Int64
    package var name: String
    /// Length of its decoded text.
    package var bytes: Int64
    /// Since when its rows say what they say, where they do not tell themselves.
    package var asOf: Instant
    /// Encrypts what is secret; nil where the ledger has nothing of the kind.
    package var secrets: SecretBox?

    package init(
      ledger: Ledger, site: Int64, generation: Int64, name: String, bytes: Int64, asOf: Instant,
      secrets: SecretBox? = nil
    ) {
      self.ledger = ledger
      self.site = site
      self.generation = generation
      self.name = name
      self.bytes = bytes
      self.asOf = asOf
      self.secrets = secrets
    }
  }

  /// Some rows of a file, read or rejected.
  package struct LedgerChunk: Sendable {
    package var records: [LedgerRecord] = []
    package var rejects: [RejectedRecord] = []
    /// Rows that the map does not take.
    package var leftOut: Int64 = 0
    /// The bytes of the row at a place, for what turns out to be a reject later, and how many there
    /// are.
    package var bytes: @Sendable (Int64) -> (raw: [UInt8], length: Int64) = { _ in ([], 0) }

    package init() {}
  }

  /// What became of the rows of a file.
  package struct LedgerOutcome: Sendable, Equatable, Codable {
    package var read: Int64 = 0
    /// Versions that say something new.
    package var stored: Int64 = 0
    /// Rows that say what was known.
    package var unchanged: Int64 = 0
    package var rejected: Int64 = 0
    /// Rows that the map does not take.
    package var leftOut: Int64 = 0
    /// About persons who were erased.
    package var erased: Int64 = 0
    /// Customers of whom nothing is told that names one person.
    package var nameless: Int64 = 0
    /// Rows with an amount in a currency that they name: how many, by the currency.
    package var currencies: [String: Int64] = [:]
    /// By reason: how many.
    package var reasons: [String: Int64] = [:]
    /// The same bytes were loaded before, as of another time.
    package var isToldAgain = false

    package init() {}

    /// Whether no row says anything that the same bytes had not said before.
    package var saysNothingNew: Bool { isToldAgain && stored == 0 }

    mutating func note(_ record: LedgerRecord, of ledger: Ledger) {
      if ledger.name == "customer",
        ["number", "login", "email"].allSatisfy({ name in
          ledger.index(of: name).flatMap { record.values[$0] } == nil
        })
      {
        nameless += 1
      }
      guard let place = ledger.index(of: "currency"),
        case .text(let currency)? = record.values[place]
      else { return }
      currencies[currency, default: 0] += 1
    }

    fileprivate mutating func add(_ other: LedgerOutcome) {
      read += other.read
      stored += other.stored
      unchanged += other.unchanged
      rejected += other.rejected
      leftOut += other.leftOut
      erased += other.erased
      nameless += other.nameless
      currencies.merge(other.currencies, uniquingKeysWith: +)
      reasons.merge(other.reasons, uniquingKeysWith: +)
    }
  }

  /// Loads a whole file in one transaction; nil where it is loaded already as of the same time.
  ///
  /// As of another time the same bytes are told again, for a list may return to what it was; where
  /// that says nothing new, nothing is counted, and only stored that it was said then too.
  /// Safe to repeat: after a lost connection the same call finds either all of it or nothing.
  package func load(
    _ file: LedgerFile, _ chunks: some Sequence<LedgerChunk>, now: Instant
  ) async throws -> LedgerOutcome? {
    guard let ids else { throw WarehouseError.missingResources("secret id_key") }
    let clock = Parameter.timestamptz(unixMicroseconds: now.microseconds)
    return try await connection.transaction { _ in
      _ = try await forget(file.generation)
      let made = try await run(
        "create_ledger_stream",
        [
          .int8(file.generation), .int8(file.site), .text(file.name), .text(file.ledger.name),
          .int8(file.bytes), clock,
        ])
      let telling = try await run(
        "put_telling",
        [
          .int8(file.generation), .timestamptz(unixMicroseconds: file.asOf.microseconds),
          .text(file.ledger.name), .int8(file.site),
        ])
      guard telling.affected == 1 else { return nil }
      let locked = try await run("lock_ledger", [.text(file.ledger.table)])
      let isEmpty: Bool = try locked.first?.get("is_empty") ?? false
      var rows = LedgerRows(file, ids: ids, erased: try await erasedKeys())
      var outcome = LedgerOutcome()
      outcome.isToldAgain = made.affected == 0
      var firstReject = ""
      var chunks = chunks.makeIterator()
      var next = try rows.batch(of: chunks.next())
      while let batch = next {
        if firstReject.isEmpty, let reject = batch.rejects.first { firstReject = reject.detail }
        // The next rows are read while the database takes these.
        async let stored = store(batch, of: file, isEmpty: isEmpty, clock)
        next = try rows.batch(of: chunks.next())
        outcome.add(try await stored)
      }
      try await hideOrders(rows.nameless, site: file.site, now: now)
      if outcome.saysNothingNew { return outcome }
      try await run("note_underived_stream", [.int8(file.generation)])
      // Then the map is wrong, and nothing shall know the file.
      guard outcome.read == 0 || outcome.rejected < outcome.read else {
        throw LedgerAllRejected(rows: outcome.read, first: firstReject)
      }
      var tally = Tally()
      tally.add(.kept, lines: outcome.stored)
      tally.add(.ignored, reason: "unchanged", lines: outcome.unchanged)
      tally.add(.ignored, reason: "left_out", lines: outcome.leftOut)
      tally.add(.erased, lines: outcome.erased)
      for (reason, lines) in outcome.reasons { tally.add(.rejected, reason: reason, lines: lines) }
      try await tally.store(for: file.generation, in: self)
      return outcome
    }
  }

  private func store(
    _ batch: LedgerBatch, of file: LedgerFile, isEmpty: Bool, _ clock: Parameter
  ) async throws -> LedgerOutcome {
    var outcome = batch.outcome
    let count = Int64(batch.fresh.count + batch.further.count)
    var stored: Int64 = 0
    let columns = LedgerColumns(of: file)
    let table = Parameter.text(file.ledger.table)
    var known: Set<Int64> = []
    if !isEmpty, !batch.fresh.isEmpty {
      let found = try await run("find_known_rows", [table, .int8Array(batch.fresh.map(\.id))])
      for row in found { known.insert(try row.get("id")) }
    }
    let new = known.isEmpty ? batch.fresh : batch.fresh.filter { !known.contains($0.id) }
    if !new.isEmpty {
      let copy = known.isEmpty ? batch.copy : columns.binary(new)
      stored += Int64(
        try await connection.copyIn(columns.copy, name: "copy_ledger") { try await $0.write(copy) })
    }
    var versions = batch.fresh.filter { known.contains($0.id) }
    if !versions.isEmpty {
      let confirmed = Set(
        try await run(
          "confirm_rows",
          [table] + columns.told(by: versions)
            + [.int8Array(versions.map(\.record.position)), .int8(file.generation)]
        ).map { try $0.get("id", as: Int64.self) })
      versions.removeAll { confirmed.contains($0.id) }
    }
    versions += batch.further
    if !versions.isEmpty {
      let result = try await run(
        "take_versions",
        [table, .text(columns.json(versions))] + columns.told(by: versions)
          + [.int8(file.generation)])
      stored += try result.first?.get("stored") ?? 0
    }
    // A row of an earlier day may make later versions needless: then fewer are there than before.
    outcome.stored = min(max(stored, 0), count)
    outcome.unchanged += count - outcome.stored
    for reject in batch.rejects {
      // Those of a list that is told again lie there already.
      guard try await isNew(reject, of: reject.generation, clock) else {
        outcome.read -= 1
        continue
      }
      outcome.rejected += 1
      outcome.reasons[reject.reason.rawValue, default: 0] += 1
    }
    return outcome
  }

  /// Whether a file of a ledger, or any stream, is loaded; an undone one is not.
  package func isLoaded(_ generation: Int64) async throws -> Bool {
    let state = try await state(of: generation)
    return state != nil && state != StreamRow.State.undone.rawValue
  }

  /// As which ledger a file is loaded; nil where it is not.
  package func ledger(of generation: Int64) async throws -> String? {
    try await run("stream_state", [.int8(generation)]).first?.get("format")
  }

  /// Whether a file was taken back.
  package func isUndone(_ generation: Int64) async throws -> Bool {
    try await state(of: generation) == StreamRow.State.undone.rawValue
  }

  private func state(of generation: Int64) async throws -> String? {
    try await run("stream_state", [.int8(generation)]).first?.get("state")
  }
}
