/// How often one item follows another, and which share of those who were at the one go on so.
package struct TransitionMatrix: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package let from: Int64
    /// Times that somebody left the item, to another, or for good.
    package let leaving: Int
    /// The most first.
    package let steps: [Step]
    /// Times that the sequence ended here.
    package let ended: Int
    /// Times that somebody went on to an item that has no row.
    package let elsewhere: Int

    package var endedShare: Double { Double(ended) / Double(leaving) }
  }

  package struct Step: Equatable, Sendable {
    package let to: Int64
    package let count: Int
    /// Of those who left; the shares of a row with `ended` and `elsewhere` add up to one.
    package let share: Double
  }

  /// The items that were left most often, the most first.
  package let rows: [Row]

  /// - Parameters:
  ///   - sequences: items in order; a repeated item is a step to itself.
  ///   - most: rows, and columns likewise.
  package static func matrix(
    of sequences: [[Int64]], most: Int = 50, atLeast need: Int = Thresholds.sequences
  ) -> Finding<TransitionMatrix> {
    let sequences = sequences.filter { !$0.isEmpty }
    if let refusal = Refusal.unless(.sequences, sequences.count, atLeast: need) {
      return .withheld(refusal)
    }
    var leaving: [Int64: Int] = [:]
    for item in sequences.lazy.joined() { leaving[item, default: 0] += 1 }
    let kept = leaving.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
    let names = Set(kept.map(\.key))
    var counts: [Int64: [Int64: Int]] = [:]
    var ended: [Int64: Int] = [:]
    for sequence in sequences {
      for (from, to) in zip(sequence, sequence.dropFirst())
      where names.contains(from) && names.contains(to) {
        counts[from, default: [:]][to, default: 0] += 1
      }
      if let last = sequence.last { ended[last, default: 0] += 1 }
    }
    return .told(
      TransitionMatrix(
        rows: kept.map { item, times in
          let steps = (counts[item] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          let ended = ended[item] ?? 0
          return Row(
            from: item, leaving: times,
            steps: steps.map {
              Step(to: $0.key, count: $0.value, share: Double($0.value) / Double(times))
            }, ended: ended, elsewhere: times - ended - steps.reduce(0) { $0 + $1.value })
        }))
  }
}
