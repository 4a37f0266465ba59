/// What a result would be if one of its assumptions were wrong, one at a time.
package struct Tornado: Equatable, Sendable {
  package struct Bar: Equatable, Sendable {
    package let assumption: String
    /// The result where the assumption is less by the reach.
    package let low: Double
    /// The result where it is more.
    package let high: Double

    package var swing: Double { abs(high - low) }
  }

  /// The result as assumed.
  package let base: Double
  /// The widest first.
  package let bars: [Bar]

  /// - Parameters:
  ///   - reach: how far each is changed: .2 is 20 % less and more.
  ///   - result: the result of assumptions in their order.
  package init(
    _ assumptions: [(name: String, value: Double)], reach: Double = 0.2,
    result: ([Double]) -> Double
  ) {
    let values = assumptions.map(\.value)
    func changed(_ index: Int, _ factor: Double) -> Double {
      var values = values
      values[index] *= factor
      return result(values)
    }
    base = result(values)
    bars = assumptions.enumerated().map { index, assumption in
      Bar(
        assumption: assumption.name, low: changed(index, 1 - reach),
        high: changed(index, 1 + reach))
    }.sorted { ($1.swing, $0.assumption) < ($0.swing, $1.assumption) }
  }
}
