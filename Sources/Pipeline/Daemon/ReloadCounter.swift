import Synchronization

/// Numbers reloads, from 1.
final class ReloadCounter: Sendable {
  private let count = Atomic(0)

  var last: Int { count.load(ordering: .relaxed) }

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
