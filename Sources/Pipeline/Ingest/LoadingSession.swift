package import Clickstream
package import Enrichment
package import PostgreSQL
package import Warehouse

/// The open database of an ingestion; reconnects, and settles what became of a batch whose
/// connection was lost.
package actor LoadingSession {
  private let connect: @Sendable () async throws -> Warehouse
  private let sites: SiteDirectory
  private var loader: StreamLoader
  private var owned: Int64?
  /// How long a database may stay away, in seconds.
  private static let patience = 60.0

  package let ids: Ids
  package var warehouse: Warehouse { loader.warehouse }

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
    loader = StreamLoader(warehouse, ids: ids, sites: sites)
    try await warehouse.declare(sites)
  }

  package func close() async { await loader.warehouse.close() }

  /// Takes a stream over for the batches that follow.
  package func own(_ generation: Int64) async throws -> StreamRow? {
    let row = try await loader.warehouse.own(generation)
    owned = row == nil ? nil : generation
    return row
  }

  package func disown() async throws {
    if let owned { try await loader.warehouse.disown(owned) }
    owned = nil
  }

  /// Commits a batch, whatever it takes: after a lost connection the stream's position tells
  /// whether it was committed; if not, it is loaded again.
  package func load(_ batch: StreamBatch, now: Instant) async throws -> StreamLoader.Result {
    var attempts = 0
    while true {
      do {
        return try await loader.load(batch, now: now)
      } catch let error as PostgresError where error.isRetryable {
        attempts += 1
        guard attempts <= 10 else { throw IngestError.databaseAway(error.description) }
        if try await settle(batch, after: error) {
          return StreamLoader.Result(
            events: Int64(batch.content.events.count), contacts: Int64(batch.contacts.count),
            rejected: Int64(batch.content.rejects.count))
        }
      }
    }
  }

  /// Reconnects where needed; true if the batch was committed after all.
  private func settle(_ batch: StreamBatch, after error: PostgresError) async throws -> Bool {
    if await loader.warehouse.connection.isOpen {
      // A conflict with another transaction: everything was rolled back.
      return false
    }
    try await reconnect(after: error)
    let stands = try await loader.warehouse.standing(of: batch.generation)
    guard let stands, stands.epoch == batch.epoch else {
      throw WarehouseError.fenced(stream: batch.name)
    }
    return stands.position == batch.end.position && stands.openChain == batch.openLine?.chain
  }

  fileprivate func reconnect(after error: PostgresError) async throws {
    var waited = 0.0
    var pause = 0.1
    while true {
      do {
        let warehouse = try await connect()
        if let owned {
          try await warehouse.connection.query(
            "SELECT pg_advisory_lock($1)", name: "lock_owner", [.int8(owned)])
        }
        loader = StreamLoader(warehouse, ids: ids, sites: sites)
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
}

extension LoadingSession {
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
        if await !warehouse.connection.isOpen { try await reconnect(after: error) }
      }
    }
  }
}
