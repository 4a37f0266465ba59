package import Analysis
package import Clickstream
package import Warehouse

/// Days that differ from the same weekdays before, and the part that makes most of it.
package struct AnomalySearch: Sendable {
  /// A day that stands out.
  package struct Found: Sendable {
    package let metric: String
    package let anomaly: DayAnomaly
    package let part: Part?
  }

  package struct Part: Sendable {
    package let cause: Breakdown.Cause
    package let value: Double
    package let expected: Double
  }

  private static let weeks = 12
  /// Days that are judged.
  private static let daysJudged = 28
  /// Days that are judged, and those that they are compared with.
  package static let daysRead = daysJudged + 7 * weeks

  private struct Key: Hashable {
    let dimension: String
    let part: String
  }

  private let last: Int
  private var totals: [String: [Int: Double]] = [:]
  private var parts: [String: [Key: [Int: Double]]] = [:]

  package init(_ counts: [DayCount], until last: Day) {
    self.last = Int(last.number)
    for count in counts {
      if let dimension = count.dimension, let part = count.part {
        let key = Key(dimension: dimension, part: part)
        parts[count.metric, default: [:]][key, default: [:]][count.day, default: 0] += count.value
      } else {
        totals[count.metric, default: [:]][count.day, default: 0] += count.value
      }
    }
  }

  /// What stands out of each metric that has enough weeks; else a refusal.
  package var outcome: (found: [Found], days: Int, refusal: Refusal?) {
    var found: [Found] = []
    var refusal: Refusal?
    var hasSpoken = false
    var days = 0
    for (metric, values) in totals.sorted(by: { $0.key < $1.key }) {
      // A day without a record after the first is a day with none.
      guard let first = values.keys.min(), first <= last else { continue }
      let series = (first...last).map { DayValue(day: $0, value: values[$0] ?? 0) }
      days = max(days, series.count)
      let search = WeekdayAnomalies(weeks: Self.weeks)
      let answer = search.anomalies(of: series, in: (last - Self.daysJudged + 1)...last)
      guard let anomalies = answer.value else {
        refusal = refusal ?? answer.refusal
        continue
      }
      hasSpoken = true
      for anomaly in anomalies where Self.isMoreThanChance(anomaly) {
        found.append(
          Found(metric: metric, anomaly: anomaly, part: part(metric, anomaly, since: first)))
      }
    }
    guard !hasSpoken else { return (found, days, nil) }
    return (
      [], days,
      refusal ?? .tooFew(.days, have: 0, need: Thresholds.sameWeekdays)
    )
  }

  /// Counts scatter by their root: few orders a day are never as regular as their median.
  private static func isMoreThanChance(_ anomaly: DayAnomaly) -> Bool {
    let distance = anomaly.value - anomaly.expected
    return distance * distance > 9 * max(anomaly.expected, 1)
  }

  private func part(_ metric: String, _ anomaly: DayAnomaly, since first: Int) -> Part? {
    var expected: [Key: Double] = [:]
    let known = parts[metric] ?? [:]
    let usual = stride(from: anomaly.day - 7, through: anomaly.day - 7 * Self.weeks, by: -7)
      .filter { $0 >= first }
    for (key, values) in known {
      expected[key] = ModifiedZ(of: 0, among: usual.map { values[$0] ?? 0 })?.median
    }
    let dimensions = Dictionary(grouping: known.keys, by: \.dimension)
      .sorted { $0.key < $1.key }
      .map { dimension, keys in
        BreakdownDimension(
          name: dimension,
          parts: keys.sorted { $0.part < $1.part }.map { key in
            BreakdownDimension.Part(
              name: key.part, now: known[key]?[anomaly.day] ?? 0, expected: expected[key] ?? 0)
          })
      }
    let found = Breakdown.explain(
      now: anomaly.value, expected: anomaly.expected, by: dimensions)
    guard let cause = found.value?.mainCause, let name = cause.part else { return nil }
    let key = Key(dimension: cause.dimension, part: name)
    return Part(
      cause: cause, value: known[key]?[anomaly.day] ?? 0, expected: expected[key] ?? 0)
  }
}

extension AnalysisResults {
  /// Days of the last four weeks that stand out.
  mutating func addAnomalies(_ counts: [DayCount], until last: Day) {
    let outcome = AnomalySearch(counts, until: last).outcome
    note(.anomalies, n: outcome.days, outcome.refusal)
    for found in outcome.found {
      let (anomaly, part) = (found.anomaly, found.part)
      add(
        [
          .text(found.metric), .date(anomaly.day), .float8(anomaly.value),
          .float8(anomaly.expected), .float8(anomaly.z), .text(part?.cause.dimension),
          .text(part?.cause.part), .float8(part?.value), .float8(part?.expected),
          .float8(part?.cause.share),
        ], to: .anomaly)
    }
  }
}
