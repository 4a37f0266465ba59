package import Clickstream
package import Enrichment
package import PostgreSQL
package import Warehouse

/// The open database of an ingestion; reconnects, and settles what became of a batch whose
/// connection was lost.
package actor LoadingSession {
  private let connect: @Sendable () async throws -> Warehouse
  private let sites: SiteDirectory
  private let loader: StreamLoader
  /// Two connections: while one batch is finished, the events of the next are sent.
  private var slots: [Warehouse]
  private var next = 0
  private var owned: Int64?
  /// How long a database may stay away, in seconds.
  private static let patience = 60.0

  package let ids: Ids
  package var warehouse: Warehouse { slots[0] }

  /// - Parameter connect: opens the warehouse for ingestion, starting its server where needed.
  package init(
    sites makeSites: @Sendable (Ids) -> SiteDirectory,
    connect: @escaping @Sendable () async throws -> Warehouse
  ) async throws {
    self.connect = connect
    let warehouse = try await connect()
    guard let ids = warehouse.ids else { throw WarehouseError.roleMissing("footfall_ingest") }
    self.ids = ids
    sites = makeSites(ids)
    slots = [warehouse]
    loader = StreamLoader(ids: ids, sites: sites)
    try await warehouse.declare(sites)
  }

  package func close() async {
    for slot in slots { await slot.close() }
  }

  /// Takes a stream over for the batches that follow.
  package func own(_ generation: Int64) async throws -> StreamRow? {
    let row = try await warehouse.own(generation)
    owned = row == nil ? nil : generation
    return row
  }

  package func disown() async throws {
    if let owned { try await warehouse.disown(owned) }
    owned = nil
  }

  /// Commits a batch, whatever it takes: after a lost connection the stream's position tells
  /// whether it was committed; if not, it is loaded again.
  package func load(
    _ batch: StreamBatch, now: Instant, after previous: Task<StreamLoader.Result, any Error>?
  ) async throws -> StreamLoader.Result {
    let slot = try await takeSlot(beside: previous != nil)
    var attempts = 0
    while true {
      do {
        return try await loader.load(batch, in: slots[slot], now: now, after: previous)
      } catch let error as PostgresError where error.isRetryable {
        attempts += 1
        guard attempts <= 10 else { throw IngestError.databaseAway(error.description) }
        if try await settle(batch, in: slot, after: error, previous) {
          return StreamLoader.Result(
            events: Int64(batch.eventCount), contacts: Int64(batch.contacts.count),
            rejected: Int64(batch.content.rejects.count))
        }
      }
    }
  }

  /// The connection that the batch before does not use.
  private func takeSlot(beside isBusy: Bool) async throws -> Int {
    guard isBusy else {
      next = 0
      return 0
    }
    next = 1 - next
    if next == slots.count { slots.append(try await connect()) }
    return next
  }

  /// Reconnects where needed; true if the batch was committed after all.
  private func settle(
    _ batch: StreamBatch, in slot: Int, after error: PostgresError,
    _ previous: Task<StreamLoader.Result, any Error>?
  ) async throws -> Bool {
    if await slots[slot].connection.isOpen {
      // A conflict with another transaction: everything was rolled back.
      return false
    }
    try await reconnect(slot, after: error)
    _ = try await previous?.value
    let stands = try await slots[slot].standing(of: batch.generation)
    guard let stands, stands.epoch == batch.epoch else {
      throw WarehouseError.fenced(stream: batch.name)
    }
    return stands.position == batch.end.position && stands.openChain == batch.openLine?.chain
  }

  private func reconnect(_ slot: Int, after error: PostgresError) async throws {
    var waited = 0.0
    var pause = 0.1
    while true {
      do {
        let warehouse = try await connect()
        if let owned, slot == 0 {
          try await warehouse.run("lock_owner", [.int8(owned)])
        }
        slots[slot] = warehouse
        return
      } catch let failure as PostgresError where failure.isRetryable {
        guard waited < Self.patience else {
          throw IngestError.databaseAway(failure.description)
        }
        // Back-off: the server is starting, or restarts.
        try await Task.sleep(for: .seconds(pause))
        waited += pause
        pause = min(pause * 2, 5)
      }
    }
  }

  package func salts(
    of periods: [SaltPeriod], now: Instant
  ) async throws -> [(SaltPeriod, SaltBook.Salt)] {
    var random = SystemRandomNumberGenerator()
    return try await warehouse.salts(of: periods, now: now, using: &random)
  }

  /// Stores messages; safe to repeat, so a lost connection only means once more.
  package func store(
    _ messages: [Warehouse.Message], site: Int64, stream: Int64, now: Instant
  ) async throws -> Warehouse.MessageOutcome {
    var attempts = 0
    while true {
      do {
        return try await warehouse.store(messages, site: site, stream: stream, ids: ids, now: now)
      } catch let error as PostgresError where error.isRetryable {
        attempts += 1
        guard attempts <= 10 else { throw IngestError.databaseAway(error.description) }
        if await !warehouse.connection.isOpen { try await reconnect(0, after: error) }
      }
    }
  }
}
