import Analysis
import Foundation
import Support
import Testing

@Suite("Affinity")
struct AssociationTests {
  /// mlxtend's five baskets.
  private let five: [[Int64]] = {
    let baskets = [
      "Milk Onion Nutmeg Kidney Eggs Yogurt", "Dill Onion Nutmeg Kidney Eggs Yogurt",
      "Milk Apple Kidney Eggs", "Milk Unicorn Corn Kidney Yogurt",
      "Corn Onion Onion Kidney Ice Eggs",
    ].map { $0.split(separator: " ").map(String.init) }
    let names = Set(baskets.joined()).sorted()
    return baskets.map { $0.compactMap { names.firstIndex(of: $0).map(Int64.init) } }
  }()
  private let names = [
    "Apple", "Corn", "Dill", "Eggs", "Ice", "Kidney", "Milk", "Nutmeg", "Onion", "Unicorn",
    "Yogurt",
  ]

  private func random(seed: UInt64, count: Int = 200) -> [[Int64]] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      var basket = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        Int64.random(in: 1...12, using: &random)
      }
      if basket.contains(1), random.next() % 3 > 0 { basket.append(2) }
      return basket
    }
  }

  @Test("onions and eggs")
  func onions() throws {
    var association = Association()
    association.together = 1
    let rules = try #require(association.rules(in: five, atLeast: 5).value).rules
    let onion = Int64(try #require(names.firstIndex(of: "Onion")))
    let eggs = Int64(try #require(names.firstIndex(of: "Eggs")))
    let there = try #require(
      rules.first { $0.antecedent == onion && $0.consequent == eggs })
    #expect(there.support == 0.6 && there.confidence == 1)
    #expect(abs(there.lift - 1.25) < 1e-12 && abs(there.leverage - 0.12) < 1e-12)
    #expect(there.conviction == .infinity)
    let back = try #require(
      rules.first { $0.antecedent == eggs && $0.consequent == onion })
    #expect(back.confidence == 0.75 && abs(back.conviction - 1.6) < 1e-12)
    #expect(abs(back.lift - 1.25) < 1e-12)
  }

  @Test("eleven item sets at a support of .6")
  func sets() throws {
    let sets = try #require(
      FrequentItemSets().sets(in: five, support: 3, atLeast: 5).value)
    #expect(sets.count == 11)
    let sizes = (1...4).map { size in sets.count { $0.items.count == size } }
    #expect(sizes == [5, 5, 1, 0])
    #expect(sets[0].items.map { names[Int($0)] } == ["Kidney"] && sets[0].baskets == 5)
  }

  @Test("item sets are counted as one by one", arguments: UInt64(1)...6)
  func counted(seed: UInt64) throws {
    let baskets = random(seed: seed)
    let sets = try #require(FrequentItemSets(largest: 3).sets(in: baskets, support: 4).value)
    var found: [[Int64]: Int] = [:]
    for set in sets { found[set.items] = set.baskets }
    for one in Int64(1)...12 {
      for other in one...12 {
        for third in other...12 {
          let items = Set([one, other, third])
          let count = baskets.count { items.isSubset(of: $0) }
          #expect(found[items.sorted()] == (count >= 4 ? count : nil))
        }
      }
    }
    let bounded = try #require(
      FrequentItemSets(largest: 3, most: 20).sets(in: baskets, support: 4).value)
    #expect(bounded.count <= 20 && bounded == Array(sets.prefix(bounded.count)))
    #expect(bounded.last.map { last in sets[bounded.count].baskets < last.baskets } ?? false)
  }

  @Test(
    "Fisher's exact test",
    arguments: [
      (8, 12, 10, 40, 0.00022808187194485008), (3, 5, 4, 20, 0.03199174406604747),
      (1, 3_000, 3_000, 5_000, 1),
      (1_500, 3_000, 2_000, 5_000, 4.932394971435491e-72), (1, 2_000, 2_000, 4_000, 1),
      (30, 100, 100, 1_000, 1.8838095431238297e-09), (0, 5, 5, 20, 1), (6, 5, 5, 20, 1),
      (3, 30, 5, 20, 1),
    ])
  func fisher(together: Int, first: Int, second: Int, all: Int, probability: Double) {
    let found = fisherExact(together: together, first: first, second: second, all: all)
    #expect(abs(found / probability - 1) < 1e-9, "\(found)")
    let swapped = fisherExact(together: together, first: second, second: first, all: all)
    #expect(abs(swapped - found) <= 1e-9 * found)
  }

  @Test("the numbers of a rule hang together", arguments: UInt64(1)...10)
  func rules(seed: UInt64) throws {
    let baskets = random(seed: seed)
    let found = try #require(Association().rules(in: baskets).value)
    #expect(!found.rules.isEmpty && found.baskets == 200 && found.leftOut == 0)
    for rule in found.rules {
      let both = baskets.count { $0.contains(rule.antecedent) && $0.contains(rule.consequent) }
      #expect(rule.together == both && both >= 3)
      #expect(rule.antecedentBaskets == baskets.count { $0.contains(rule.antecedent) })
      #expect((rule.lift > 1) == (rule.leverage > 0))
      #expect(abs(rule.shrunkLift - 1) <= abs(rule.lift - 1) + 1e-12)
      #expect(rule.falseDiscoveryRate >= rule.probability && rule.falseDiscoveryRate <= 1)
      let back = found.rules.first {
        $0.antecedent == rule.consequent && $0.consequent == rule.antecedent
      }
      #expect(back?.shrunkLift == rule.shrunkLift && back?.probability == rule.probability)
    }
    let again = Association().rules(in: baskets.shuffled(seed: seed)).value
    #expect(again == found)
    #expect(found.rules[0].antecedent + found.rules[0].consequent == 3)
    #expect(found.rules[0].falseDiscoveryRate < 0.01)
  }

  @Test("baskets without any tie bring no rule that is believed", arguments: UInt64(1)...10)
  func chance(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let baskets = (0..<400).map { _ in
      (Int64(1)...30).filter { _ in random.next() % 10 == 0 }
    }
    let found = try #require(Association().rules(in: baskets).value)
    #expect(found.rules.count { $0.falseDiscoveryRate <= 0.01 } <= 2)
  }

  @Test("what a person might want next comes with its reasons, and is not there already")
  func next() throws {
    // Of 40 who have 1, 30 have 2; of 20 who have 4, 10 have 2; nobody else but five.
    var baskets = [[Int64]](repeating: [1, 2], count: 30)
    baskets += [[Int64]](repeating: [1], count: 10)
    baskets += [[Int64]](repeating: [4, 2], count: 10) + [[Int64]](repeating: [4], count: 10)
    baskets += [[Int64]](repeating: [2], count: 5) + [[Int64]](repeating: [9], count: 60)
    let found = try #require(Association().rules(in: baskets).value)
    let proposals = NextItems(found.rules)
    let one = proposals.items(after: [1])
    #expect(one.map(\.item) == [2])
    let reason = try #require(one.first?.reasons.first)
    #expect(reason.antecedent == 1 && reason.together == 30 && reason.antecedentBaskets == 40)
    // (30 + 5 · 45/125) / (40 + 5)
    let score = try #require(one.first?.score)
    #expect(abs(score - 31.8 / 45) < 1e-12)
    #expect(proposals.items(after: [1, 2]).isEmpty)
    #expect(proposals.items(after: [9]).isEmpty && proposals.items(after: []).isEmpty)
    let both = proposals.items(after: [1, 4])
    #expect(both.map(\.item) == [2] && both.first?.reasons.first?.antecedent == 1)
    #expect(proposals.items(after: [1], most: 0).isEmpty)
  }

  @Test("too few baskets are refused, and baskets that hold everything are left out")
  func few() throws {
    let few = Association().rules(in: random(seed: 1, count: 19))
    #expect(few.refusal == .tooFew(.baskets, have: 19, need: 20))
    let whole = Array(Int64(0)..<101)
    let found = try #require(
      Association().rules(in: random(seed: 1) + [whole, whole, whole]).value)
    #expect(found.leftOut == 3 && found.baskets == 200)
    let sets = FrequentItemSets().sets(in: [], support: 1)
    #expect(sets.refusal == .tooFew(.baskets, have: 0, need: 20))
  }
}
