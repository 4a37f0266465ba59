/// Numbers to places along an axis, evenly or with more room for the small ones.
package struct NumberScale: Sendable {
  package let spread: Spread
  /// The numbers at the two ends; `low` is less than `high`.
  package let low: Double
  package let high: Double
  /// The places of the two ends, in units of the picture.
  package let start: Double
  package let end: Double
  /// Nice numbers from `low` to `high`, both among them.
  package let ticks: [Double]

  private static let edge = 1e17

  /// A scale that holds all finite `values`, with about `count` steps.
  ///
  /// An even one begins at zero unless `isFree` and all values lie far from it. A logarithm of
  /// what is not above zero, or a root of what is below it, there is none: the scale is then even.
  package init(
    covering values: some Sequence<Double>, spread: Spread = .linear, start: Double, end: Double,
    count: Int, format: ValueFormat, isFree: Bool = false
  ) {
    let known = values.filter(\.isFinite).map { min(max($0, -Self.edge), Self.edge) }
    let (least, most) = (known.min() ?? 0, known.max() ?? 0)
    self.start = start
    self.end = end
    let isPossible = spread == .squareRoot && least >= 0 || spread == .logarithm && least > 1e-12
    guard isPossible, most > least else {
      let even = LinearScale(
        covering: known, start: start, end: end, count: count, format: format)
      self.spread = .linear
      let free = isFree ? Self.free(least, most, count: count, format: format) : nil
      ticks = free ?? even.ticks
      low = ticks.first ?? even.low
      high = ticks.last ?? even.high
      return
    }
    self.spread = spread
    let nice = Self.nice(format)
    let high = Self.end(atLeast: most, format)
    let low = spread == .squareRoot ? 0 : Self.low(atMost: least, format)
    self.low = low
    self.high = high
    let room = (spread.along(high) - spread.along(low)) / Double(max(1, count) + 1)
    var kept = [high]
    let inner = nice.filter { $0 > low && $0 < high }
    for value in inner.reversed() + [low] {
      let isApart = spread.along(kept[kept.count - 1]) - spread.along(value) >= room
      if value == low {
        if !isApart, kept.count > 1 { kept.removeLast() }
        kept.append(low)
      } else if isApart {
        kept.append(value)
      }
    }
    ticks = kept.reversed()
  }

  /// Steps around values that are all far from zero for how little they differ; else nil.
  private static func free(
    _ least: Double, _ most: Double, count: Int, format: ValueFormat
  ) -> [Double]? {
    guard most > least, least > 0, (most - least) * 2 < most else { return nil }
    let step = NiceSteps.step(atLeast: (most - least) / Double(max(1, count)), format: format)
    let (first, last) = ((least / step).rounded(.down), (most / step).rounded(.up))
    guard last > first, last - first < 20 else { return nil }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Where a logarithm begins: below one even for what is counted.
  private static func low(atMost least: Double, _ format: ValueFormat) -> Double {
    nice(format).last { $0 <= least } ?? nice(.decimal).last { $0 <= least } ?? least
  }

  /// Where an uneven axis ends: not so far beyond the most as its next step would be.
  private static func end(atLeast most: Double, _ format: ValueFormat) -> Double {
    if format == .seconds { return nice(format).first { $0 >= most } ?? most }
    let power = nice(format).last { $0 <= most / 5 } ?? 0
    let step = NiceSteps.step(atLeast: power, format: format)
    return (most / step).rounded(.up) * step
  }

  /// Numbers at which people like an uneven axis to be divided.
  private static func nice(_ format: ValueFormat) -> [Double] {
    if format == .seconds {
      let day = 86_400.0
      return [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 18_000, 43_200]
        + [1, 2, 5, 10, 30, 100, 300, 1_000, 10_000, 100_000].map { $0 * day }
    }
    var numbers: [Double] = []
    var power = format == .count || format == .bytes ? 1.0 : 1e-6
    while power <= edge {
      numbers += [1, 2, 5].map { $0 * power }
      power *= 10
    }
    return numbers
  }

  /// The place of a number.
  package func position(_ value: Double) -> Double {
    let (from, to) = (spread.along(low), spread.along(high))
    return start + (spread.along(value) - from) / (to - from) * (end - start)
  }

  /// The number at a place.
  package func value(at position: Double) -> Double {
    let (from, to) = (spread.along(low), spread.along(high))
    return spread.number(at: from + (position - start) / (end - start) * (to - from))
  }
}
