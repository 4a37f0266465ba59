/// Numbers to places along a line, in proportion.
package struct LinearScale: Sendable {
  /// The numbers at the two ends; `low` is less than `high`.
  package let low: Double
  package let high: Double
  /// The places of the two ends, in units of the picture.
  package let start: Double
  package let end: Double
  /// Nice numbers from `low` to `high`, both among them.
  package let ticks: [Double]

  /// The beyond of what is counted; a value past it stands at the edge.
  private static let edge = 1e17

  /// A scale from zero that holds all finite `values` and ends on nice steps, about `count` of them.
  ///
  /// Without values, or with nothing but zeros, it reaches from 0 to one step.
  package init(
    covering values: some Sequence<Double>, start: Double, end: Double, count: Int,
    format: ValueFormat
  ) {
    var least = 0.0
    var most = 0.0
    for value in values where value.isFinite {
      least = max(min(least, value), -Self.edge)
      most = min(max(most, value), Self.edge)
    }
    if least == most { most = format == .share ? 0.01 : 1 }
    var step = NiceSteps.step(atLeast: (most - least) / Double(max(1, count)), format: format)
    if least < 0, most > 0 {
      // Zero is a tick, so either side may need a part of a step.
      let side = max(most, -least) / Double(max(1, count - 1))
      step = max(step, NiceSteps.step(atLeast: side / 2, format: format))
    }
    let first = (least / step).rounded(.down)
    let last = (most / step).rounded(.up)
    self.low = first * step
    self.high = last * step
    self.start = start
    self.end = end
    self.ticks = (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// A scale between two numbers as they are, for positions that come with their ticks.
  package init(low: Double, high: Double, start: Double, end: Double) {
    self.low = low < high ? low : low - 0.5
    self.high = low < high ? high : low + 0.5
    self.start = start
    self.end = end
    self.ticks = []
  }

  /// The place of a number.
  package func position(_ value: Double) -> Double {
    start + (value - low) / (high - low) * (end - start)
  }

  /// The number at a place.
  package func value(at position: Double) -> Double {
    low + (position - start) / (end - start) * (high - low)
  }
}
