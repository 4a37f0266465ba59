package import Clickstream
import Synchronization

/// How a daemon stands, for those who ask while it works.
package final class DaemonState: Sendable {
  /// How one input stands.
  package struct Source: Equatable, Sendable {
    package var name: String
    package var files = 0
    package var bytesBehind: Int64 = 0
    package var lines: Int64 = 0
    package var rejected: Int64 = 0
    package var linesPerSecond = 0.0
    package var lastLine: Instant?
    /// When its owner began.
    package var since: Instant
    /// Seconds of silence that are too many; nil: none are.
    package var silentAfter: Int?
    package var error = ""

    /// Seconds since it last brought something.
    package func silence(at now: Instant) -> Int64 {
      max(0, now.seconds - (lastLine ?? since).seconds)
    }

    /// Whether that is too long; never while there is something that was not read yet.
    package func isSilent(at now: Instant) -> Bool {
      bytesBehind == 0 && silentAfter.map { silence(at: now) > Int64($0) } ?? false
    }
  }

  package struct Snapshot: Equatable, Sendable {
    package var sources: [Source] = []
    /// Why the database is away; nil where it is not.
    package var databaseAway: String?
    package var isReady = false
    /// Whether its inputs are its own.
    package var holdsInputs = false
    /// When the daemon last went through its inputs.
    package var pass: Duration?
    package var gaps = 0
    package var startsOver = 0
  }

  private let state = Mutex(Snapshot())
  private let (beginnings, beginning) = AsyncStream.makeStream(of: Void.self)

  package init() {}

  package var snapshot: Snapshot { state.withLock { $0 } }

  /// Returns when there is something to tell: its inputs are its own, or the database that would say
  /// so is away; or when the task is cancelled.
  package func waitForBeginning() async { for await _ in beginnings {} }

  func update(_ change: (inout Snapshot) -> Void) {
    let hasBegun = state.withLock { state in
      change(&state)
      return state.holdsInputs || state.databaseAway != nil
    }
    if hasBegun { beginning.finish() }
  }
}

extension DaemonState.Source {
  /// An input that nothing is known of yet.
  package init(name: String, since: Instant) {
    self.init(name: name, files: 0, since: since)
  }
}
