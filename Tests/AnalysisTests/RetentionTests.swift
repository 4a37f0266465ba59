import Analysis
import Foundation
import Support
import Testing

@Suite("Retention")
struct RetentionTests {
  private func orders(seed: UInt64, customers: Int = 60) -> [OrderDay] {
    var random = SplitMix64(seed: seed)
    return (0..<Int64(customers)).flatMap { customer in
      (0..<Int.random(in: 1...5, using: &random)).map { _ in
        OrderDay(customer: customer, day: Int.random(in: 0...730, using: &random))
      }
    }
  }

  @Test("a second order on the same day is a repeat of orders, not of days")
  func days() throws {
    let one = (0..<20).map { OrderDay(customer: $0, day: 10) }
    let orders = one + [one[0], OrderDay(customer: 1, day: 3), OrderDay(customer: 2, day: 99)]
    let byOrders = try #require(
      RepeatPurchase.rates(of: orders, in: 5...20, counting: .orders).value)
    let byDays = try #require(
      RepeatPurchase.rates(of: orders, in: 5...20, counting: .orderDays).value)
    let counts = [byOrders, byDays].map { [$0.buyers, $0.repeatedWithin, $0.returning] }
    #expect(counts == [[20, 1, 2], [20, 0, 1]])
    #expect(byDays.returningRate == 0.05)
    let none = RepeatPurchase.rates(of: orders, in: 200...300, counting: .orders)
    #expect(none.refusal == .tooFew(.customers, have: 0, need: 20))
  }

  @Test("returning customers are at least those who repeat", arguments: UInt64(1)...10)
  func rates(seed: UInt64) throws {
    let orders = orders(seed: seed)
    for counting in OrderCount.allCases {
      let rates = try #require(
        RepeatPurchase.rates(of: orders, in: 365...730, counting: counting, atLeast: 1).value)
      #expect(rates.repeatedWithin <= rates.returning && rates.returning <= rates.buyers)
      let shuffled = RepeatPurchase.rates(
        of: orders.reversed(), in: 365...730, counting: counting, atLeast: 1)
      #expect(shuffled.value == rates)
    }
  }

  @Test("cells whose month is not over are absent, others may be zero", arguments: UInt64(1)...10)
  func cohorts(seed: UInt64) throws {
    let orders = orders(seed: seed).map { (customer: $0.customer, month: $0.day / 30) }
    let last = 15
    let triangle = try #require(CohortTriangle.triangle(of: orders, until: last).value)
    let known = orders.filter { $0.month <= last }
    #expect(triangle.cohorts.reduce(0) { $0 + $1.size } == Set(known.map(\.customer)).count)
    #expect(
      triangle.cohorts.reduce(0) { $0 + $1.active.reduce(0, +) }
        == Set(known.map { [$0.customer, Int64($0.month)] }).count)
    for cohort in triangle.cohorts {
      #expect(cohort.active.count == last - cohort.month + 1)
      #expect(cohort.active[0] == cohort.size)
      #expect(cohort.active.allSatisfy { $0 <= cohort.size })
      #expect(cohort.share(after: last - cohort.month + 1) == nil)
      #expect(cohort.share(after: 0) == 1)
    }
    let again = CohortTriangle.triangle(of: orders.shuffled(seed: seed), until: last).value
    #expect(again == triangle)
  }

  @Test("Kaplan and Meier with Greenwood's variance")
  func survival() throws {
    // Freireich's trial of 6-MP in leukaemia (1963), 21 remissions in weeks; + is censored:
    // 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    let lifetimes =
      censored.map { Lifetime(duration: $0, hasEnded: false) }
      + ended.map { Lifetime(duration: $0, hasEnded: true) }
    let curve = try #require(SurvivalCurve.curve(of: lifetimes).value)
    let expected: [(Int, Int, Double, Double)] = [
      (6, 21, 0.857, 0.0764), (7, 17, 0.807, 0.0869), (10, 15, 0.753, 0.0963),
      (13, 12, 0.690, 0.1068), (16, 11, 0.627, 0.1141), (22, 7, 0.538, 0.1282),
      (23, 6, 0.448, 0.1346),
    ]
    #expect(curve.steps.count == expected.count)
    for (step, (duration, atRisk, survival, error)) in zip(curve.steps, expected) {
      #expect(step.duration == duration && step.atRisk == atRisk)
      #expect(abs(step.survival - survival) < 6e-4)
      #expect(abs(sqrt(step.variance) - error) < 6e-5, "\(duration): \(sqrt(step.variance))")
      #expect(step.interval.contains(step.survival))
      #expect(step.interval.lowerBound >= 0 && step.interval.upperBound <= 1)
    }
    #expect(curve.median == 23)
    #expect(curve.survival(after: 5) == 1 && curve.survival(after: 6) == curve.steps[0].survival)
  }

  @Test("without censoring, survival is the share that lasts longer", arguments: UInt64(1)...10)
  func uncensored(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let durations = (0..<50).map { _ in Int.random(in: 0...20, using: &random) }
    let curve = try #require(
      SurvivalCurve.curve(of: durations.map { Lifetime(duration: $0, hasEnded: true) }).value)
    for duration in 0...20 {
      let share = Double(durations.count { $0 > duration }) / 50
      #expect(abs(curve.survival(after: duration) - share) < 1e-12)
    }
    #expect(curve.steps.last?.survival == 0 && curve.steps.last?.variance == 0)
    for step in curve.steps where step.survival > 0 {
      let binomial = step.survival * (1 - step.survival) / 50
      #expect(abs(step.variance - binomial) < 1e-12)
    }
  }

  @Test("the rule that a verdict rests on is told")
  func churn() throws {
    let rule = ChurnRule(grace: 14)
    #expect(rule.contract(renewsOn: 100, asOf: 114).isOverdue == false)
    let over = rule.contract(renewsOn: 100, asOf: 115)
    #expect(over.rule == .contract(renewsOn: 100, grace: 14) && over.isOverdue)

    let segment = [Int](repeating: 30, count: 18) + [60, 90]
    // Gaps 10, 10, 10, 40: the 90th percentile of four is the longest.
    let own = [0, 10, 20, 30, 70, 70]
    #expect(ChurnRule.gaps(between: own.reversed()) == [10, 10, 10, 40])
    let quiet = rule.rhythm(orderDays: own, segmentGaps: segment, asOf: 110)
    #expect(quiet.value?.rule == .ownRhythm(limit: 40, gaps: 4))
    #expect(quiet.value?.isOverdue == false)
    let late = rule.rhythm(orderDays: own, segmentGaps: segment, asOf: 111)
    #expect(late.value?.isOverdue == true)

    // Three gaps are no rhythm; of twenty gaps, eighteen are the 90 % that do not exceed 30 days.
    let few = rule.rhythm(orderDays: [0, 10, 20, 30], segmentGaps: segment, asOf: 61)
    #expect(few.value?.rule == .segmentRhythm(limit: 30, gaps: 20))
    #expect(few.value?.isOverdue == true)
    let none = rule.rhythm(orderDays: [0], segmentGaps: Array(segment.dropLast()), asOf: 61)
    #expect(none.refusal == .tooFew(.gaps, have: 19, need: 20))
    #expect(rule.rhythm(orderDays: [], segmentGaps: segment, asOf: 61).value == nil)
  }
}
