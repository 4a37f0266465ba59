internal import Synchronization

/// A moment after which nothing is begun or waited for, once it is set.
final class Deadline: Sendable {
  private let moment = Mutex<ContinuousClock.Instant?>(nil)

  func set(_ moment: ContinuousClock.Instant) { self.moment.withLock { $0 = moment } }

  var isOver: Bool { moment.withLock { $0.map { $0 <= .now } ?? false } }
}
