internal import Glibc

/// What comes in less what goes out, period by period; the first is now and not discounted.
package struct CashFlow: Equatable, Sendable {
  package let flows: [Double]

  package init(_ flows: [Double]) { self.flows = flows }

  /// A cost now, and a benefit less a running cost in each of so many months after.
  package init(cost: Double, monthlyBenefit: Double, monthlyCost: Double, months: Int) {
    flows = [-cost] + [Double](repeating: monthlyBenefit - monthlyCost, count: max(months, 0))
  }

  /// The net present value: the sum of flows / (1 + discount)ⁱ.
  ///
  /// - Parameter discount: of one period, above −1.
  package func netPresentValue(discount: Double) -> Double {
    flows.enumerated().reduce(0) { $0 + $1.element / pow(1 + discount, Double($1.offset)) }
  }

  /// The first period from which on the sum of all flows up to it never falls below zero again; nil
  /// where it is below zero at the end.
  package func payback(discount: Double = 0) -> Int? {
    var sum = 0.0
    var period: Int?
    for (index, flow) in flows.enumerated() {
      sum += flow / pow(1 + discount, Double(index))
      if sum < 0 {
        period = nil
      } else if period == nil {
        period = index
      }
    }
    return period
  }

  /// The discount of a year as one of a month.
  package static func monthly(yearly: Double) -> Double { pow(1 + yearly, 1.0 / 12) - 1 }
}

/// How much better customers must be kept for a yearly cost to pay.
package struct BreakEvenRetention: Equatable, Sendable {
  /// The gain in the share kept a year: .02 are two points of a hundred.
  package let gain: Double

  /// Annual cost / (active customers · margin · slope of the lifetime value).
  ///
  /// - Parameters:
  ///   - margin: yearly, of one customer, in the currency of the cost; above zero.
  ///   - slope: years of margin that one more point of retention brings, for each point.
  package static func gain(
    annualCost: Double, activeCustomers: Int, margin: Double, slope: Double,
    atLeast need: Int = Thresholds.customers
  ) -> Finding<BreakEvenRetention> {
    if let refusal = Refusal.unless(.customers, activeCustomers, atLeast: max(need, 1)) {
      return .withheld(refusal)
    }
    guard margin > 0, slope > 0 else { return .withheld(.notSettled(.noMean)) }
    return .told(
      BreakEvenRetention(gain: annualCost / (Double(activeCustomers) * margin * slope)))
  }

  /// The slope of the lifetime value of a customer who stays with one probability a year.
  ///
  /// The value is margin · (1 + d) / (1 + d − r), and its slope by r, for a margin of one,
  /// (1 + d) / (1 + d − r)².
  package static func slope(retention: Double, discount: Double) -> Double {
    let loss = 1 + discount - retention
    return (1 + discount) / (loss * loss)
  }
}
