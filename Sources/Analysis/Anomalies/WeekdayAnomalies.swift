/// A metric of one day.
package struct DayValue: Equatable, Sendable {
  /// Counted from any fixed day; a step of seven is the same weekday.
  package var day: Int
  package var value: Double

  package init(day: Int, value: Double) {
    self.day = day
    self.value = value
  }
}

/// A day that differs from the same weekdays before it.
package struct DayAnomaly: Equatable, Sendable {
  package let day: Int
  package let value: Double
  /// The median of the same weekdays before.
  package let expected: Double
  package let z: Double
  package let spread: ModifiedZ.Spread
}

/// Compares each day with the same weekday of the weeks before.
package struct WeekdayAnomalies: Sendable {
  /// Weeks that a day is compared with.
  package let weeks: Int
  private let need: Int
  private let leastStep: Double?

  package init(
    weeks: Int = 12, atLeast need: Int = Thresholds.sameWeekdays, leastStep: Double? = nil
  ) {
    self.weeks = weeks
    self.need = need
    self.leastStep = leastStep
  }

  /// The days of a range that stand out, in order; days without enough weeks before are passed by.
  ///
  /// - Parameter series: one value a day, in any order; days that are absent are not zero.
  /// - Returns: a refusal where no day of the range has enough to be compared with.
  package func anomalies(
    of series: [DayValue], in range: ClosedRange<Int>
  ) -> Finding<[DayAnomaly]> {
    let values = Dictionary(series.map { ($0.day, $0.value) }, uniquingKeysWith: { $1 })
    var found: [DayAnomaly] = []
    var mostHistory = 0
    var hasSpoken = false
    for (day, value) in values.sorted(by: { $0.key < $1.key }) where range.contains(day) {
      let usual = stride(from: 1, through: weeks, by: 1).compactMap { values[day - 7 * $0] }
      mostHistory = max(mostHistory, usual.count)
      guard usual.count >= max(need, 1),
        let score = ModifiedZ(of: value, among: usual, leastStep: leastStep)
      else { continue }
      hasSpoken = true
      guard score.isAnomaly else { continue }
      found.append(
        DayAnomaly(
          day: day, value: value, expected: score.median, z: score.z, spread: score.spread))
    }
    guard hasSpoken else {
      return .withheld(.tooFew(.days, have: mostHistory, need: max(need, 1)))
    }
    return .told(found)
  }
}
