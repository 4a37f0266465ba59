/// Pauses between attempts: doubled each time, spread by chance so that loaders do not meet again,
/// until patience ends.
struct Backoff {
  private static let longest = 5.0

  /// In seconds; nil for ever.
  private let patience: Double?
  /// The sum of the pauses so far, in seconds.
  private(set) var waited = 0.0
  private var pause = 0.02
  /// Whether somebody was told that work waits.
  var isTold = false

  /// Whether patience never ends.
  var isEndless: Bool { patience == nil }

  init(patience: Double?) { self.patience = patience }

  /// The next pause, in seconds; nil where patience has ended.
  mutating func next(using random: inout some RandomNumberGenerator) -> Double? {
    if let patience, waited >= patience { return nil }
    let spread = pause * Double.random(in: 0.5...1, using: &random)
    pause = min(pause * 2, Self.longest)
    waited += spread
    return spread
  }
}
