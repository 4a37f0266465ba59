import Analysis
import Clickstream
import Warehouse

extension AnalysisResults {
  /// Weeks of the twelve months that are looked ahead.
  private static let weeksAhead = 12 * 4.345
  /// Discount of a month.
  private static let discount = 0.01
  /// Months of first orders that are told.
  private static let cohortMonths = 120

  /// Segments, rhythm, lifetime value, survival, cohorts and repeat purchases.
  mutating func addCustomers(
    _ customers: [CustomerOrders], offers: [Int64: ProductOffer], asOf day: Day
  ) {
    let today = Int(day.number)
    let scores = RFMTable.scores(
      of: customers.map { customer in
        PurchaseSummary(
          customer: customer.person, recency: customer.recency(at: today),
          frequency: customer.days.count, monetary: customer.cents)
      }, frequency: .thresholds)
    note(.segments, n: customers.count, scores.refusal)
    let segments = scores.value?.scores.map(\.segment)
    let verdicts = verdicts(on: customers, segments, today)
    let forecast = forecast(of: customers, today)
    for (place, customer) in customers.enumerated() {
      let score = scores.value?.scores[place]
      let verdict = verdicts[place]
      let outlook = forecast?[place]
      let offer = offers[customer.person]
      add(
        [
          .int8(customer.person), .int4(customer.recency(at: today)), .int8(customer.orders),
          .int4(customer.days.count), .numeric(customer.spent), .int2(score?.recency),
          .int2(score?.frequency), .int2(score?.monetary), .text(score?.segment.rawValue),
          .int4(verdict?.limit), .text(verdict?.rule), .bool(verdict?.isOverdue),
          .float8(outlook?.alive), .float8(outlook?.orders), .float8(outlook?.value),
          .text(offer?.name), .text(offer?.reason),
        ], to: .customerScore)
    }
    addSurvival(of: customers, today)
    addCohorts(of: customers, day)
    addRepeats(of: customers, today)
  }

  // MARK: Rhythm

  private struct Verdict {
    var limit: Int?
    var rule: String
    var isOverdue: Bool
  }

  /// By contract, else by the own gaps, else by those of the segment, else by those of all.
  private mutating func verdicts(
    on customers: [CustomerOrders], _ segments: [CustomerSegment]?, _ today: Int
  ) -> [Verdict?] {
    let all = customers.flatMap { ChurnRule.gaps(between: $0.days) }
    var gaps: [CustomerSegment: [Int]] = [:]
    for (place, segment) in (segments ?? []).enumerated() {
      gaps[segment, default: []] += ChurnRule.gaps(between: customers[place].days)
    }
    let churn = ChurnRule(grace: 0)
    let enough = Thresholds.segmentGaps
    let verdicts: [Verdict?] = customers.enumerated().map { place, customer in
      if let renewsOn = customer.renewsOn {
        let verdict = churn.contract(renewsOn: renewsOn, asOf: today)
        return Verdict(limit: nil, rule: "contract", isOverdue: verdict.isOverdue)
      }
      let own = segments.flatMap { gaps[$0[place]] } ?? []
      let isOfSegment = own.count >= enough
      let found = churn.rhythm(
        orderDays: customer.days, segmentGaps: isOfSegment ? own : all, asOf: today)
      guard let verdict = found.value else { return nil }
      switch verdict.rule {
      case .ownRhythm(let limit, _):
        return Verdict(limit: limit, rule: "own", isOverdue: verdict.isOverdue)
      case .segmentRhythm(let limit, _):
        return Verdict(
          limit: limit, rule: isOfSegment ? "segment" : "all", isOverdue: verdict.isOverdue)
      case .contract: return nil
      }
    }
    note(
      .rhythm, n: all.count,
      all.count < enough ? .tooFew(.gaps, have: all.count, need: enough) : nil)
    return verdicts
  }

  // MARK: Lifetime value

  private struct Outlook {
    var alive: Double
    var orders: Double
    var value: Double?
  }

