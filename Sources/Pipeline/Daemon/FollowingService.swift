package import Clickstream
import Enrichment
import Intake
import Logging
package import Operations
package import ServiceLifecycle
import PostgreSQL
import Settings
package import Warehouse

internal import Glibc

/// The daemon: follows the inputs of the configuration until it is told to end.
package struct FollowingService: Service {
  /// How often the files are looked at although nothing is heard of them.
  private static let rescan = Duration.seconds(5)
  private static let blindRescan = Duration.milliseconds(500)
  /// The least time from one look to the next, so that a batch holds more than a line.
  private static let pause = Duration.milliseconds(100)

  private let setup: DaemonSetup
  private let database: DatabaseService
  private let statements: StatementLibrary
  private let clock: Following.Clock
  private let log: DaemonLog
  private let notifier: ServiceNotifier
  private let alarms: Alarms
  private let readsOnce: Bool
  package let state: DaemonState
  private let reload: @Sendable () throws -> DaemonSetup
  private let wakes = Wakes()
  private let stop = StopFlag()
  private let reloads = StopFlag()

  /// - Parameters:
  ///   - readsOnce: ends when everything that is there was read.
  ///   - reload: reads the configuration again, for SIGHUP.
  package init(
    _ setup: DaemonSetup, database: DatabaseService, statements: StatementLibrary,
    now: @escaping @Sendable () -> Instant, elapsed: @escaping @Sendable () -> Duration,
    log: DaemonLog, notifier: ServiceNotifier, alarms: Alarms, state: DaemonState,
    readsOnce: Bool, reload: @escaping @Sendable () throws -> DaemonSetup
  ) {
    self.setup = setup
    self.database = database
    self.statements = statements
    clock = Following.Clock(now: now, elapsed: elapsed)
    self.log = log
    self.notifier = notifier
    self.alarms = alarms
    self.state = state
    self.readsOnce = readsOnce
    self.reload = reload
  }

  /// Asks for the configuration to be read again.
  package func requestReload() {
    reloads.raise()
    wakes.wake()
  }

  /// - Throws: `TryLater` where another daemon follows an input; `WarehouseError.sourceLost` where
  ///   one took it over; what the database says that no waiting cures.
  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await serve()
    } onGracefulShutdown: {
      stop.raise()
      wakes.wake()
    }
  }

  private func serve() async throws {
    let session = try await openSession()
    do {
      let setup = setup
      try await session.steady { [clock] warehouse in
        try await warehouse.dropWhatIsTooOld(now: clock.now())
      }
      var current = setup
      while !stop.isRaised {
        let following = try await begin(current, session)
        let next = try await follow(following, current)
        try await following.commit()
        try await StatusWriter(following, session, clock).write(state)
        guard let next else { break }
        for source in following.sources { try await session.release(source.lease) }
        current = next
      }
      log.stopped(lines: state.snapshot.sources.reduce(0) { $0 + $1.lines })
      notifier.stopping()
    } catch {
      await session.close()
      throw error
    }
    await session.close()
  }

  private func openSession() async throws -> LoadingSession {
    let (database, statements, log, state, stop) = (database, statements, log, state, stop)
    let sites = setup.configuration.sites
    return try await LoadingSession(
      sites: { SiteDirectory(sites, ids: $0, hostless: nil) }, patience: nil,
      away: { reason in
        if state.snapshot.databaseAway == nil || reason == nil { log.away(reason) }
        state.update { $0.databaseAway = reason }
      },
      givesUp: { stop.isRaised },
      connect: {
        let info = try await database.open(statements) { log.logger.notice("\($0)") }
        return try await Warehouse.open(info, role: .ingest, statements: statements)
      })
  }

  /// Takes the inputs over.
  private func begin(_ setup: DaemonSetup, _ session: LoadingSession) async throws -> Following {
    let configuration = setup.configuration
    let catalog = InputCatalog(configuration, ids: session.ids, hostlessSite: nil)
    let (wakes, connect) = (wakes, session.connect)
    try await session.declare(SiteDirectory(configuration.sites, ids: session.ids, hostless: nil))
    try await session.steady { try await $0.indexBarePartitions(connect) }
    let following = Following(
      settings: FollowingSettings(
        rotateWaitSeconds: Int64(configuration.rotateWait.seconds ?? 5),
        watch: { wakes.watch($0) }),
      work: FollowingWork(
        session: session, topics: setup.topics, batches: .following,
        enricher: catalog.enricher(), now: clock.now()),
      clock: clock, log: log)
    for source in configuration.inputs {
      let input = catalog.input(source)
      let claim = try await session.claim(
        source: input.id ?? 0, name: source.title, path: source.path, host: Host.name,
        owner: "\(Host.name) process \(getpid())", now: clock.now())
      guard case .taken(let lease) = claim else {
        guard case .held(let owner) = claim else { continue }
        throw TryLater(
          "the input \(source.title) is followed already, by \(owner): one daemon follows an "
            + "input; stop that one first")
      }
      let followed = FollowedSource(
        input, lease: lease, rotateWait: .seconds(configuration.rotateWait.seconds ?? 5),
        silentAfter: (source.silentAfter ?? configuration.silentAfter).seconds, now: clock.now())
      try await followed.recall(session)
      following.add(followed)
    }
    log.began(following.sources.count, database: try await database.info.description)
    return following
  }

  /// Follows until it is told to end (nil) or to go on by other settings.
  private func follow(
    _ following: Following, _ setup: DaemonSetup
  ) async throws -> DaemonSetup? {
    let (stop, reloads) = (stop, reloads)
    let status = StatusWriter(following, following.work.session, clock)
    var scanned: Duration?
    var isReady = false
    while true {
      let began = clock.elapsed()
      let events = wakes.take()
      let rescan = wakes.isBlind ? Self.blindRescan : Self.rescan
      let isDue = scanned.map { began - $0 >= rescan } ?? true
      if isDue { wakes.forgetFolders() }
      do {
        if events.hasNewNames || isDue || following.wantsScan
          || following.nextDue.map({ $0 <= began }) == true
        {
          try await following.scan()
          scanned = began
        }
        let hasRead = try await following.read { !stop.isRaised && !reloads.isRaised }
        try await following.commit()
        try await following.afterFirstPass()
        if !isReady {
          isReady = true
          notifier.ready(status: "following \(following.sources.count) inputs")
          state.update { $0.isReady = true }
        }
        state.update { $0.pass = began }
        try await status.writeIfDue(state)
        alarms.consider(state.snapshot, following.takeGaps(), now: clock.now())
        if stop.isRaised { return nil }
        if readsOnce, !hasRead, !following.wantsScan, following.isCurrent { return nil }
        if reloads.take(), let next = reloaded() { return next }
        if hasRead || following.wantsScan {
          try await rest(since: began)
        } else {
          await wait(following, scanned: scanned ?? began, rescan: rescan)
          try await rest(since: began)
        }
      } catch let error as WarehouseError where error.isOfOneStream {
        log.startedOver(error)
        state.update { $0.startsOver += 1 }
        following.startOver()
      }
    }
  }

  /// A batch holds more than a line where looks do not follow one another at once.
  private func rest(since began: Duration) async throws {
    let spent = clock.elapsed() - began
    if spent < Self.pause, !stop.isRaised { await wakes.rest(Self.pause - spent) }
  }

  private func wait(_ following: Following, scanned: Duration, rescan: Duration) async {
    let now = clock.elapsed()
    var until = scanned + rescan
    if let due = following.nextDue { until = min(until, due) }
    if let interval = notifier.watchdogInterval { until = min(until, now + interval / 2) }
    notifier.watchdog()
    await wakes.wait(atMost: max(.zero, until - now))
  }

  /// The settings as they are now; nil where they are wrong and the old ones go on.
  private func reloaded() -> DaemonSetup? {
    notifier.reloading()
    defer { notifier.ready() }
    do {
      let next = try reload()
      log.reloaded(next.configuration.inputs.count)
      return next
    } catch {
      log.refused(error)
      return nil
    }
  }
}

extension WarehouseError {
  /// Whether looking at the files anew settles it.
  fileprivate var isOfOneStream: Bool {
    switch self {
    case .fenced, .positionMoved: true
    default: false
    }
  }
}
