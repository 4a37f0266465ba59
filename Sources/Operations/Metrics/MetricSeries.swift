internal import CoreMetrics
internal import Synchronization

/// One series of the registry: a name, labels and what was counted.
protocol MetricSeries: AnyObject, Sendable {
  var key: SeriesKey { get }
  var points: [MetricFamily.Point] { get }
}

struct SeriesKey: Hashable, Sendable {
  let name: String
  let labels: [Label]
}

/// A counter; it stops at the largest number instead of running over.
final class CounterSeries: MetricSeries, CounterHandler {
  let key: SeriesKey
  private let total = Mutex<Int64>(0)

  init(key: SeriesKey) { self.key = key }

  func increment(by amount: Int64) {
    // A counter that falls would be taken for a restart.
    guard amount > 0 else { return }
    total.withLock { total in
      let (sum, isOver) = total.addingReportingOverflow(amount)
      total = isOver ? .max : sum
    }
  }

  func reset() { total.withLock { $0 = 0 } }

  var points: [MetricFamily.Point] {
    [MetricFamily.Point(labels: key.labels, value: .integer(total.withLock { $0 }))]
  }
}

/// A gauge; numbers that are not finite leave it as it was.
final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
  let key: SeriesKey
  private let value = Mutex<MetricValue>(.integer(0))

  init(key: SeriesKey) { self.key = key }

  func set(_ value: Int64) { self.value.withLock { $0 = .integer(value) } }
  func set(_ value: Double) { change { _ in value } }
  func increment(by amount: Double) { change { $0 + amount } }
  func decrement(by amount: Double) { change { $0 - amount } }
  func record(_ value: Int64) { set(value) }
  func record(_ value: Double) { set(value) }

  private func change(_ change: (Double) -> Double) {
    value.withLock { value in
      let before: Double =
        switch value {
        case .integer(let number): Double(number)
        case .double(let number): number
        }
      let after = change(before)
      if after.isFinite { value = .double(after) }
    }
  }

  var points: [MetricFamily.Point] {
    [MetricFamily.Point(labels: key.labels, value: value.withLock { $0 })]
  }
}
