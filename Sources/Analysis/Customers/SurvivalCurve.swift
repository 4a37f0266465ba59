internal import Glibc

/// How long something lasted, or how long it has lasted so far.
package struct Lifetime: Hashable, Sendable {
  /// In any unit, the same for all.
  package var duration: Int
  /// Whether it ended then; otherwise it was last seen alive.
  package var hasEnded: Bool

  package init(duration: Int, hasEnded: Bool) {
    self.duration = duration
    self.hasEnded = hasEnded
  }
}

/// The share that is still there after a time (Kaplan and Meier 1958).
package struct SurvivalCurve: Equatable, Sendable {
  package struct Step: Equatable, Sendable {
    package let duration: Int
    /// Those who might end at this duration.
    package let atRisk: Int
    package let ended: Int
    package let survival: Double
    /// Greenwood's; zero where nobody is left.
    package let variance: Double

    /// The interval that holds the share with 95 %, on the scale of log(−log S), inside 0 to 1.
    package var interval: ClosedRange<Double> {
      guard survival > 0, survival < 1, variance > 0 else { return survival...survival }
      let reach = 1.959963984540054 * sqrt(variance) / (survival * abs(log(survival)))
      return pow(survival, exp(reach))...pow(survival, exp(-reach))
    }
  }

  /// One for each duration at which something ended.
  package let steps: [Step]

  /// Who is censored at a duration is still at risk for what ends at the same.
  package static func curve(
    of lifetimes: [Lifetime], atLeast need: Int = Thresholds.customers
  ) -> Finding<SurvivalCurve> {
    if let refusal = Refusal.unless(.customers, lifetimes.count, atLeast: need) {
      return .withheld(refusal)
    }
    var ended: [Int: Int] = [:]
    var left: [Int: Int] = [:]
    for lifetime in lifetimes {
      left[lifetime.duration, default: 0] += 1
      if lifetime.hasEnded { ended[lifetime.duration, default: 0] += 1 }
    }
    var atRisk = lifetimes.count
    var survival = 1.0
    var sum = 0.0
    var steps: [Step] = []
    for (duration, leaving) in left.sorted(by: { $0.key < $1.key }) {
      if let ended = ended[duration] {
        survival *= Double(atRisk - ended) / Double(atRisk)
        if ended < atRisk { sum += Double(ended) / (Double(atRisk) * Double(atRisk - ended)) }
        steps.append(
          Step(
            duration: duration, atRisk: atRisk, ended: ended, survival: survival,
            variance: survival * survival * sum))
      }
      atRisk -= leaving
    }
    return .told(SurvivalCurve(steps: steps))
  }

  /// The share that lasts longer than a duration.
  package func survival(after duration: Int) -> Double {
    steps.last { $0.duration <= duration }?.survival ?? 1
  }

  /// The duration at which half are gone; nil where more than half are still there at the end.
  package var median: Int? { steps.first { $0.survival <= 0.5 }?.duration }
}
