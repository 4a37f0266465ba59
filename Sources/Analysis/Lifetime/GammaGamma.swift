internal import Glibc

/// What a customer spends on an order, where that does not hang together with how often.
package struct Spending: Hashable, Sendable {
  /// Orders that the mean is taken over: the repeats, as BG/NBD counts them.
  package var orders: Int
  /// The mean of these orders, in any currency.
  package var mean: Double

  package init(orders: Int, mean: Double) {
    self.orders = orders
    self.mean = mean
  }
}

/// The Gamma–Gamma model of spending.
///
/// The orders of a customer scatter about a mean of their own by a gamma distribution of shape p;
/// the means vary between customers (q, v). Source: Fader and Hardie, "The Gamma-Gamma model of
/// monetary value" (2013).
package struct GammaGamma: Equatable, Sendable {
  package let p: Double
  package let q: Double
  package let v: Double

  /// - Precondition: all are above zero.
  package init(p: Double, q: Double, v: Double) {
    precondition(p > 0 && q > 0 && v > 0)
    self.p = p
    self.q = q
    self.v = v
  }

  /// The mean over all customers; nil where q ≤ 1, for then there is none.
  package var populationMean: Double? { q > 1 ? p * v / (q - 1) : nil }

  /// E[Z | x, z]: what an order of this customer comes to in the long run.
  ///
  /// Without an order it is the mean of all, which q > 1 has.
  package func expectedMean(of spending: Spending) -> Double {
    let x = Double(max(spending.orders, 0))
    return p * (v + x * (x > 0 ? spending.mean : 0)) / (p * x + q - 1)
  }

  package func logLikelihood(of customers: [Spending]) -> Double {
    logLikelihood(of: Self.byOrders(customers))
  }

  private func logLikelihood(of groups: [(orders: Double, spendings: [Spending])]) -> Double {
    var sum = 0.0
    for (x, spendings) in groups {
      let common =
        logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * log(v) + p * x * log(x)
      for spending in spendings {
        let z = spending.mean
        sum += common + (p * x - 1) * log(z) - (p * x + q) * log(x * z + v)
      }
    }
    return sum
  }

  private static func byOrders(
    _ customers: [Spending]
  ) -> [(orders: Double, spendings: [Spending])] {
    Dictionary(grouping: customers.filter { $0.orders > 0 && $0.mean > 0 }, by: \.orders)
      .sorted { $0.key < $1.key }
      .map { (Double($0.key), $0.value.sorted { $0.mean < $1.mean }) }
  }
}

extension GammaGamma {
  package struct Fit: Equatable, Sendable {
    package let model: GammaGamma
    package let logLikelihood: Double
    /// Customers it was fitted on: those who bought again, and paid for it.
    package let customers: Int
    /// Pearson's correlation of orders and mean, which the model takes for zero; print it.
    package let correlation: Double?
  }

  /// The parameters under which the spendings are most likely; customers without a repeat, and those
  /// who paid nothing, are left out.
  package static func fit(
    _ customers: [Spending], atLeast need: Int = Thresholds.repeatCustomers
  ) -> Finding<Fit> {
    let groups = byOrders(customers)
    let used = groups.flatMap(\.spendings)
    if let refusal = Refusal.unless(.repeatCustomers, used.count, atLeast: max(need, 2)) {
      return .withheld(refusal)
    }
    let mean = used.reduce(0) { $0 + $1.mean } / Double(used.count)
    let start = [1, 1, log(mean / 2)]
    let reach = 14.0
    func model(_ logs: [Double]) -> GammaGamma {
      GammaGamma(p: exp(logs[0]), q: exp(logs[1]), v: exp(logs[2]))
    }
    func distance(_ logs: [Double]) -> Double {
      zip(logs, start).map { abs($0 - $1) }.max() ?? 0
    }
    let found = NelderMead(step: 0.7).minimum(
      of: { logs in
        distance(logs) > reach ? .infinity : -model(logs).logLikelihood(of: groups)
      }, from: start)
    guard let found else { return .withheld(.notSettled(.noConvergence)) }
    guard distance(found.point) < reach / 2 else {
      return .withheld(.notSettled(.parameterRanAway))
    }
    guard model(found.point).populationMean != nil else { return .withheld(.notSettled(.noMean)) }
    return .told(
      Fit(
        model: model(found.point), logLikelihood: -found.value, customers: used.count,
        correlation: Analysis.correlation(used.map { (Double($0.orders), $0.mean) })))
  }
}
