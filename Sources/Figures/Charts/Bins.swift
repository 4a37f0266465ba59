/// Numbers by the part of the line on which they lie.
package struct Bins: Sendable {
  package typealias Bin = HistogramFigure.Bin

  /// From left to right, none over the next; only the last may have no end.
  package let bins: [Bin]
  /// How the line is divided.
  package let spread: Spread
  package let total: Double
  /// The numbers themselves with their counts, where they are known.
  private let values: [(number: Double, count: Double)]

  /// Bins as they come; those that are empty of sense are left out.
  package init(_ bins: [Bin]) {
    var kept: [Bin] = []
    for bin in bins.sorted(by: { ($0.low, $0.high ?? .infinity) < ($1.low, $1.high ?? .infinity) })
    where bin.low.isFinite && bin.count.isFinite {
      if let before = kept.last {
        guard let end = before.high, bin.low >= end else { continue }
      }
      let high = bin.high.flatMap { $0.isFinite ? $0 : nil }
      guard high.map({ $0 > bin.low }) ?? true else { continue }
      kept.append(Bin(low: bin.low, high: high, count: max(0, bin.count)))
    }
    self.bins = kept
    total = kept.reduce(0) { $0 + $1.count }
    values = []
    let closed = kept.compactMap(\.high) + kept.map(\.low)
    let widths = kept.compactMap { bin in bin.high.map { $0 - bin.low } }
    let isUneven = (widths.max() ?? 0) > 8 * (widths.min() ?? 0)
    spread = isUneven && (closed.min() ?? 0) >= 0 ? .squareRoot : .linear
  }

  /// Numbers, each with how often it came, in about `count` bins between nice ends.
  package init(values: [(number: Double, count: Double)], count: Int = 20, format: ValueFormat) {
    let known = values.filter { $0.number.isFinite && $0.count.isFinite && $0.count > 0 }
      .sorted { $0.number < $1.number }
    self.values = known
    total = known.reduce(0) { $0 + $1.count }
    let numbers = known.map(\.number)
    let isSkewed = Spread.suited(to: numbers) != .linear
    let wanted = max(1, isSkewed ? count : min(count, Set(numbers).count * 2))
    let scale = NumberScale(
      covering: numbers, spread: isSkewed ? .squareRoot : .linear, start: 0, end: 1,
      count: wanted, format: format, isFree: true)
    spread = scale.spread
    guard !known.isEmpty else {
      bins = []
      return
    }
    let edges =
      scale.spread == .linear
      ? scale.ticks : (0...wanted).map { scale.value(at: Double($0) / Double(wanted)) }
    var counts = [Double](repeating: 0, count: max(1, edges.count - 1))
    var place = 0
    for value in known {
      while place + 1 < counts.count, value.number >= edges[place + 1] { place += 1 }
      counts[place] += value.count
    }
    bins = counts.enumerated().map { index, count in
      Bin(low: edges[index], high: edges[index + 1], count: count)
    }
  }

  /// Where a bin without an end is drawn to end: as wide as the one before it.
  package func end(of bin: Bin) -> Double {
    if let high = bin.high { return high }
    let before = bins.last { $0.high != nil }
    let width = before.map { ($0.high ?? $0.low) - $0.low } ?? max(1, abs(bin.low))
    return bin.low + width
  }

  var edges: [Double] { bins.map(\.low) + bins.map { end(of: $0) } }

  /// Whether all bins take equal room, so that the height of a bar is its count.
  var isEven: Bool {
    let widths = bins.map { spread.along(end(of: $0)) - spread.along($0.low) }
    return (widths.max() ?? 0) <= 1.01 * (widths.min() ?? 0)
  }

  /// The heights of the bars: counts, or counts by the room that a bin takes.
  var heights: [Double] {
    guard !isEven else { return bins.map(\.count) }
    let dense = bins.map { bin in
      bin.count / max(1e-12, spread.along(end(of: bin)) - spread.along(bin.low))
    }
    let largest = dense.max() ?? 0
    return dense.map { largest > 0 ? $0 / largest * 100 : 0 }
  }

  /// The number below which a share of all lies.
  ///
  /// Where only bins are known it is read as if they were filled evenly; beyond the last edge that
  /// is known, it is that edge.
  package func quantile(_ share: Double) -> (number: Double, isBeyond: Bool)? {
    guard total > 0 else { return nil }
    let wanted = min(max(0, share), 1) * total
    var sum = 0.0
    for value in values {
      sum += value.count
      if sum >= wanted { return (value.number, false) }
    }
    sum = 0
    for bin in bins where bin.count > 0 {
      if sum + bin.count >= wanted {
        guard let high = bin.high else { return (bin.low, true) }
        return (bin.low + (wanted - sum) / bin.count * (high - bin.low), false)
      }
      sum += bin.count
    }
    return nil
  }
}
