/// The least support for which no more than so many patterns are frequent, found on the way.
struct BoundedSupport {
  private(set) var least: Int
  let most: Int
  private var counts: [Int: Int] = [:]
  private var kept = 0

  init(least: Int, most: Int) {
    self.least = max(least, 1)
    self.most = most
  }

  /// Counts a pattern of this support, and lets the least rise where there are too many.
  mutating func add(_ support: Int) {
    guard support >= least else { return }
    counts[support, default: 0] += 1
    kept += 1
    while kept > most {
      kept -= counts.removeValue(forKey: least) ?? 0
      least += 1
    }
  }
}

/// The order of patterns: the most support first, then the shorter, then by their items.
func isMoreFrequent<Item: Comparable>(
  _ one: (items: [Item], support: Int), _ other: (items: [Item], support: Int)
) -> Bool {
  if one.support != other.support { return one.support > other.support }
  if one.items.count != other.items.count { return one.items.count < other.items.count }
  return one.items.lexicographicallyPrecedes(other.items)
}
