/// What BG/NBD needs of a customer: how often, how recently and since when; all in one unit of time.
package struct PurchaseHistory: Hashable, Sendable {
  /// Orders after the first (x); order days, where orders of one day are merged.
  package let repeats: Int
  /// From the first order to the last (t_x); zero without a repeat.
  package let recency: Double
  /// From the first order to the end of the observation (T).
  package let age: Double

  /// - Precondition: 0 ≤ recency ≤ age, and recency is zero exactly where repeats are.
  package init(repeats: Int, recency: Double, age: Double) {
    precondition(
      repeats >= 0 && recency >= 0 && recency <= age && (repeats == 0) == (recency == 0))
    self.repeats = repeats
    self.recency = recency
    self.age = age
  }

  /// In weeks, from days with an order; nil where none lies in the observation.
  ///
  /// - Parameters:
  ///   - orderDays: in any order; equal days count once, and those after the end not at all.
  ///   - end: the last day of the observation.
  package init?(orderDays: [Int], until end: Int) {
    let days = Set(orderDays.lazy.filter { $0 <= end })
    guard let first = days.min(), let last = days.max() else { return nil }
    self.init(
      repeats: days.count - 1, recency: Double(last - first) / 7, age: Double(end - first) / 7)
  }
}

/// Histories with equal ones counted, sorted by their repeats, as the likelihood goes through them.
struct GroupedHistories: Sendable {
  struct Group: Sendable {
    var repeats: Int
    var rows: [Row]
    /// Customers of all rows.
    var customers: Double
  }

  struct Row: Sendable {
    var recency: Double
    var age: Double
    var customers: Double
  }

  private(set) var groups: [Group] = []

  init(_ histories: [PurchaseHistory]) {
    let sorted = histories.sorted {
      ($0.repeats, $0.recency, $0.age) < ($1.repeats, $1.recency, $1.age)
    }
    var before: PurchaseHistory?
    for history in sorted {
      if history.repeats != groups.last?.repeats {
        groups.append(Group(repeats: history.repeats, rows: [], customers: 0))
      }
      let group = groups.count - 1
      groups[group].customers += 1
      if history == before {
        groups[group].rows[groups[group].rows.count - 1].customers += 1
      } else {
        groups[group].rows.append(Row(recency: history.recency, age: history.age, customers: 1))
      }
      before = history
    }
  }
}
