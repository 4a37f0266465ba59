internal import Glibc

/// Deals the conversions of all paths out to their channels; the credits add up to the conversions.
package struct Attribution: Sendable {
  private let paths: [TouchPath]
  /// The channel of visits that name no source.
  private let direct: String
  /// Days in which the weight of a touch halves.
  private let halfLife: Double
  /// Conversions of paths with a touch: what the credits add up to.
  package let conversions: Int
  /// Conversions of paths without a touch, which no channel can have brought.
  package let withoutTouch: Int

  package init(of paths: [TouchPath], direct: String, halfLife: Double = 7) {
    self.paths = paths.filter { !$0.touches.isEmpty }
    self.direct = direct
    self.halfLife = halfLife
    let all = paths.reduce(0) { $0 + $1.conversions }
    conversions = self.paths.reduce(0) { $0 + $1.conversions }
    withoutTouch = all - conversions
  }

  /// By channel, the most first; channels that brought nothing stand there with zero.
  package func credits(
    by model: AttributionModel, atLeast need: Int = Thresholds.conversions
  ) -> Finding<[AttributionCredit]> {
    if let refusal = Refusal.unless(.conversions, conversions, atLeast: max(need, 1)) {
      return .withheld(refusal)
    }
    if model == .markov { return .told(markov()) }
    var sums: [String: (conversions: Double, value: Double)] = [:]
    for path in paths {
      let weights = weights(of: path, by: model)
      for (touch, weight) in zip(path.touches, weights) {
        sums[touch.channel, default: (0, 0)].conversions += weight * Double(path.conversions)
        sums[touch.channel, default: (0, 0)].value += weight * path.value
      }
    }
    return .told(
      Self.sorted(
        sums.map {
          AttributionCredit(
            channel: $0.key, conversions: $0.value.conversions, value: $0.value.value)
        }))
  }

  /// Shares of the touches of a path, which add up to one.
  private func weights(of path: TouchPath, by model: AttributionModel) -> [Double] {
    let touches = path.touches
    let count = touches.count
    func all(to index: Int) -> [Double] { touches.indices.map { $0 == index ? 1 : 0 } }
    switch model {
    case .first: return all(to: 0)
    case .last: return all(to: count - 1)
    case .lastNonDirect:
      return all(to: touches.lastIndex { $0.channel != direct } ?? count - 1)
    case .linear, .markov: return touches.map { _ in 1 / Double(count) }
    case .position:
      guard count > 2 else { return touches.map { _ in 1 / Double(count) } }
      return touches.indices.map { index in
        index == 0 || index == count - 1 ? 0.4 : 0.2 / Double(count - 2)
      }
    case .timeDecay:
      let nearest = touches.map(\.daysBefore).min() ?? 0
      let weights = touches.map { exp2((nearest - $0.daysBefore) / halfLife) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    case .shapley:
      let channels = Set(touches.map(\.channel))
      var seen = Set<String>()
      return touches.map { seen.insert($0.channel).inserted ? 1 / Double(channels.count) : 0 }
    }
  }

  private func markov() -> [AttributionCredit] {
    let chain = TouchChain(of: paths)
    let effects = chain.removalEffects
    let sum = effects.reduce(0, +)
    let value = paths.reduce(0) { $0 + $1.value }
    return Self.sorted(
      zip(chain.channels, effects).map { channel, effect in
        AttributionCredit(
          channel: channel, conversions: Double(conversions) * effect / sum,
          value: value * effect / sum)
      })
  }

  private static func sorted(_ credits: [AttributionCredit]) -> [AttributionCredit] {
    credits.sorted {
      $0.conversions == $1.conversions
        ? $0.channel < $1.channel : $0.conversions > $1.conversions
    }
  }
}
