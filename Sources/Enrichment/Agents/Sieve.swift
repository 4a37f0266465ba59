/// Tests of a text in their order, most of which one pass over it rules out.
struct Sieve: Sendable {
  enum Test: Sendable {
    /// Stands anywhere in the text in lower case.
    case word([UInt8])
    /// Stands at the beginning of the text in lower case.
    case start([UInt8])
    case pattern(Pattern)
  }

  /// The tests of which one may be met, as bits.
  struct Candidates {
    fileprivate var bits: [UInt64]
  }

  private let tests: [Test]
  private let index: LiteralIndex
  /// Tests that no word rules out.
  private let always: [UInt64]

  /// - Parameter filtered: False for a sieve that tries all, to compare with.
  init(_ tests: [Test], filtered: Bool = true) {
    self.tests = tests
    var literals: [(bytes: [UInt8], number: Int)] = []
    var always = [UInt64](repeating: 0, count: (tests.count + 63) / 64)
    for (number, test) in tests.enumerated() {
      let words: [[UInt8]]? =
        switch test {
        case .word(let word), .start(let word): [word]
        case .pattern(let pattern): pattern.required
        }
      if filtered, let words {
        literals += words.map { (bytes: $0, number: number) }
      } else {
        always[number / 64] |= 1 << UInt64(number % 64)
      }
    }
    self.always = always
    index = LiteralIndex(literals)
  }

  func candidates(of text: AgentText) -> Candidates {
    var bits = always
    index.find(in: text.folded) { number in bits[number / 64] |= 1 << UInt64(number % 64) }
    return Candidates(bits: bits)
  }

  /// The first test of a range that the text meets.
  func first(
    in range: Range<Int>, of text: AgentText, _ candidates: Candidates,
    _ space: borrowing MatchSpace
  ) throws(AgentLimit) -> Int? {
    var number = range.lowerBound
    while number < range.upperBound {
      let rest = candidates.bits[number / 64] >> UInt64(number % 64)
      guard rest != 0 else {
        number = (number / 64 + 1) * 64
        continue
      }
      number += rest.trailingZeroBitCount
      guard number < range.upperBound else { return nil }
      if try meets(text, number, space) { return number }
      number += 1
    }
    return nil
  }

  private func meets(
    _ text: AgentText, _ number: Int, _ space: borrowing MatchSpace
  ) throws(AgentLimit) -> Bool {
    switch tests[number] {
    case .word(let word): AgentText.holds(text.folded, word)
    case .start(let word): text.folded.starts(with: word)
    case .pattern(let pattern): try pattern.matches(text.bytes, in: space)
    }
  }
}
