internal import CoreMetrics
internal import Synchronization

/// Counts of values by size; times are kept in seconds.
final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
  /// Upper bounds for times, in seconds.
  static let seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
  /// Upper bounds for sizes and counts.
  static let sizes: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]

  private struct State {
    /// One more than there are bounds: the last is for what is larger than all.
    var counts: [Int64]
    var sum = 0.0
  }

  let key: SeriesKey
  private let bounds: [Double]
  private let state: Mutex<State>

  init(key: SeriesKey, bounds: [Double]) {
    self.key = key
    self.bounds = Set(bounds.filter(\.isFinite)).sorted()
    state = Mutex(State(counts: [Int64](repeating: 0, count: self.bounds.count + 1)))
  }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    guard value.isFinite else { return }
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.counts[bucket] += 1
      let sum = state.sum + value
      if sum.isFinite { state.sum = sum }
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(max(duration, 0)) / 1e9) }

  var points: [MetricFamily.Point] {
    let state = state.withLock { $0 }
    var total: Int64 = 0
    var points: [MetricFamily.Point] = []
    for (index, count) in state.counts.enumerated() {
      total += count
      let bound = index < bounds.count ? MetricText.number(.double(bounds[index])) : "+Inf"
      points.append(
        MetricFamily.Point(
          suffix: "_bucket", labels: key.labels + [Label(name: "le", value: bound)],
          value: .integer(total)))
    }
    points.append(
      MetricFamily.Point(suffix: "_sum", labels: key.labels, value: .double(state.sum)))
    points.append(
      MetricFamily.Point(suffix: "_count", labels: key.labels, value: .integer(total)))
    return points
  }
}