  private mutating func forecast(of customers: [CustomerOrders], _ today: Int) -> [Outlook]? {
    let histories = customers.compactMap { PurchaseHistory(orderDays: $0.days, until: today) }
    // Nobody has an order after the day; all have a history.
    guard histories.count == customers.count else { return nil }
    let spendings = customers.map(\.spending)
    let repeats = BGNBD.fit(histories)
    let spending = GammaGamma.fit(spendings)
    note(.lifetimeValue, n: customers.count, repeats.refusal ?? spending.refusal)
    guard let fit = repeats.value else { return nil }
    let value = spending.value.map {
      LifetimeValue(repeats: fit.model, spending: $0.model, discount: Self.discount)
    }
    let outlooks = zip(histories, spendings).map { history, spent in
      Outlook(
        alive: fit.model.probabilityAlive(after: history),
        orders: fit.model.expectedRepeats(within: Self.weeksAhead, after: history),
        value: value?.value(of: history, spending: spent, months: 12))
    }
    set(
      .lifetimeValue,
      [
        "r": fit.model.r, "alpha": fit.model.alpha, "a": fit.model.a, "b": fit.model.b,
        "log likelihood": fit.logLikelihood, "p": spending.value?.model.p,
        "q": spending.value?.model.q, "v": spending.value?.model.v,
        "mean order": spending.value?.model.populationMean,
        "correlation": spending.value?.correlation, "discount": Self.discount,
        "customers alive": outlooks.reduce(0) { $0 + $1.alive },
        "expected orders": outlooks.reduce(0) { $0 + $1.orders },
        "expected value": value.map { _ in outlooks.reduce(0) { $0 + ($1.value ?? 0) } },
      ])
    return outlooks
  }

  // MARK: Coming back

  private mutating func addSurvival(of customers: [CustomerOrders], _ today: Int) {
    let waits = customers.map { customer in
      Analysis.Lifetime(
        duration: (customer.days.dropFirst().first ?? today) - (customer.days.first ?? today),
        hasEnded: customer.days.count > 1)
    }
    let found = SurvivalCurve.curve(of: waits)
    note(.survival, n: customers.count, found.refusal)
    set(.survival, ["median days": found.value?.median.map(Double.init)])
    for step in found.value?.steps ?? [] {
      add(
        [
          .int4(step.duration), .int8(Int64(step.atRisk)), .int8(Int64(step.ended)),
          .float8(step.survival), .float8(step.interval.lowerBound),
          .float8(step.interval.upperBound),
        ], to: .survivalStep)
    }
  }

  private mutating func addCohorts(of customers: [CustomerOrders], _ day: Day) {
    func month(_ day: Int) -> Int {
      let civil = Day(number: Int32(clamping: day)).civil
      return civil.year * 12 + civil.month - 1
    }
    // The month that ends tonight is over.
    let last = month(Int(day.number) + 1) - 1
    let known = customers.filter { customer in
      customer.days.first.map { month($0) > last - Self.cohortMonths } ?? false
    }
    let found = CohortTriangle.triangle(
      of: known.flatMap { customer in
        customer.days.map { (customer: customer.person, month: month($0)) }
      }, until: last)
    note(.cohorts, n: known.count, found.refusal)
    for cohort in found.value?.cohorts ?? [] {
      let first = Day(year: cohort.month / 12, month: cohort.month % 12 + 1, day: 1)
      for (months, active) in cohort.active.enumerated() {
        add(
          [
            .date(Int(first.number)), .int4(months), .int8(Int64(cohort.size)),
            .int8(Int64(active)),
          ], to: .cohortMonth)
      }
    }
  }

  private mutating func addRepeats(of customers: [CustomerOrders], _ today: Int) {
    let civil = Day(number: Int32(clamping: today)).civil
    let before = Day(year: civil.year - 1, month: civil.month, day: civil.day)
    let found = RepeatPurchase.rates(
      of: customers.flatMap { customer in
        customer.days.map { OrderDay(customer: customer.person, day: $0) }
      }, in: Int(before.number) + 1...today, counting: .orderDays)
    note(.repeatPurchase, n: found.value?.buyers ?? customers.count, found.refusal)
    set(
      .repeatPurchase,
      [
        "buyers": found.value.map { Double($0.buyers) },
        "repeated within": found.value.map { Double($0.repeatedWithin) },
        "returning": found.value.map { Double($0.returning) },
      ])
  }
}

extension CustomerOrders {
  fileprivate func recency(at today: Int) -> Int { today - (days.last ?? today) }

  /// What was spent, in hundredths: scores ask for the order alone.
  fileprivate var cents: Int64 {
    let cents = (amounts.reduce(0, +) * 100).rounded()
    return Int64(exactly: cents) ?? (cents < 0 ? .min : cents > 0 ? .max : 0)
  }

  /// The mean of the days after the first, as the models ask for it.
  fileprivate var spending: Spending {
    let again = amounts.dropFirst()
    guard !again.isEmpty else { return Spending(orders: 0, mean: 0) }
    let mean = again.reduce(0, +) / Double(again.count)
    return Spending(orders: again.count, mean: mean.isFinite ? max(mean, 0) : 0)
  }
}
