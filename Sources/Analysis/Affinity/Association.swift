/// Finds items that stand together in baskets: products of orders or persons, pages of visits.
package struct Association: Sendable {
  /// Baskets that must hold both items of a rule.
  package var together = Thresholds.together
  /// Items of a basket; larger baskets say nothing of what goes together, and are left out.
  package var largestBasket = 100
  /// The items in most baskets that are looked at; a bound of work and memory.
  package var mostItems = 2_000

  package init() {}

  /// Rules of pairs in both directions, and what they rest on.
  package struct Found: Equatable, Sendable {
    /// Baskets that were counted.
    package let baskets: Int
    /// Baskets that were left out, for they were larger than the largest that is counted.
    package let leftOut: Int
    /// The largest shrunk lift first.
    package let rules: [AssociationRule]
  }

  /// - Parameter baskets: an item counts once in each; empty ones count.
  package func rules(
    in baskets: [[Int64]], atLeast need: Int = Thresholds.baskets
  ) -> Finding<Found> {
    let sets = baskets.lazy.map { Set($0).sorted() }.filter { $0.count <= largestBasket }
    let counted = Array(sets)
    if let refusal = Refusal.unless(.baskets, counted.count, atLeast: max(need, 1)) {
      return .withheld(refusal)
    }
    var counts: [Int64: Int] = [:]
    for basket in counted { for item in basket { counts[item, default: 0] += 1 } }
    let frequent = counts.filter { $0.value >= max(together, 1) }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostItems)
    let index = Dictionary(uniqueKeysWithValues: frequent.enumerated().map { ($1.key, $0) })
    var pairs: [Int: Int] = [:]
    for basket in counted {
      let items = basket.compactMap { index[$0] }
      for (place, one) in items.enumerated() {
        for other in items[(place + 1)...] {
          pairs[min(one, other) * mostItems + max(one, other), default: 0] += 1
        }
      }
    }
    return .told(
      Found(
        baskets: counted.count, leftOut: baskets.count - counted.count,
        rules: rules(pairs, Array(frequent), counted.count)))
  }

  private func rules(
    _ pairs: [Int: Int], _ items: [(key: Int64, value: Int)], _ baskets: Int
  ) -> [AssociationRule] {
    let tested = items.count * (items.count - 1) / 2
    var found = pairs.filter { $0.value >= together }.map { key, count in
      let (one, other) = (items[key / mostItems], items[key % mostItems])
      let probability = fisherExact(
        together: count, first: one.value, second: other.value, all: baskets)
      return (key: key, count: count, probability: probability, rate: 1.0)
    }
    found.sort { ($0.probability, $0.key) < ($1.probability, $1.key) }
    var rate = 1.0
    for place in found.indices.reversed() {
      rate = min(rate, found[place].probability * Double(tested) / Double(place + 1))
      found[place].rate = rate
    }
    return found.flatMap { pair in
      let (one, other) = (items[pair.key / mostItems], items[pair.key % mostItems])
      return [(one, other), (other, one)].map { first, second in
        AssociationRule(
          antecedent: first.key, consequent: second.key, together: pair.count,
          antecedentBaskets: first.value, consequentBaskets: second.value, baskets: baskets,
          probability: pair.probability, falseDiscoveryRate: pair.rate)
      }
    }.sorted {
      ($1.shrunkLift, $0.antecedent, $0.consequent) < ($0.shrunkLift, $1.antecedent, $1.consequent)
    }
  }
}
