package import Clickstream
package import Enrichment
import LocalPostgres
import PostgreSQL
package import Warehouse

/// The open database of an ingestion; reconnects, and settles what became of a batch whose
/// connection was lost.
package actor LoadingSession {
  package let connect: @Sendable () async throws -> Warehouse
  private var loader: StreamLoader
  /// Two connections: while one batch is finished, the events of the next are sent.
  private var first: Warehouse
  private var second: Warehouse?
  private var owned: Int64?
  /// Inputs that a daemon holds, by their locks.
  private var leases: [SourceLease] = []
  /// Those of them whose lock the server still holds for a connection that is gone.
  private var unlocked: Set<Int64> = []
  /// How long a database may stay away, in seconds; nil: for ever.
  private let patience: Double?
  /// How long a database may stay away when it shall not be waited for any longer, in seconds.
  private static let lastPatience = 2.0
  /// Hears, in a sentence, that the database is away, and at last that it is back (nil).
  private let away: @Sendable (String?) -> Void
  /// Whether a database that is away is not waited for any longer.
  private let givesUp: @Sendable () -> Bool

  package let ids: Ids
  let metrics: LoadingMetrics
  package var warehouse: Warehouse { first }

  /// - Parameters:
  ///   - patience: how long to wait for a database that cannot be written to, in seconds; nil: for
  ///     ever.
  ///   - away: hears, in a sentence, why it waits, and at last that it goes on (nil).
  ///   - givesUp: whether it shall wait no longer; asked before each pause.
  ///   - metrics: counts what is loaded.
  ///   - connect: opens the warehouse for ingestion, starting its server where needed.
  package init(
    sites makeSites: @Sendable (Ids) -> SiteDirectory, patience: Double? = 60,
    away: @escaping @Sendable (String?) -> Void = { _ in },
    givesUp: @escaping @Sendable () -> Bool = { false },
    metrics: LoadingMetrics = LoadingMetrics(),
    connect: @escaping @Sendable () async throws -> Warehouse
  ) async throws {
    self.connect = connect
    self.metrics = metrics
    self.patience = patience
    self.away = away
    self.givesUp = givesUp
    let warehouse = try await Self.connected(connect, Backoff(patience: patience), away, givesUp)
    guard let ids = warehouse.ids else { throw WarehouseError.roleMissing("footfall_ingest") }
    self.ids = ids
    let sites = makeSites(ids)
    first = warehouse
    loader = StreamLoader(ids: ids)
    try await steady { try await $0.declare(sites) }
  }

  /// The first connection: whoever has patience waits for a server that is not there yet.
  private static func connected(
    _ connect: @Sendable () async throws -> Warehouse, _ backoff: Backoff,
    _ away: @Sendable (String?) -> Void, _ givesUp: @Sendable () -> Bool
  ) async throws -> Warehouse {
    var backoff = backoff
    var random = SystemRandomNumberGenerator()
    while true {
      let failure: any Error
      do {
        let warehouse = try await connect()
        if backoff.isTold { away(nil) }
        return warehouse
      } catch let error where error.isPassing && backoff.isEndless {
        failure = error
      }
      guard !givesUp(), let pause = backoff.next(using: &random) else { throw failure }
      if !backoff.isTold { away("\(failure)") }
      backoff.isTold = true
      try await Task.sleep(for: .seconds(pause))
    }
  }

  package func close() async {
    await first.close()
    await second?.close()
  }

  /// Goes on with these sites; nothing may be on its way.
  package func declare(_ sites: SiteDirectory) async throws {
    try await steady { try await $0.declare(sites) }
    loader = StreamLoader(ids: ids)
  }

  /// Takes an input over for a daemon, for as long as this session lives.
  package func claim(
    source id: Int64, name: String, path: String, host: String, owner: String, now: Instant
  ) async throws -> SourceClaim {
    let claim = try await steady {
      try await $0.claim(
        source: id, name: name, path: path, host: host, owner: owner, now: now)
    }
    if case .taken(let lease, _) = claim {
      leases.removeAll { $0.id == lease.id }
      leases.append(lease)
      unlocked.remove(lease.id)
    }
    return claim
  }

  /// Lets all inputs go.
  package func releaseAll() async throws {
    for lease in leases { try await release(lease) }
  }

  /// Lets inputs go that the daemon no longer follows.
  package func release(_ lease: SourceLease) async throws {
    leases.removeAll { $0.id == lease.id }
    if unlocked.remove(lease.id) != nil { return }
    try await steady { try await $0.unlock(source: lease.id) }
  }

  /// Takes the locks that could not be had after a lost connection; to be called now and then.
  package func retakeLocks() async throws {
    for id in unlocked {
      let isTaken = try await steady { try await $0.lock(source: id) }
      // A connection lost meanwhile had all locks taken anew.
      if isTaken, unlocked.remove(id) == nil {
        try await steady { try await $0.unlock(source: id) }
      }
    }
  }

  /// Takes a stream over for the batches that follow; for a daemon, nil where somebody is loading
  /// it by hand just now.
  package func own(_ generation: Int64, for lease: SourceLease? = nil) async throws -> StreamRow? {
    if let lease {
      let leases = leases
      return try await steady { try await $0.adopt(generation, for: lease, held: leases) }
    }
    let row = try await steady { try await $0.own(generation) }
    owned = row == nil ? nil : generation
    return row
  }

  package func disown() async throws {
    guard let owned else { return }
    self.owned = nil
    do {
      try await Task { try await first.disown(owned) }.value
    } catch let error as PostgresError where error.isConnectionLost {
      // The lock went with the connection.
    }
  }

  /// Commits a batch, whatever it takes: after a lost connection the stream's position tells
  /// whether it was committed; if not, it is loaded again.
  ///
  /// What the database refuses of it becomes rejects.
  /// - Parameter slot: which of the two connections; the batch before, if it is still on its way,
  ///   uses the other.
  package func load(
    _ batch: StreamBatch, now: Instant, in slot: Int, sent: Latch,
    after previous: BatchInFlight?
  ) async throws -> StreamLoader.Result {
    defer { sent.open() }
    var backoff = Backoff(patience: patience)
    var isolating = false
    let began = ContinuousClock.now
    while true {
      let failure: PostgresError
      do {
        let result = try await loader.load(
          batch, in: try await opened(slot), now: now, sent: sent, after: previous,
          isolating: isolating)
        tellEnd(of: backoff)
        metrics.committed(batch, result, after: began.duration(to: .now))
        return result
      } catch let error as PostgresError {
        failure = error
      }
      if failure.remedy == .isolate, !isolating {
        isolating = true
        continue
      }
      guard failure.remedy == .retry else { throw failure }
      metrics.failed(failure)
      await drop(slot, after: failure)
      if try await settle(batch, in: slot, after: failure, previous) {
        let result = StreamLoader.Result(committed: batch)
        metrics.committed(batch, result, after: began.duration(to: .now))
        return result
      }
      try await wait(&backoff, after: failure)
    }
  }

  /// Waits before another attempt.
  ///
  /// - Throws: the failure, where patience has ended.
  private func wait(_ backoff: inout Backoff, after failure: PostgresError) async throws {
    var random = SystemRandomNumberGenerator()
    // Whoever is told to end while a connection is lost still wants to know what became of a batch.
    let isOver = givesUp() && backoff.waited >= Self.lastPatience
    guard !isOver, let pause = backoff.next(using: &random) else { throw failure }
    if !backoff.isTold, DatabaseTrouble.isAlarm(failure) || backoff.waited > 1 {
      backoff.isTold = true
      away(DatabaseTrouble.text(failure))
    }
    try await Task.sleep(for: .seconds(pause))
  }

  private func tellEnd(of backoff: Backoff) {
    if backoff.isTold { away(nil) }
  }

  /// Gives up a connection that will not do any more: one that began while the database was
  /// read-only stays so.
  private func drop(_ slot: Int, after failure: PostgresError) async {
    let used = slot == 0 ? first : second
    if failure.state == .readOnlyTransaction { await used?.close() }
  }

  private func opened(_ slot: Int) async throws -> Warehouse {
    if slot == 0 { return first }
    if let second { return second }
    do {
      let warehouse = try await connect()
      second = warehouse
      return warehouse
    } catch let error as LocalPostgresError {
      throw PostgresError(message: "\(error)", isConnectionLost: true)
    }
  }

  /// Reconnects where needed; true if the batch was committed after all.
  private func settle(
    _ batch: StreamBatch, in slot: Int, after error: PostgresError,
    _ previous: BatchInFlight?
  ) async throws -> Bool {
    if let used = slot == 0 ? first : second, await used.connection.isOpen {
      // A conflict with another transaction: everything was rolled back.
      return false
    }
    try await reconnect(slot)
    _ = try await previous?.result.value
    guard let stands = try await standing(of: batch, in: slot), stands.epoch == batch.epoch else {
      throw WarehouseError.fenced(stream: batch.name)
    }
    return stands.position == batch.end.position && stands.openChain == batch.openLine?.chain
  }

  /// Where the stream of a batch stands, asked until there is an answer: a server that has just come
  /// back may go again.
  private func standing(
    of batch: StreamBatch, in slot: Int
  ) async throws -> Warehouse.Standing? {
    var backoff = Backoff(patience: patience)
    while true {
      let failure: PostgresError
      do {
        let answer = try await opened(slot).standing(of: batch.generation)
        tellEnd(of: backoff)
        return answer
      } catch let error as PostgresError where error.remedy == .retry {
        failure = error
      }
      try await wait(&backoff, after: failure)
      try await reconnect(slot)
    }
  }

  private func reconnect(_ slot: Int) async throws {
    var backoff = Backoff(patience: patience)
    while true {
      let failure: any Error
      do {
        let warehouse = try await connect()
        if slot == 0 { try await takeLocks(warehouse) }
        if slot == 0 { first = warehouse } else { second = warehouse }
        tellEnd(of: backoff)
        return
      } catch let error where error.isPassing {
        failure = error
      }
      // The server is starting, or restarts.
      let error = failure as? PostgresError ?? PostgresError(message: "\(failure)")
      do {
        try await wait(&backoff, after: error)
      } catch is PostgresError {
        throw IngestError.databaseAway("\(failure)")
      }
    }
  }

  /// Takes the locks that went with a lost connection.
  ///
  /// - Throws: `WarehouseError.sourceLost` where another daemon was quicker.
  private func takeLocks(_ warehouse: Warehouse) async throws {
    if let owned { try await warehouse.run("lock_owner", [.int8(owned)]) }
    for lease in leases {
      guard try await warehouse.epoch(ofSource: lease.id) == lease.epoch else {
        throw WarehouseError.sourceLost(lease.name)
      }
      // Held: the server has not noticed yet that the old connection is gone; the epoch guards.
      if try await warehouse.lock(source: lease.id) {
        unlocked.remove(lease.id)
      } else {
        unlocked.insert(lease.id)
      }
    }
  }

  package func salts(
    of periods: [SaltPeriod], now: Instant
  ) async throws -> [(SaltPeriod, SaltBook.Salt)] {
    try await steady { warehouse in
      var random = SystemRandomNumberGenerator()
      return try await warehouse.salts(of: periods, now: now, using: &random)
    }
  }

  /// Stores messages; safe to repeat, so a lost connection only means once more.
  package func store(
    _ messages: [Warehouse.Message], site: Int64, stream: Int64, loadsUndone: Bool = false,
    for lease: SourceLease?, now: Instant
  ) async throws -> Warehouse.MessageOutcome {
    let ids = ids
    let began = ContinuousClock.now
    let outcome: Warehouse.MessageOutcome
    do {
      outcome = try await steady {
        try await $0.store(
          messages, site: site, stream: stream, loadsUndone: loadsUndone, for: lease, ids: ids,
          now: now)
      }
    } catch let error as PostgresError where error.remedy == .isolate {
      outcome = try await steady {
        try await $0.store(
          messages, site: site, stream: stream, loadsUndone: loadsUndone, for: lease, ids: ids,
          now: now, isolating: true)
      }
    }
    metrics.committed(messages, outcome, of: lease, after: began.duration(to: .now))
    return outcome
  }

  /// Runs what is safe to repeat, again where it met another transaction or lost the connection.
  ///
  /// No batch may be on its way. It is not cancelled with the caller's task: the database is left
  /// as one who goes on wants to find it.
  package func steady<Answer: Sendable>(
    _ body: @escaping @Sendable (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    try await Task { try await repeated(body) }.value
  }

  private func repeated<Answer: Sendable>(
    _ body: @Sendable (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    var backoff = Backoff(patience: patience)
    while true {
      let failure: PostgresError
      do {
        let answer = try await body(first)
        tellEnd(of: backoff)
        return answer
      } catch let error as PostgresError where error.remedy == .retry {
        failure = error
      }
      metrics.failed(failure)
      await drop(0, after: failure)
      if await !first.connection.isOpen { try await reconnect(0) }
      try await wait(&backoff, after: failure)
    }
  }
}

extension Error {
  /// Whether a server that comes up again may cure it.
  fileprivate var isPassing: Bool {
    if let error = self as? PostgresError { return error.isRetryable }
    return self is LocalPostgresError
  }
}
