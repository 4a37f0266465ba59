/// Whether a customer is overdue, and by which rule.
package struct ChurnVerdict: Equatable, Sendable {
  /// What a verdict rests on; print it.
  package enum Rule: Equatable, Sendable {
    /// The day on which a contract renews, and the days of grace after it.
    case contract(renewsOn: Int, grace: Int)
    /// The 90th percentile of the customer's own gaps between orders, in days.
    case ownRhythm(limit: Int, gaps: Int)
    /// The same of all gaps in the customer's segment.
    case segmentRhythm(limit: Int, gaps: Int)
  }

  package let rule: Rule
  package let isOverdue: Bool
}

/// Tells who is overdue: by contract where there is one, else by the rhythm of orders.
package struct ChurnRule: Sendable {
  /// Days after the day of renewal on which a renewal still counts.
  package var grace: Int
  private var ownNeed: Int
  private var segmentNeed: Int

  package init(
    grace: Int, ownGaps: Int = Thresholds.ownGaps, segmentGaps: Int = Thresholds.segmentGaps
  ) {
    self.grace = grace
    ownNeed = ownGaps
    segmentNeed = segmentGaps
  }

  /// A contract that was not renewed is over when the grace is.
  package func contract(renewsOn: Int, asOf day: Int) -> ChurnVerdict {
    ChurnVerdict(
      rule: .contract(renewsOn: renewsOn, grace: grace), isOverdue: renewsOn + grace < day)
  }

  /// - Parameters:
  ///   - orderDays: days of the customer's orders, in any order; equal ones count once.
  ///   - segmentGaps: `Self.gaps` of all customers of the segment, together.
  package func rhythm(orderDays: [Int], segmentGaps: [Int], asOf day: Int) -> Finding<ChurnVerdict>
  {
    guard let last = orderDays.max() else {
      return .withheld(.tooFew(.gaps, have: 0, need: ownNeed))
    }
    let own = Self.gaps(between: orderDays)
    let rule: ChurnVerdict.Rule
    let limit: Int
    if own.count >= ownNeed, let found = percentile(90, of: own) {
      limit = found
      rule = .ownRhythm(limit: found, gaps: own.count)
    } else if segmentGaps.count >= segmentNeed, let found = percentile(90, of: segmentGaps) {
      limit = found
      rule = .segmentRhythm(limit: found, gaps: segmentGaps.count)
    } else {
      return .withheld(.tooFew(.gaps, have: segmentGaps.count, need: segmentNeed))
    }
    return .told(ChurnVerdict(rule: rule, isOverdue: day - last > limit))
  }

  /// The days between one day with an order and the next.
  package static func gaps(between orderDays: [Int]) -> [Int] {
    let days = Set(orderDays).sorted()
    return zip(days, days.dropFirst()).map { $1 - $0 }
  }
}
