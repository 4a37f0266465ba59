internal import Glibc

extension BGNBD {
  package struct Fit: Equatable, Sendable {
    package let model: BGNBD
    package let logLikelihood: Double
    package let customers: Int
    /// Customers with a repeat.
    package let repeatCustomers: Int
  }

  /// The parameters under which the histories are most likely, sought on their logarithms.
  ///
  /// - Returns: nothing where there are too few customers, where the search does not come to rest, or
  ///   where a parameter runs away: the likelihood is flat there, and any number would be a guess.
  package static func fit(
    _ histories: [PurchaseHistory], atLeast need: Int = Thresholds.modelCustomers,
    repeats repeatNeed: Int = Thresholds.repeatCustomers
  ) -> Finding<Fit> {
    let again = histories.count { $0.repeats > 0 }
    let refusal =
      Refusal.unless(.customers, histories.count, atLeast: max(need, 1))
      ?? .unless(.repeatCustomers, again, atLeast: max(repeatNeed, 1))
    if let refusal { return .withheld(refusal) }
    let meanAge = histories.reduce(0) { $0 + $1.age } / Double(histories.count)
    guard meanAge > 0 else { return .withheld(.tooFew(.days, have: 0, need: 1)) }

    let grouped = GroupedHistories(histories)
    let start = [0, log(meanAge / 4), 0, 0.5]
    let reach = 14.0
    func model(_ logs: [Double]) -> BGNBD {
      BGNBD(r: exp(logs[0]), alpha: exp(logs[1]), a: exp(logs[2]), b: exp(logs[3]))
    }
    func distance(_ logs: [Double]) -> Double {
      zip(logs, start).map { abs($0 - $1) }.max() ?? 0
    }
    let found = NelderMead(step: 0.7).minimum(
      of: { logs in
        distance(logs) > reach ? .infinity : -model(logs).logLikelihood(of: grouped)
      }, from: start)
    guard let found else { return .withheld(.notSettled(.noConvergence)) }
    // Whoever comes this far is still on the way.
    guard distance(found.point) < reach / 2 else {
      return .withheld(.notSettled(.parameterRanAway))
    }
    return .told(
      Fit(
        model: model(found.point), logLikelihood: -found.value, customers: histories.count,
        repeatCustomers: again))
  }
}
