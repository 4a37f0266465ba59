import Analysis
import Support
import Testing

@Suite("Paths")
struct PathTests {
  private let four: [[Int64]] = [
    [0, 1, 2, 3, 4], [1, 1, 1, 3, 4], [2, 1, 2, 2, 0], [1, 1, 1, 2, 2],
  ]

  private func random(seed: UInt64, count: Int = 25) -> [[Int64]] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 0...7, using: &random)).map { _ in
        Int64.random(in: 1...4, using: &random)
      }
    }
  }

  private func holds(_ sequence: [Int64], _ path: [Int64]) -> Bool {
    var rest = path[...]
    for item in sequence where item == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  @Test("fourteen frequent sequences at 2, six of them closed")
  func four14() throws {
    let found = try #require(FrequentPaths().paths(in: four, support: 2, atLeast: 4).value)
    let names = Dictionary(
      uniqueKeysWithValues: found.paths.map { ($0.items.map(String.init).joined(), $0) })
    let expected = [
      "0": 2, "1": 4, "11": 2, "111": 2, "12": 3, "122": 2, "13": 2, "134": 2, "14": 2, "2": 3,
      "22": 2, "3": 2, "34": 2, "4": 2,
    ]
    #expect(names.mapValues(\.support) == expected)
    let closed = names.filter { $0.value.isClosed }.mapValues(\.support)
    #expect(closed == ["0": 2, "1": 4, "111": 2, "12": 3, "122": 2, "134": 2])
    #expect(found.support == 2 && found.longest == 5)
  }

  @Test("every frequent path is found with its support, and no other", arguments: UInt64(1)...6)
  func complete(seed: UInt64) throws {
    let sequences = random(seed: seed)
    let found = try #require(
      FrequentPaths(longest: 4).paths(in: sequences, support: 5).value)
    var supports: [[Int64]: Int] = [:]
    for path in found.paths { supports[path.items] = path.support }
    #expect(supports.count == found.paths.count)
    var all: [[Int64]] = [[]]
    for _ in 1...4 {
      all = all.flatMap { path in (Int64(1)...4).map { path + [$0] } }
      for path in all {
        let support = sequences.count { holds($0, path) }
        #expect(supports[path] == (support >= 5 ? support : nil), "\(path)")
      }
    }
    for path in found.paths where path.items.count < 4 {
      let larger = found.paths.contains {
        $0.support == path.support && $0.items.count > path.items.count
          && holds($0.items, path.items)
      }
      #expect(path.isClosed == !larger)
    }
    let again = FrequentPaths(longest: 4).paths(in: sequences.shuffled(seed: seed), support: 5)
      .value
    #expect(again == found)
  }

  @Test("where too many are frequent, the support rises, and all above it are told")
  func bounded() throws {
    let sequences = random(seed: 9, count: 60)
    let all = try #require(FrequentPaths().paths(in: sequences, support: 2).value)
    let few = try #require(FrequentPaths(most: 30).paths(in: sequences, support: 2).value)
    #expect(few.paths.count <= 30 && few.support > 2 && !few.paths.isEmpty)
    let above = all.paths.filter { $0.support >= few.support }
    #expect(few.paths.map(\.items) == above.map(\.items))
    #expect(all.paths.count { $0.support >= few.support - 1 } > 30)
  }

  @Test("one long path that all walk does not bring millions")
  func hostile() throws {
    let sequences = [[Int64]](repeating: Array(0..<60), count: 50)
    let found = try #require(FrequentPaths(longest: 6).paths(in: sequences, support: 2).value)
    #expect(!found.paths.isEmpty && found.paths.count <= 1_000 && found.longest == 1)
    let endless = [[Int64]](repeating: [Int64](repeating: 7, count: 100_000), count: 30)
    let same = try #require(FrequentPaths().paths(in: endless, support: 2).value)
    #expect(same.paths.map(\.items.count) == [1, 2, 3, 4, 5])
    #expect(same.paths.map(\.isClosed) == [false, false, false, false, true])
  }

  @Test("runs without gaps are counted as one by one", arguments: UInt64(1)...8)
  func runs(seed: UInt64) throws {
    let sequences = random(seed: seed)
    let found = try #require(FrequentRuns().runs(in: sequences, support: 2).value)
    var counts: [[Int64]: (Int, Int)] = [:]
    for length in 2...4 {
      var sets: [[Int64]: Set<Int>] = [:]
      for (number, sequence) in sequences.enumerated() where sequence.count >= length {
        for start in 0...(sequence.count - length) {
          let run = Array(sequence[start..<start + length])
          counts[run, default: (0, 0)].1 += 1
          sets[run, default: []].insert(number)
        }
      }
      for (run, set) in sets { counts[run]?.0 = set.count }
    }
    let frequent = counts.filter { $0.value.0 >= 2 }
    #expect(found.count == frequent.count)
    for run in found {
      let expected = try #require(frequent[run.items])
      #expect(expected == (run.sequences, run.occurrences))
    }
    let few = try #require(FrequentRuns().runs(in: sequences, support: 2, most: 3).value)
    #expect(few == Array(found.prefix(3)))
  }

  @Test("the shares of a row add up to one", arguments: UInt64(1)...8)
  func transitions(seed: UInt64) throws {
    let sequences = random(seed: seed, count: 60)
    for most in [2, 50] {
      let matrix = try #require(TransitionMatrix.matrix(of: sequences, most: most).value)
      #expect(matrix.rows.count == min(most, 4))
      for row in matrix.rows {
        let steps = row.steps.reduce(0) { $0 + $1.count }
        #expect(steps + row.ended + row.elsewhere == row.leaving && row.elsewhere >= 0)
        let shares = row.steps.reduce(row.endedShare) { $0 + $1.share }
        #expect(abs(shares + Double(row.elsewhere) / Double(row.leaving) - 1) < 1e-12)
        for step in row.steps {
          let count = sequences.reduce(0) { sum, sequence in
            sum + zip(sequence, sequence.dropFirst()).count { $0 == row.from && $1 == step.to }
          }
          #expect(step.count == count)
        }
      }
    }
  }

  @Test("too few sequences are refused")
  func few() {
    let sequences = [[Int64]](repeating: [1, 2], count: 19)
    let refusal = Refusal.tooFew(.sequences, have: 19, need: 20)
    #expect(FrequentPaths().paths(in: sequences, support: 2).refusal == refusal)
    #expect(FrequentRuns().runs(in: sequences, support: 2).refusal == refusal)
    #expect(TransitionMatrix.matrix(of: sequences + [[]]).refusal == refusal)
  }
}
