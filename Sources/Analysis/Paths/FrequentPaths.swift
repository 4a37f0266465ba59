/// A sequence of items that many walk, with others between.
package struct FrequentPath: Equatable, Sendable {
  package let items: [Int64]
  /// Sequences that hold it; each counts once.
  package let support: Int
  /// Whether every longer path that holds it, as far as paths were sought, has less support.
  package let isClosed: Bool
}

/// Frequent sequences with gaps (PrefixSpan; Pei and others, 2004), within bounds of work.
package struct FrequentPaths: Sendable {
  package let longest: Int
  package let most: Int
  /// Of longer sequences only so many last items are looked at.
  package let lastItems: Int

  package init(longest: Int = 5, most: Int = 1_000, lastItems: Int = 100) {
    self.longest = max(longest, 1)
    self.most = max(most, 1)
    self.lastItems = lastItems
  }

  package struct Found: Equatable, Sendable {
    /// The most support first, then the shorter.
    package let paths: [FrequentPath]
    /// All paths with this support are told; it is higher than what was asked for where there were
    /// more than `most`.
    package let support: Int
    /// Items of the longest path that was sought.
    package let longest: Int
  }

  /// - Parameter support: sequences that must hold a path.
  package func paths(
    in sequences: [[Int64]], support: Int, atLeast need: Int = Thresholds.sequences
  ) -> Finding<Found> {
    if let refusal = Refusal.unless(.sequences, sequences.count, atLeast: need) {
      return .withheld(refusal)
    }
    let names = Set(sequences.lazy.joined()).sorted()
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let steps = sequences.map { $0.suffix(lastItems).compactMap { index[$0] } }
    // Where too many have the same support, no threshold parts them; shorter ones are fewer.
    for length in stride(from: longest, through: 1, by: -1) {
      var search = Search(steps: steps, longest: length, support: support, most: most)
      search.grow([], search.starts)
      let found = search.paths
      guard !found.isEmpty || length == 1 || search.found.isEmpty else { continue }
      return .told(
        Found(
          paths: Self.closed(found).map {
            FrequentPath(
              items: $0.items.map { names[$0] }, support: $0.support, isClosed: $0.isClosed)
          }, support: search.bounded.least, longest: length))
    }
    return .told(Found(paths: [], support: support, longest: longest))
  }

  private struct Search {
    let steps: [[Int]]
    let longest: Int
    var bounded: BoundedSupport
    var found: [(items: [Int], support: Int)] = []

    init(steps: [[Int]], longest: Int, support: Int, most: Int) {
      self.steps = steps
      self.longest = longest
      bounded = BoundedSupport(least: support, most: most)
    }

    /// Where the rest of a sequence begins, after the prefix as early as it can end.
    struct Rest {
      var sequence: Int
      var start: Int
    }

    var starts: [Rest] { steps.indices.map { Rest(sequence: $0, start: 0) } }

    var paths: [(items: [Int], support: Int)] {
      found.filter { $0.support >= bounded.least }.sorted(by: isMoreFrequent)
    }

    mutating func grow(_ prefix: [Int], _ rests: [Rest]) {
      var last: [Int: Int] = [:]
      var counts: [Int: Int] = [:]
      for (number, rest) in rests.enumerated() {
        for item in steps[rest.sequence][rest.start...] where last[item] != number {
          last[item] = number
          counts[item, default: 0] += 1
        }
      }
      let frequent = counts.filter { $0.value >= bounded.least }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      for (item, count) in frequent where count >= bounded.least {
        let items = prefix + [item]
        found.append((items, count))
        bounded.add(count)
        guard items.count < longest else { continue }
        grow(
          items,
          rests.compactMap { rest in
            steps[rest.sequence][rest.start...].firstIndex(of: item).map {
              Rest(sequence: rest.sequence, start: $0 + 1)
            }
          })
      }
    }
  }

  /// A path that a longer one with the same support holds has also one that is longer by one item.
  private static func closed(
    _ paths: [(items: [Int], support: Int)]
  ) -> [(items: [Int], support: Int, isClosed: Bool)] {
    var open = Set<[Int]>()
    for path in paths {
      for gap in path.items.indices where path.items.count > 1 {
        var shorter = path.items
        shorter.remove(at: gap)
        open.insert([path.support] + shorter)
      }
    }
    return paths.map { ($0.items, $0.support, !open.contains([$0.support] + $0.items)) }
  }
}
