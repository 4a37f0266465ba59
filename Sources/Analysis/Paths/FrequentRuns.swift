/// Items that follow each other without a gap, and how often.
package struct FrequentRun: Equatable, Sendable {
  package let items: [Int64]
  /// Sequences that hold the run.
  package let sequences: Int
  /// All places where it stands.
  package let occurrences: Int
}

/// Contiguous runs (n-grams) of so many items that enough sequences hold.
package struct FrequentRuns: Sendable {
  package let lengths: ClosedRange<Int>

  package init(lengths: ClosedRange<Int> = 2...4) { self.lengths = lengths }

  /// The most sequences first, then the shorter run; a run is counted only where its shorter parts
  /// are frequent, so that memory is bounded by what is.
  package func runs(
    in sequences: [[Int64]], support: Int, most: Int = 1_000,
    atLeast need: Int = Thresholds.sequences
  ) -> Finding<[FrequentRun]> {
    if let refusal = Refusal.unless(.sequences, sequences.count, atLeast: need) {
      return .withheld(refusal)
    }
    var frequent = Set<ArraySlice<Int64>>()
    var found: [FrequentRun] = []
    for length in stride(from: 1, through: lengths.upperBound, by: 1) {
      var counts: [ArraySlice<Int64>: (sequences: Int, occurrences: Int, last: Int)] = [:]
      for (number, sequence) in sequences.enumerated() where sequence.count >= length {
        for start in 0...(sequence.count - length) {
          let run = sequence[start..<(start + length)]
          guard
            length == 1
              || frequent.contains(run.dropLast()) && frequent.contains(run.dropFirst())
          else { continue }
          var count = counts[run] ?? (0, 0, -1)
          count.occurrences += 1
          if count.last != number { count.sequences += 1 }
          count.last = number
          counts[run] = count
        }
      }
      let enough = counts.filter { $0.value.sequences >= max(support, 1) }
      guard !enough.isEmpty else { break }
      frequent = Set(enough.keys)
      guard lengths.contains(length) else { continue }
      found += enough.map {
        FrequentRun(
          items: Array($0.key), sequences: $0.value.sequences, occurrences: $0.value.occurrences)
      }
    }
    return .told(
      Array(
        found.sorted {
          isMoreFrequent(($0.items, $0.sequences), ($1.items, $1.sequences))
        }.prefix(most)))
  }
}
