/// When what failed is tried again while nothing about it changes: soon, and then after twice as
/// long each time.
package struct RetryPause: Equatable, Sendable {
  package static let shortest = Duration.seconds(5)
  package static let longest = Duration.seconds(600)

  private var failures = 0

  package init() {}

  /// The pause after one more failure.
  package mutating func next() -> Duration {
    defer { failures += 1 }
    // No number of doublings overflows.
    return min(Self.shortest * (1 << min(failures, 16)), Self.longest)
  }
}
