/// The customers of each month of first order, and how many of them ordered in later months.
package struct CohortTriangle: Equatable, Sendable {
  /// Customers who first ordered in one month.
  package struct Cohort: Equatable, Sendable {
    /// Counted from any fixed month, as in the orders.
    package let month: Int
    package let size: Int
    /// Customers with an order so many months later, from 0 (all) to the last complete month.
    package let active: [Int]

    /// The share of the cohort that ordered so many months later; nil where that month is not over.
    package func share(after months: Int) -> Double? {
      active.indices.contains(months) ? Double(active[months]) / Double(size) : nil
    }
  }

  /// By month; a month in which nobody ordered first has none.
  package let cohorts: [Cohort]

  /// - Parameters:
  ///   - orders: customer and month of every order that is known, in any order.
  ///   - last: the last month that is over; later cells are absent, not low.
  package static func triangle(
    of orders: [(customer: Int64, month: Int)], until last: Int,
    atLeast need: Int = Thresholds.customers
  ) -> Finding<CohortTriangle> {
    var first: [Int64: Int] = [:]
    for order in orders where order.month <= last {
      first[order.customer] = min(first[order.customer] ?? order.month, order.month)
    }
    if let refusal = Refusal.unless(.customers, first.count, atLeast: need) {
      return .withheld(refusal)
    }
    var seen: [Int: Set<Int64>] = [:]
    for order in orders where order.month <= last {
      seen[order.month, default: []].insert(order.customer)
    }
    var counts: [Int: [Int]] = [:]
    for (month, customers) in seen {
      for customer in customers {
        guard let start = first[customer] else { continue }
        counts[start, default: [Int](repeating: 0, count: last - start + 1)][month - start] += 1
      }
    }
    return .told(
      CohortTriangle(
        cohorts: counts.sorted { $0.key < $1.key }.map {
          Cohort(month: $0.key, size: $0.value[0], active: $0.value)
        }))
  }
}
