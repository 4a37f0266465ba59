internal import Glibc

/// What something that a lead did is worth, and for how long.
package struct LeadRule: Equatable, Sendable {
  package var name: String
  /// Points of one occurrence when it is new; below zero for what speaks against.
  package var points: Double
  /// Days in which the points halve; nil where they stay.
  package var halfLife: Double?
  /// The most that all occurrences together give (or take).
  package var cap: Double
  /// Days after which an occurrence counts no more; nil for never.
  package var expiry: Double?

  package init(
    name: String, points: Double, halfLife: Double?, cap: Double, expiry: Double? = nil
  ) {
    self.name = name
    self.points = points
    self.halfLife = halfLife
    self.cap = cap
    self.expiry = expiry
  }
}

/// The points of a lead, with the reasons that make them up.
package struct LeadPoints: Equatable, Sendable {
  package struct Reason: Equatable, Sendable {
    package let rule: String
    package let points: Double
    /// Occurrences that count still.
    package let occurrences: Int
    package let isCapped: Bool
  }

  /// The sum of the reasons.
  package let points: Double
  /// The strongest first; rules that give nothing are left out.
  package let reasons: [Reason]

  /// - Parameter occurrences: the name of a rule and days since, in any order; names without a rule,
  ///   and occurrences still to come, do not count.
  package init(
    of occurrences: [(rule: String, daysAgo: Double)], by rules: [LeadRule]
  ) {
    let ages = Dictionary(grouping: occurrences, by: \.rule)
    reasons = rules.compactMap { rule in
      let counted = (ages[rule.name] ?? []).map(\.daysAgo).sorted().filter { age in
        age >= 0 && rule.expiry.map { age <= $0 } ?? true
      }
      let sum = counted.reduce(0) { sum, age in
        sum + rule.points * (rule.halfLife.map { exp2(-age / $0) } ?? 1)
      }
      let points = min(max(sum, -abs(rule.cap)), abs(rule.cap))
      return points == 0
        ? nil
        : Reason(
          rule: rule.name, points: points, occurrences: counted.count, isCapped: points != sum)
    }.sorted { (-abs($0.points), $0.rule) < (-abs($1.points), $1.rule) }
    points = reasons.reduce(0) { $0 + $1.points }
  }
}
