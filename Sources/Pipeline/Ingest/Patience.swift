import PostgreSQL

/// How long work waits for a database that cannot be written to just now.
package enum Patience: Equatable, Sendable {
  case bounded(Duration)
  /// Until it is over: for a daemon, whose sources keep what it has not read.
  case unlimited

  /// Of a command that somebody waits for.
  package static let standard = Patience.bounded(.seconds(60))
}

/// Pauses between attempts: doubled each time, spread by chance so that loaders do not meet again,
/// until patience ends.
struct Backoff {
  private static let longest = Duration.seconds(5)

  private let patience: Patience
  /// The sum of the pauses so far.
  private(set) var waited = Duration.zero
  private var pause = Duration.milliseconds(20)
  /// Of what somebody was told while work waits.
  var announced: PostgresError?

  init(_ patience: Patience) { self.patience = patience }

  /// The next pause; nil where patience has ended.
  mutating func next(using random: inout some RandomNumberGenerator) -> Duration? {
    if case .bounded(let limit) = patience, waited >= limit { return nil }
    let spread = pause * Double.random(in: 0.5...1, using: &random)
    pause = min(pause * 2, Self.longest)
    waited += spread
    return spread
  }
}
