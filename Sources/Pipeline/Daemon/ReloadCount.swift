import Synchronization

/// How often the settings were read again.
final class ReloadCount: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  /// Counts one more, and gives how many it was.
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
