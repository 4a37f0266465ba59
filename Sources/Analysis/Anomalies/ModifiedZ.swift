/// How far a value lies from the usual ones, in units that a few wild values do not change.
///
/// Source: Iglewicz and Hoaglin, "How to detect and handle outliers" (1993): beyond 3.5 a value is
/// looked at.
package struct ModifiedZ: Equatable, Sendable {
  /// What the distance was divided by.
  package enum Spread: String, Hashable, Sendable {
    /// The median of the distances from the median.
    case medianDeviation
    /// Their mean, where more than half of the values are equal.
    case meanDeviation
    /// The least step that matters, where all are equal.
    case leastStep
  }

  package let median: Double
  package let z: Double
  package let spread: Spread

  package static let limit = 3.5
  /// Whether the value lies beyond 3.5.
  package var isAnomaly: Bool { abs(z) > Self.limit }

  /// - Parameters:
  ///   - value: what is judged; it may be one of the usual ones.
  ///   - usual: at least one.
  ///   - step: what takes the place of a spread where all usual values are equal; at least 1, or 5 %
  ///     of the median, where nothing is said.
  package init?(of value: Double, among usual: [Double], leastStep step: Double? = nil) {
    guard let middle = Analysis.median(usual) else { return nil }
    let distances = usual.map { abs($0 - middle) }
    let deviation = Analysis.median(distances) ?? 0
    let mean = distances.reduce(0, +) / Double(distances.count)
    let scale: Double
    if deviation > 0 {
      spread = .medianDeviation
      scale = deviation / 0.6745
    } else if mean > 0 {
      // The factor makes both the standard deviation of a normal distribution.
      spread = .meanDeviation
      scale = mean * 1.253314
    } else {
      spread = .leastStep
      let least = step ?? max(1, 0.05 * abs(middle))
      scale = least > 0 ? least : 1
    }
    median = middle
    z = (value - middle) / scale
  }
}
