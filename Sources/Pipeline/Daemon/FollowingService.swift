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
  /// Finding the stream of a very large file takes long; what takes longer is no work.
  private static let standstill = Duration.seconds(600)
  /// How long reading goes on before the files are looked at again.
  private static let longestRead = Duration.seconds(1)

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
  private let reloadCount = ReloadCount()

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
      try await withThrowingTaskGroup(of: Bool.self) { tasks in
        tasks.addTask {
          try await serve()
          return true
        }
        tasks.addTask {
          try await watch()
          return false
        }
        while let hasEnded = try await tasks.next(), !hasEnded {}
        tasks.cancelAll()
      }
    } onGracefulShutdown: {
      stop.raise()
      wakes.wake()
    }
  }

  /// Tells systemd that the daemon is alive, as long as it gets on or waits for the database.
  private func watch() async throws {
    guard let interval = notifier.watchdogInterval else { return }
    while true {
      try await Task.sleep(for: interval / 2)
      let snapshot = state.snapshot
      let pass = snapshot.pass ?? .zero
      if snapshot.databaseAway != nil || clock.elapsed() - pass < Self.standstill {
        notifier.watchdog()
      }
    }
  }

  private func serve() async throws {
    let session: LoadingSession
    do {
      // A new schema, or a server that starts, may take longer than the system waits.
      session = try await cancelWhenGracefulShutdown { try await openSession() }
    } catch is CancellationError where stop.isRaised {
      notifier.stopping()
      return
    }
    do {
      var current = setup
      var following = try await begin(current, session)
      for source in following.sources {
        if let standing = source.standing { alarms.recall(source.state(), left: standing) }
      }
      try await following.recallGaps()
      while let next = try await follow(following) {
        try await handOver(following)
        let last = following
        following = try await begin(next, after: last, &current, session)
        try await following.recallGaps(after: last)
        alarms.keep(only: following.sources.map(\.lease.name), now: clock.now())
      }
      try await following.writeStatus(to: state)
      log.stopped(lines: state.snapshot.sources.reduce(0) { $0 + $1.lines })
      notifier.stopping()
    } catch {
      await session.close()
      throw error
    }
    await session.close()
  }

  private func handOver(_ following: Following) async throws {
    do {
      try await following.handOver(to: state)
      consider(following)
    } catch let error as WarehouseError where error.isOfOneStream {
      // Whoever goes on finds it as the database has it.
      startOver(following, after: error)
      try await following.writeStatus(to: state)
    }
  }

  private func consider(_ following: Following) {
    let wakes = wakes
    alarms.consider(state.snapshot, following.takeGaps(), now: clock.now()) { wakes.wake() }
  }

  private func startOver(_ following: Following, after error: WarehouseError) {
    log.startedOver(error)
    state.update { $0.startsOver += 1 }
    following.startOver()
  }

  private func openSession() async throws -> LoadingSession {
    let (database, statements, log, state, stop) = (database, statements, log, state, stop)
    let notifier = notifier
    let sites = setup.configuration.sites
    return try await LoadingSession(
      sites: { SiteDirectory(sites, ids: $0, hostless: nil) }, patience: nil,
      away: { reason in
        if state.snapshot.databaseAway == nil || reason == nil {
          log.away(reason)
          alarms.database(away: reason, now: clock.now())
        }
        state.update { $0.databaseAway = reason }
      },
      givesUp: {
        // Whoever waits for the database is alive.
        notifier.watchdog()
        alarms.remind(now: clock.now())
        return stop.isRaised
      },
      connect: {
        let info = try await database.open(statements) { log.logger.notice("\($0)") }
        return try await Warehouse.open(info, role: .ingest, statements: statements)
      })
  }

  private func begin(
    _ setup: DaemonSetup, after last: Following? = nil, _ session: LoadingSession
  ) async throws -> Following {
    let wakes = wakes
    let following = try await Following.begin(
      setup, session, clock: clock, log: log, after: last
    ) { wakes.watch($0) }
    state.update { $0.holdsInputs = true }
    log.began(following.sources.count, database: try await database.info.description)
    return following
  }

  /// Goes on by other settings, or by the old ones where another daemon follows an input of the
  /// others.
  private func begin(
    _ next: DaemonSetup, after last: Following, _ current: inout DaemonSetup,
    _ session: LoadingSession
  ) async throws -> Following {
    try await session.releaseAll()
    do {
      let following = try await begin(next, after: last, session)
      current = next
      return following
    } catch let error as TryLater {
      log.refused(error, reload: reloadCount.value)
      try await session.releaseAll()
      return try await begin(current, after: last, session)
    }
  }

  /// Follows until it is told to end (nil) or to go on by other settings.
  private func follow(_ following: Following) async throws -> DaemonSetup? {
    let (stop, reloads) = (stop, reloads)
    let status = StatusWriter(following, clock)
    var scanned: Duration?
    var isReady = false
    var isBlind = false
    while true {
      // Where something else of the program failed, nobody waits any more.
      try Task.checkCancellation()
      let began = clock.elapsed()
      let events = wakes.take()
      let isDue = scanned.map { began - $0 >= rescan } ?? true
      if isDue { wakes.forgetFolders() }
      do {
        try await following.dropIfDue()
        if events.hasNewNames || isDue || following.wantsScan
          || following.nextDue.map({ $0 <= began }) == true
        {
          let (clock, state) = (clock, state)
          try await following.scan {
            state.update { $0.pass = clock.elapsed() }
            return !stop.isRaised && !reloads.isRaised
          }
          scanned = began
          tellOfBlindness(&isBlind)
        }
        // Not for long: files are rotated meanwhile, and people ask how it stands.
        let clock = clock
        let hasRead = try await following.read {
          !stop.isRaised && !reloads.isRaised && clock.elapsed() - began < Self.longestRead
        }
        try await following.commit()
        try await following.afterFirstPass()
        try await following.indexIfDue(hasRead: hasRead)
        if !isReady {
          isReady = true
          notifier.ready(status: "following \(Quantity.counted(following.sources.count, "input"))")
          state.update { $0.isReady = true }
        }
        state.update { $0.pass = began }
        notifier.watchdog()
        log.flush()
        try await status.writeIfDue(state)
        consider(following)
        try await following.noteTold(alarms.takeTold())
        if stop.isRaised {
          try await finishGone(following)
          try await noteTold(following)
          return nil
        }
        if readsOnce, !hasRead, !following.wantsScan, following.isCurrent {
          try await following.finishQuiet()
          try await following.index()
          try await noteTold(following)
          return nil
        }
        if reloads.take(), let next = reloaded() { return next }
        if hasRead || following.wantsScan {
          try await rest(since: began)
        } else {
          await wait(following, scanned: scanned ?? began)
          try await rest(since: began)
        }
      } catch let error as WarehouseError where error.isOfOneStream {
        startOver(following, after: error)
        try await rest(since: began)
      }
    }
  }

  /// Waits a little for alerts about gaps that are on their way.
  ///
  /// What nobody was told of is told by the next daemon again. Whoever passes alerts on ends later.
  private func noteTold(_ following: Following) async throws {
    let until = clock.elapsed() + .seconds(2)
    while alarms.tellsOfGaps, clock.elapsed() < until {
      await wakes.wait(atMost: until - clock.elapsed())
    }
    try await following.noteTold(alarms.takeTold())
  }

  /// Whoever is told to end takes half of its time for what the next daemon could not find.
  private func finishGone(_ following: Following) async throws {
    let until = clock.elapsed() + .seconds(setup.configuration.stopWithin) / 2
    try await following.end { clock.elapsed() < until }
  }

  /// A batch holds more than a line where looks do not follow one another at once.
  private func rest(since began: Duration) async throws {
    let spent = clock.elapsed() - began
    if spent < Self.pause, !stop.isRaised { await wakes.rest(Self.pause - spent) }
  }

  /// How often the files are looked at as things stand.
  private var rescan: Duration { wakes.unwatched == nil ? Self.rescan : Self.blindRescan }

  /// Says it once where folders can no longer be watched, and where they can again.
  private func tellOfBlindness(_ isBlind: inout Bool) {
    let folder = wakes.unwatched
    if isBlind != (folder != nil) { log.blind(to: folder) }
    isBlind = folder != nil
  }

  private func wait(_ following: Following, scanned: Duration) async {
    let now = clock.elapsed()
    var until = scanned + rescan
    if let due = following.nextDue { until = min(until, due) }
    if let interval = notifier.watchdogInterval { until = min(until, now + interval / 2) }
    await wakes.wait(atMost: max(.zero, until - now))
  }

  /// The settings as they are now; nil where they are wrong and the old ones go on.
  private func reloaded() -> DaemonSetup? {
    notifier.reloading()
    let number = reloadCount.next()
    do {
      let next = try reload()
      log.reloaded(next.configuration.inputs.count, reload: number)
      let (old, new) = (setup.configuration, next.configuration)
      let fixed = [
        ("database", old.database != new.database), ("data", old.data != new.data),
        ("monitor", old.monitor != new.monitor),
        ("on_alert", old.onAlert != new.onAlert), ("alert_mail", old.alertMail != new.alertMail),
        ("mail_server", old.mailServer != new.mailServer),
        ("stop_within", old.stopWithin != new.stopWithin),
      ]
      for (name, hasChanged) in fixed where hasChanged { log.needsRestart(name) }
      return next
    } catch {
      log.refused(error, reload: number)
      notifier.ready()
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
