/// What a person might want next, and why.
package struct NextItem: Equatable, Sendable {
  package let item: Int64
  /// The share of those with the strongest reason who have the item: its shrunk confidence.
  package let score: Double
  /// The strongest first, three at most.
  package let reasons: [AssociationRule]
}

/// Proposes items from what a person has, by rules that are not chance.
package struct NextItems: Sendable {
  private let rules: [Int64: [AssociationRule]]

  /// - Parameters:
  ///   - rate: the share of rules that may be chance.
  ///   - lift: the least shrunk lift of a rule: whoever has the one has the other so many times as
  ///     often as all.
  package init(_ rules: [AssociationRule], falseDiscoveryRate rate: Double = 0.05, lift: Double = 1)
  {
    self.rules = Dictionary(
      grouping: rules.filter { $0.falseDiscoveryRate <= rate && $0.shrunkLift > lift },
      by: \.antecedent)
  }

  /// The best first; nothing that the person has, and nothing without a reason.
  package func items(after owned: Set<Int64>, most: Int = 3) -> [NextItem] {
    var reasons: [Int64: [AssociationRule]] = [:]
    for item in owned {
      for rule in rules[item] ?? [] where !owned.contains(rule.consequent) {
        reasons[rule.consequent, default: []].append(rule)
      }
    }
    let found = reasons.map { item, rules in
      let sorted = rules.sorted {
        ($1.shrunkConfidence, $1.shrunkLift, $0.antecedent)
          < ($0.shrunkConfidence, $0.shrunkLift, $1.antecedent)
      }
      return NextItem(
        item: item, score: sorted[0].shrunkConfidence, reasons: Array(sorted.prefix(3)))
    }
    return Array(
      found.sorted {
        ($1.score, $1.reasons[0].shrunkLift, $0.item)
          < ($0.score, $0.reasons[0].shrunkLift, $1.item)
      }.prefix(most))
  }
}
