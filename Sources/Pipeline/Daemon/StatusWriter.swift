import Clickstream
import Warehouse

/// Writes down how the inputs stand: for `footfall status`, for those who ask the daemon, and as
/// hints for the next one.
struct StatusWriter {
  /// How often at most.
  private static let interval = Duration.seconds(1)

  private let following: Following
  private let clock: Following.Clock
  private let last = LastWrite()

  private final class LastWrite {
    var at: Duration?
  }

  init(_ following: Following, _ clock: Following.Clock) {
    self.following = following
    self.clock = clock
  }

  func writeIfDue(_ state: DaemonState) async throws {
    let now = clock.elapsed()
    let isChanged = following.sources.contains { $0.isChanged }
    let interval = isChanged ? Self.interval : SourcePresence.heartbeat
    if let at = last.at, now - at < interval { return }
    try await write(state)
    last.at = now
  }

  func write(_ state: DaemonState) async throws {
    try await following.work.session.retakeLocks()
    for source in following.sources { try await following.writeDown(source) }
    let sources = following.sources.map { $0.state() }
    state.update { $0.sources = sources }
  }
}

extension Following {
  /// Writes down how an input stands: its files first, for whoever finds the input seen relies on
  /// them.
  func writeDown(_ source: FollowedSource) async throws {
    source.progress.linesPerSecond = source.rate.perSecond(at: clock.elapsed())
    let (lease, progress, gone) = (source.lease, source.progress, source.takeGone())
    let (rows, now) = (source.changedRows(), clock.now())
    try await work.session.steady { warehouse in
      try await warehouse.note(rows, gone: gone, of: lease)
      try await warehouse.note(progress, of: lease, now: now)
    }
    source.isChanged = progress.linesPerSecond > 0
  }
}
