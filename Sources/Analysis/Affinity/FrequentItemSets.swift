/// Items that stand together in many baskets.
package struct ItemSet: Equatable, Sendable {
  /// Sorted.
  package let items: [Int64]
  /// Baskets with all of them.
  package let baskets: Int
}

/// Frequent item sets of any size, by crossing the lists of baskets of each item (Eclat, Zaki 2000).
package struct FrequentItemSets: Sendable {
  package let largest: Int
  /// A bound of work: where more are frequent, those with the least baskets are left out.
  package let most: Int

  package init(largest: Int = 4, most: Int = 1_000) {
    self.largest = largest
    self.most = most
  }

  /// The most baskets first, and smaller sets before larger ones.
  ///
  /// - Parameter baskets: an item counts once in each.
  package func sets(
    in baskets: [[Int64]], support: Int, atLeast need: Int = Thresholds.baskets
  ) -> Finding<[ItemSet]> {
    if let refusal = Refusal.unless(.baskets, baskets.count, atLeast: need) {
      return .withheld(refusal)
    }
    var holders: [Int64: [Int]] = [:]
    for (place, basket) in baskets.enumerated() {
      for item in Set(basket) { holders[item, default: []].append(place) }
    }
    var bounded = BoundedSupport(least: support, most: most)
    let items = holders.filter { $0.value.count >= support }.sorted { $0.key < $1.key }
      .map { (item: $0.key, baskets: $0.value) }
    var found: [ItemSet] = []
    extend([], items, &found, &bounded)
    return .told(
      found.filter { $0.baskets >= bounded.least }.sorted {
        isMoreFrequent(($0.items, $0.baskets), ($1.items, $1.baskets))
      })
  }

  private func extend(
    _ prefix: [Int64], _ items: [(item: Int64, baskets: [Int])], _ found: inout [ItemSet],
    _ bounded: inout BoundedSupport
  ) {
    for (place, entry) in items.enumerated() where entry.baskets.count >= bounded.least {
      let set = prefix + [entry.item]
      found.append(ItemSet(items: set, baskets: entry.baskets.count))
      bounded.add(entry.baskets.count)
      guard set.count < largest else { continue }
      let further = items[(place + 1)...].compactMap { other -> (item: Int64, baskets: [Int])? in
        let both = Self.common(entry.baskets, other.baskets)
        return both.count >= bounded.least ? (other.item, both) : nil
      }
      extend(set, further, &found, &bounded)
    }
  }

  private static func common(_ one: [Int], _ other: [Int]) -> [Int] {
    var result: [Int] = []
    var (i, j) = (0, 0)
    while i < one.count, j < other.count {
      if one[i] == other[j] {
        result.append(one[i])
        i += 1
        j += 1
      } else if one[i] < other[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return result
  }
}
