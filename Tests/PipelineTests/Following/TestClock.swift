import Clickstream
import Pipeline
import Synchronization

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
  private let state = Mutex(Duration.zero)
  private let start: Instant

  init(start: Instant = LoadingDatabase.now) { self.start = start }

  func advance(seconds: Double) { state.withLock { $0 += .seconds(seconds) } }

  var elapsed: Duration { state.withLock { $0 } }

  var now: Instant {
    let (seconds, attoseconds) = elapsed.components
    return Instant(
      microseconds: start.microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }

  var forFollowing: Following.Clock {
    Following.Clock(now: { self.now }, elapsed: { self.elapsed })
  }
}
