import Clickstream
import Enrichment
import Settings
import Warehouse

internal import Glibc

extension Following {
  /// Takes the inputs over.
  ///
  /// - Parameters:
  ///   - last: what this goes on for, by other settings; it may not be used any more.
  ///   - watch: hears of the folders in which something may happen.
  /// - Throws: `TryLater` where another daemon follows an input.
  package static func begin(
    _ setup: DaemonSetup, _ session: LoadingSession, clock: Clock, log: DaemonLog,
    batches: BatchSize = .following, mailRoom: MailRoom = .standard, after last: Following? = nil,
    watch: @escaping @Sendable ([String]) -> Void = { _ in }
  ) async throws -> Following {
    let configuration = setup.configuration
    let catalog = InputCatalog(configuration, ids: session.ids, hostlessSite: nil)
    let connect = session.connect
    try await session.declare(SiteDirectory(configuration.sites, ids: session.ids, hostless: nil))
    try await session.steady { try await $0.indexBarePartitions(connect) }
    let rotateWait = configuration.rotateWait
    let following = Following(
      settings: FollowingSettings(
        rotateWaitSeconds: Int64(rotateWait), mailRoom: mailRoom,
        retention: configuration.retention, watch: watch),
      work: FollowingWork(
        session: session, topics: setup.rules.topics, batches: batches,
        enricher: catalog.enricher(setup.rules.visitors), now: clock.now()),
      clock: clock, log: log)
    for source in configuration.inputs {
      let input = catalog.input(source)
      let (lease, standing) = try await session.take(input, now: clock.now())
      let followed = FollowedSource(
        input, lease: lease, left: standing, rotateWait: .seconds(rotateWait),
        silentAfter: (source.silentAfter ?? configuration.silentAfter).seconds,
        mailRoom: mailRoom, now: clock.now())
      if let before = last?.sources.first(where: { $0.lease.id == lease.id }) {
        followed.goOn(from: before)
      }
      try await followed.recall(session)
      following.add(followed)
    }
    return following
  }

  /// Goes through the inputs once: looks at the files, reads what is new, and commits it.
  ///
  /// - Returns: whether anything was read.
  @discardableResult
  package func pass(while isRunning: @escaping () -> Bool = { true }) async throws -> Bool {
    try await scan(while: isRunning)
    let hasRead = try await read(while: isRunning)
    try await commit()
    try await afterFirstPass()
    return hasRead
  }

  /// Ends this following for good, once it has read what no later daemon could find, as far as
  /// `isRunning` lets it.
  package func end(while isRunning: () -> Bool = { true }) async throws {
    try await scan { false }
    try await finishGone(while: isRunning)
  }

  /// Ends this following so that another can go on by other settings.
  package func handOver(to state: DaemonState) async throws {
    try await scan { false }
    try await finishGone()
    try await writeStatus(to: state)
  }

  /// Stores what was read, and writes down how the inputs stand.
  package func writeStatus(to state: DaemonState) async throws {
    try await commit()
    try await StatusWriter(self, clock).write(state)
  }
}

extension LoadingSession {
  /// Takes an input over.
  ///
  /// - Throws: `TryLater` where another daemon follows it.
  fileprivate func take(
    _ input: CatalogInput, now: Instant
  ) async throws -> (SourceLease, SourceStanding?) {
    let source = input.source
    let claim = try await claim(
      source: input.id ?? 0, name: source.title, path: source.path, host: Host.name,
      owner: "\(Host.name) process \(getpid())", now: now)
    switch claim {
    case .taken(let lease, let standing): return (lease, standing)
    case .held(let owner):
      throw TryLater(
        "the input \(source.title) is followed already, by \(owner): one daemon follows an "
          + "input; stop that one first")
    }
  }
}
