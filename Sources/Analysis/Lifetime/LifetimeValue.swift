internal import Glibc

/// What the orders still to come of a customer are worth today.
package struct LifetimeValue: Equatable, Sendable {
  package let repeats: BGNBD
  package let spending: GammaGamma
  /// Discount of one month: .01 is one per cent.
  package let discount: Double
  /// Length of a month in the unit of the histories: 4.345 weeks.
  package let month: Double

  package init(
    repeats: BGNBD, spending: GammaGamma, discount: Double, month: Double = 4.345
  ) {
    self.repeats = repeats
    self.spending = spending
    self.discount = discount
    self.month = month
  }

  /// The sum over the months of expected orders times expected spending, discounted to the end of
  /// each month; in the currency of the spending.
  ///
  /// It is turnover, not profit: multiply by the margin where that is known.
  package func value(
    of history: PurchaseHistory, spending spent: Spending, months: Int
  ) -> Double {
    let mean = spending.expectedMean(of: spent)
    var before = 0.0
    var sum = 0.0
    for index in stride(from: 1, through: months, by: 1) {
      let orders = repeats.expectedRepeats(within: Double(index) * month, after: history)
      sum += (orders - before) * mean / pow(1 + discount, Double(index))
      before = orders
    }
    return sum
  }
}
