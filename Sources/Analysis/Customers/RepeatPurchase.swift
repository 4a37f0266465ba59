/// One order of a customer, on a day counted from any fixed one.
package struct OrderDay: Hashable, Sendable {
  package var customer: Int64
  package var day: Int

  package init(customer: Int64, day: Int) {
    self.customer = customer
    self.day = day
  }
}

/// What counts as an order.
package enum OrderCount: String, CaseIterable, Hashable, Sendable {
  /// Every order.
  case orders
  /// Orders of one customer on one day are one, so that split orders do not inflate.
  case orderDays = "order days"
}

/// How many of the buyers of a window bought again, by two definitions that differ much.
package struct RepeatPurchase: Equatable, Sendable {
  package let counting: OrderCount
  /// Customers with an order in the window.
  package let buyers: Int
  /// Of these, customers with two or more orders in the window.
  package let repeatedWithin: Int
  /// Of these, customers with a second order in the window, or with one before it.
  package let returning: Int

  package var repeatRate: Double { Double(repeatedWithin) / Double(buyers) }
  package var returningRate: Double { Double(returning) / Double(buyers) }

  /// - Parameters:
  ///   - orders: all orders that are known, in any order; those after the window do not count.
  ///   - window: its first and last day, usually the last twelve months.
  package static func rates(
    of orders: [OrderDay], in window: ClosedRange<Int>, counting: OrderCount,
    atLeast need: Int = Thresholds.customers
  ) -> Finding<RepeatPurchase> {
    var seen = Set<OrderDay>()
    var within: [Int64: Int] = [:]
    var before = Set<Int64>()
    for order in orders where order.day <= window.upperBound {
      if counting == .orderDays, !seen.insert(order).inserted { continue }
      if order.day < window.lowerBound {
        before.insert(order.customer)
      } else {
        within[order.customer, default: 0] += 1
      }
    }
    if let refusal = Refusal.unless(.customers, within.count, atLeast: max(need, 1)) {
      return .withheld(refusal)
    }
    return .told(
      RepeatPurchase(
        counting: counting, buyers: within.count,
        repeatedWithin: within.values.count { $0 >= 2 },
        returning: within.count { $0.value >= 2 || before.contains($0.key) }))
  }
}
