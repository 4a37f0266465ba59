import Clickstream
import Warehouse

/// Writes down how the inputs stand: for `footfall status`, for those who ask the daemon, and as
/// hints for the next one.
struct StatusWriter {
  /// How often at most; and how often although nothing changed.
  private static let interval = Duration.seconds(1)
  private static let heartbeat = Duration.seconds(60)

  private let following: Following
  private let session: LoadingSession
  private let clock: Following.Clock
  private let last = LastWrite()

  private final class LastWrite {
    var at: Duration?
  }

  init(_ following: Following, _ session: LoadingSession, _ clock: Following.Clock) {
    self.following = following
    self.session = session
    self.clock = clock
  }

  func writeIfDue(_ state: DaemonState) async throws {
    let now = clock.elapsed()
    let isChanged = following.sources.contains { $0.isChanged }
    if let at = last.at, now - at < (isChanged ? Self.interval : Self.heartbeat) { return }
    try await write(state)
    last.at = now
  }

  func write(_ state: DaemonState) async throws {
    let (now, elapsed) = (clock.now(), clock.elapsed())
    try await session.retakeLocks()
    for source in following.sources {
      source.progress.linesPerSecond = source.rate.perSecond(at: elapsed)
      let (lease, progress, gone) = (source.lease, source.progress, source.takeGone())
      let rows = source.changedRows()
      try await session.steady { warehouse in
        try await warehouse.note(progress, of: lease, now: now)
        try await warehouse.note(rows, gone: gone, of: lease)
      }
      source.isChanged = progress.linesPerSecond > 0
    }
    let sources = following.sources.map { $0.state() }
    state.update { $0.sources = sources }
  }
}
