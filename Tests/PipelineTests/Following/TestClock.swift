import Clickstream
import Pipeline
import Synchronization

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
  private let state = Mutex(Duration.zero)
  /// What the wall clock was set forward, in seconds.
  private let shift = Mutex(Int64(0))
  private let start: Instant

  init(start: Instant = LoadingDatabase.now) { self.start = start }

  func advance(seconds: Double) { state.withLock { $0 += .seconds(seconds) } }

  /// Sets the wall clock only.
  func jump(seconds: Int64) { shift.withLock { $0 += seconds } }

  var elapsed: Duration { state.withLock { $0 } }

  var now: Instant {
    let (seconds, attoseconds) = elapsed.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    return Instant(microseconds: start.microseconds + microseconds)
      .advanced(bySeconds: shift.withLock { $0 })
  }

  var forFollowing: Following.Clock {
    Following.Clock(now: { self.now }, elapsed: { self.elapsed })
  }
}
