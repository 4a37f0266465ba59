import Synchronization

/// Set once, by whoever wants the daemon to end or to read its configuration again.
final class StopFlag: Sendable {
  private let isSet = Atomic(false)

  var isRaised: Bool { isSet.load(ordering: .acquiring) }

  func raise() { isSet.store(true, ordering: .releasing) }

  /// Whether it was raised; it is not any more.
  func take() -> Bool { isSet.exchange(false, ordering: .acquiringAndReleasing) }
}
