/// What one customer bought up to a day.
package struct PurchaseSummary: Equatable, Sendable {
  package var customer: Int64
  /// Days since the last order at the day of the report.
  package var recency: Int
  /// Orders, or days with an order: the caller says which.
  package var frequency: Int
  /// The sum of all orders, in the least unit of the currency.
  package var monetary: Int64

  package init(customer: Int64, recency: Int, frequency: Int, monetary: Int64) {
    self.customer = customer
    self.recency = recency
    self.frequency = frequency
    self.monetary = monetary
  }
}

/// How orders are turned into a score of frequency.
package enum FrequencyScale: Hashable, Sendable {
  /// By the share of customers who ordered no more often; equal numbers have equal scores.
  case quintiles
  /// By fixed numbers: 1, 2, 3–4, 5–9, 10 and more.
  case thresholds

  static let steps = [1, 2, 3, 5, 10]
}

/// The three scores of a customer, 1 to 5 each, 5 the best.
package struct RFMScore: Hashable, Sendable {
  package var customer: Int64
  package var recency: Int
  package var frequency: Int
  package var monetary: Int

  /// The scores as they are usually written: 555 is the best.
  package var code: Int { recency * 100 + frequency * 10 + monetary }

  package var segment: CustomerSegment {
    CustomerSegment(recency: recency, frequency: frequency)
  }
}

/// The scores of all customers and how many stand in each cell of recency and frequency.
package struct RFMTable: Equatable, Sendable {
  /// In the order of the summaries.
  package let scores: [RFMScore]
  /// Customers by recency (rows) and frequency (columns), scores 1 to 5 at 0 to 4.
  package let grid: [[Int]]

  /// Scores that are functions of the value alone, unlike those of NTILE, which cuts ties apart.
  ///
  /// - Parameter atLeast: customers without whom nothing is told; fewer than five cannot be cut in
  ///   fifths.
  package static func scores(
    of customers: [PurchaseSummary], frequency scale: FrequencyScale = .quintiles,
    atLeast need: Int = Thresholds.customers
  ) -> Finding<RFMTable> {
    if let refusal = Refusal.unless(.customers, customers.count, atLeast: need) {
      return .withheld(refusal)
    }
    let recency = quintiles(of: customers.map { -Int64($0.recency) })
    let monetary = quintiles(of: customers.map(\.monetary))
    let frequency =
      switch scale {
      case .quintiles: quintiles(of: customers.map { Int64($0.frequency) })
      case .thresholds:
        customers.map { customer in
          max(1, FrequencyScale.steps.count { $0 <= customer.frequency })
        }
      }
    var grid = [[Int]](repeating: [Int](repeating: 0, count: 5), count: 5)
    let scores = customers.indices.map { index in
      grid[recency[index] - 1][frequency[index] - 1] += 1
      return RFMScore(
        customer: customers[index].customer, recency: recency[index],
        frequency: frequency[index], monetary: monetary[index])
    }
    return .told(RFMTable(scores: scores, grid: grid))
  }

  /// Customers in each named segment, none left out.
  package var segments: [CustomerSegment: Int] {
    var counts = Dictionary(uniqueKeysWithValues: CustomerSegment.allCases.map { ($0, 0) })
    for score in scores { counts[score.segment, default: 0] += 1 }
    return counts
  }

  /// ceil(5 · cume_dist), in integers: five times the share of values that are no larger, rounded up.
  package static func quintiles(of values: [Int64]) -> [Int] {
    let count = values.count
    let order = values.indices.sorted { values[$0] < values[$1] }
    var scores = [Int](repeating: 0, count: count)
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, values[order[end]] == values[order[start]] { end += 1 }
      for place in order[start..<end] { scores[place] = (5 * end + count - 1) / count }
      start = end
    }
    return scores
  }
}
