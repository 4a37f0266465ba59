/// How numbers are spread along an axis.
package enum Spread: Sendable, CaseIterable {
  /// Equal differences take equal room.
  case linear
  /// The small ones get more room, and zero has its place.
  case squareRoot
  /// Equal ratios take equal room; for numbers above zero alone.
  case logarithm

  /// The spread at which the middle of `values` can be told from their least.
  package static func suited(to values: some Sequence<Double>) -> Spread {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let most = sorted.last, least >= 0 else { return .linear }
    guard sorted[sorted.count / 2] * 10 < most else { return .linear }
    return least > 0 && most / least >= 1_000 ? .logarithm : .squareRoot
  }

  /// What is said beside the unit, for steps that are not equal must not look so.
  package var remark: String {
    switch self {
    case .linear: ""
    case .squareRoot: "square-root scale"
    case .logarithm: "logarithmic scale"
    }
  }

  /// The number on the axis before it is brought to its length.
  func along(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .squareRoot: value < 0 ? -(-value).squareRoot() : value.squareRoot()
    case .logarithm: Self.log2(max(value, .leastNormalMagnitude))
    }
  }

  func number(at along: Double) -> Double {
    switch self {
    case .linear: along
    case .squareRoot: along < 0 ? -along * along : along * along
    case .logarithm: Self.exp2(along)
    }
  }

  private static let ln2 = 0.693_147_180_559_945_3

  /// By its series, so that pictures are equal on every machine.
  private static func log2(_ value: Double) -> Double {
    let part = (value.significand - 1) / (value.significand + 1)
    var power = part
    var sum = 0.0
    for step in 0..<24 {
      sum += power / Double(2 * step + 1)
      power *= part * part
    }
    return Double(value.exponent) + 2 * sum / ln2
  }

  private static func exp2(_ value: Double) -> Double {
    let whole = value.rounded(.down)
    let rest = (value - whole) * ln2
    var term = 1.0
    var sum = 1.0
    for step in 1...24 {
      term *= rest / Double(step)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(min(max(whole, -1_000), 1_000)), significand: 1)
  }
}
