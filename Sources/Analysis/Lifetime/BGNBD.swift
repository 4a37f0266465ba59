internal import Glibc

/// The BG/NBD model of repeat purchases: customers buy at a steady rate until they drop out after
/// one of their orders.
///
/// Rates follow a gamma distribution (r, alpha), probabilities of dropping out a beta distribution
/// (a, b). Times are in the unit of the histories that it was fitted on. Source: Fader, Hardie and
/// Lee, "Counting your customers the easy way", Marketing Science 24 (2005).
package struct BGNBD: Equatable, Sendable {
  package let r: Double
  package let alpha: Double
  package let a: Double
  package let b: Double

  /// - Precondition: all are above zero.
  package init(r: Double, alpha: Double, a: Double, b: Double) {
    precondition(r > 0 && alpha > 0 && a > 0 && b > 0)
    self.r = r
    self.alpha = alpha
    self.a = a
    self.b = b
  }

  package func logLikelihood(of histories: [PurchaseHistory]) -> Double {
    logLikelihood(of: GroupedHistories(histories))
  }

  func logLikelihood(of histories: GroupedHistories) -> Double {
    var sum = 0.0
    let constant = r * log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b)
    for group in histories.groups {
      let x = Double(group.repeats)
      let common =
        constant + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x)
      sum += common * group.customers
      let dropped = group.repeats > 0 ? log(a) - log(b + x - 1) : 0
      for row in group.rows {
        let alive = -(r + x) * log(alpha + row.age)
        let term =
          group.repeats == 0
          ? alive : logSum(alive, dropped - (r + x) * log(alpha + row.recency))
        sum += term * row.customers
      }
    }
    return sum
  }

  /// E[X(t)]: orders after the first that a new customer makes within a time.
  package func expectedRepeats(within time: Double) -> Double {
    aroundOne(a) { a in
      let z = time / (alpha + time)
      let decay = exp(r * log(alpha / (alpha + time)))
      return (a + b - 1) / (a - 1) * (1 - decay * hypergeometric(r, b, a + b - 1, z))
    }
  }

  /// E[Y(t) | x, t_x, T]: orders that a customer of this history makes within the time that follows.
  package func expectedRepeats(within time: Double, after history: PurchaseHistory) -> Double {
    guard time > 0 else { return 0 }
    let x = Double(history.repeats)
    let orders = aroundOne(a) { a in
      let z = time / (alpha + history.age + time)
      let decay = exp((r + x) * log((alpha + history.age) / (alpha + history.age + time)))
      return (a + b + x - 1) / (a - 1)
        * (1 - decay * hypergeometric(r + x, b + x, a + b + x - 1, z))
    }
    return orders * probabilityAlive(after: history)
  }

  /// The probability that a customer has not dropped out at the end of the observation.
  ///
  /// It is 1 without a repeat, for in this model nobody drops out but after a repeat: say so beside.
  package func probabilityAlive(after history: PurchaseHistory) -> Double {
    guard history.repeats > 0 else { return 1 }
    let x = Double(history.repeats)
    let odds =
      log(a) - log(b + x - 1)
      + (r + x) * (log(alpha + history.age) - log(alpha + history.recency))
    return 1 / (1 + exp(odds))
  }

  /// P(X(t) = x): the probability that a new customer makes so many repeats within a time.
  package func probability(ofRepeats repeats: Int, within time: Double) -> Double {
    let x = Double(repeats)
    let stay = log(alpha / (alpha + time))
    let go = log(time / (alpha + time))
    func counted(_ j: Int) -> Double {
      let j = Double(j)
      return exp(logGamma(r + j) - logGamma(r) - logGamma(j + 1) + r * stay + j * go)
    }
    func logBeta(_ p: Double, _ q: Double) -> Double {
      logGamma(p) + logGamma(q) - logGamma(p + q)
    }
    let alive =
      exp(logBeta(a, b + x) - logBeta(a, b)) * (time > 0 ? counted(repeats) : x == 0 ? 1 : 0)
    guard repeats > 0, time > 0 else { return alive }
    let fewer = (0..<repeats).reduce(0) { $0 + counted($1) }
    return alive + exp(logBeta(a + 1, b + x - 1) - logBeta(a, b)) * max(0, 1 - fewer)
  }

  /// The value of a function that is 0/0 at one, by its neighbours on both sides.
  private func aroundOne(_ value: Double, _ function: (Double) -> Double) -> Double {
    let reach = 1e-4
    guard abs(value - 1) < reach else { return function(value) }
    let low = function(1 - reach)
    let high = function(1 + reach)
    return low + (high - low) * (value - 1 + reach) / (2 * reach)
  }
}
