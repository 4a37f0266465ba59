import Analysis
import Foundation
import Support
import Testing

@Suite("Leads")
struct LeadTests {
  private let rules = [
    LeadRule(name: "pricing page", points: 10, halfLife: 14, cap: 25),
    LeadRule(name: "download", points: 5, halfLife: nil, cap: 100, expiry: 30),
    LeadRule(name: "unsubscribed", points: -40, halfLife: nil, cap: 40),
  ]

  @Test("points halve, are capped and expire, and the reasons make up the sum")
  func points() {
    let one = LeadPoints(of: [("pricing page", 14)], by: rules)
    #expect(one.points == 5)
    let many = LeadPoints(
      of: [("pricing page", 0), ("pricing page", 0), ("pricing page", 0), ("download", 30)]
        + [("download", 30.5), ("unknown", 0), ("download", -1)], by: rules)
    #expect(many.points == 30)
    #expect(many.reasons.map(\.rule) == ["pricing page", "download"])
    #expect(many.reasons.map(\.points) == [25, 5])
    #expect(many.reasons.map(\.isCapped) == [true, false])
    #expect(many.reasons.map(\.occurrences) == [3, 1])
    let lost = LeadPoints(
      of: [("unsubscribed", 3), ("unsubscribed", 1), ("download", 1)], by: rules)
    #expect(lost.points == -35 && lost.reasons.first?.rule == "unsubscribed")
    #expect(LeadPoints(of: [], by: rules).reasons.isEmpty)
  }

  @Test("points are the same in any order, and never more with time", arguments: UInt64(1)...10)
  func order(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let names = ["pricing page", "download"]
    let occurrences = (0..<12).map { _ in
      (rule: names[Int(random.next() % 2)], daysAgo: Double.random(in: 0...60, using: &random))
    }
    let points = LeadPoints(of: occurrences, by: rules)
    #expect(LeadPoints(of: occurrences.shuffled(seed: seed), by: rules) == points)
    let later = LeadPoints(of: occurrences.map { ($0.rule, $0.daysAgo + 5) }, by: rules)
    #expect(later.points <= points.points)
    #expect(points.reasons.reduce(0) { $0 + $1.points } == points.points)
  }

  private func lead(_ day: Int, _ features: [String: String], _ isWon: Bool?) -> Lead {
    Lead(
      day: day,
      features: features.sorted { $0.key < $1.key }.map { .init(field: $0.key, value: $0.value) },
      isWon: isWon)
  }

  @Test("the chance of naive Bayes, worked out by hand")
  func bayes() {
    // Of 40 won 30 came by search, of 60 lost 20.
    let counts = [
      ("search", true, 30), ("mail", true, 10), ("search", false, 20), ("mail", false, 40),
    ]
    var leads: [Lead] = []
    for (source, isWon, count) in counts {
      leads += [Lead](repeating: lead(0, ["source": source], isWon), count: count)
    }
    leads.append(lead(0, ["source": "search"], nil))
    let model = NaiveBayes(learningFrom: leads)
    let won = 0.4 * (30.1 / 40.2)
    let lost = 0.6 * (20.1 / 60.2)
    let chance = model.chance(of: lead(1, ["source": "search"], nil))
    #expect(abs(chance.probability - won / (won + lost)) < 1e-12)
    #expect(chance.reasons.count == 1 && (chance.reasons.first?.weight ?? 0) > 0)
    // What was never seen, or is not set, says nothing.
    for features in [[:], ["source": "fair"], ["size": "large"]] {
      let nothing = model.chance(of: lead(1, features, nil))
      #expect(abs(nothing.probability - 0.4) < 1e-12 && nothing.reasons.isEmpty)
    }
    // A stage is a share of all leads, a tag counts from fifty on.
    let stage = NaiveBayes(learningFrom: leads, stages: ["source"])
      .chance(of: lead(1, ["source": "search"], nil))
    let (stageWon, stageLost) = (0.4 * 30.1 / 40, 0.6 * 20.1 / 60)
    #expect(abs(stage.probability - stageWon / (stageWon + stageLost)) < 1e-12)
    let tagged = NaiveBayes(learningFrom: leads, tags: ["source"])
    #expect(tagged.chance(of: lead(1, ["source": "mail"], nil)).reasons.count == 1)
    let rare = NaiveBayes(learningFrom: Array(leads.dropLast(2)), tags: ["source"])
    #expect(rare.chance(of: lead(1, ["source": "mail"], nil)).reasons.isEmpty)
  }

  @Test("nobody won, or nobody lost")
  func oneSided() {
    let won = NaiveBayes(learningFrom: [lead(0, ["a": "b"], true)])
    #expect(won.chance(of: lead(1, ["a": "b"], nil)).probability == 1)
    let none = NaiveBayes(learningFrom: [])
    #expect(none.chance(of: lead(1, ["a": "b"], nil)).probability == 0)
  }

  @Test("AUC is the share of pairs in the right order", arguments: UInt64(1)...12)
  func auc(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let outcomes = (0..<40).map { index in
      (chance: Double(Int.random(in: 0...9, using: &random)) / 10, isWon: index % 3 == 0)
    }
    var right = 0.0
    var pairs = 0.0
    for won in outcomes where won.isWon {
      for lost in outcomes where !lost.isWon {
        pairs += 1
        right += won.chance > lost.chance ? 1 : won.chance == lost.chance ? 0.5 : 0
      }
    }
    let reliability = Reliability(outcomes)
    let auc = try #require(reliability.auc)
    #expect(abs(auc - right / pairs) < 1e-12)
    #expect(reliability.rows.reduce(0) { $0 + $1.leads } == 40)
    #expect((2...5).contains(reliability.rows.count))
    let again = Reliability(outcomes.shuffled(seed: seed))
    #expect(again == reliability)
    let foretold = reliability.rows.map(\.foretold)
    #expect(zip(foretold, foretold.dropFirst()).allSatisfy { $0 < $1 })
    let won = reliability.rows.reduce(0) { $0 + $1.won * Double($1.leads) }
    #expect(abs(won - Double(outcomes.count { $0.isWon })) < 1e-9)
    let perfect = Reliability([(0.1, false), (0.9, true)], groups: 1)
    #expect(perfect.auc == 1 && perfect.rows.count == 1)
    let even = Reliability((0..<40).map { (Double($0) / 40, $0 > 20) })
    #expect(even.rows.map(\.leads) == [8, 8, 8, 8, 8] && even.auc == 1)
    #expect(Reliability([(0.1, false)]).auc == nil && Reliability([]).rows.isEmpty)
  }

  /// Leads of two sources, won with 60 and 15 of a hundred.
  private func leads(_ count: Int, seed: UInt64) -> [Lead] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { index in
      let isGood = random.next() % 2 == 0
      let isWon = Double.random(in: 0..<1, using: &random) < (isGood ? 0.6 : 0.15)
      return lead(
        index / 3, ["source": isGood ? "friend" : "fair", "noise": "\(index % 4)"], isWon)
    }
  }

  @Test("true odds are recovered, and told from later leads", arguments: UInt64(1)...5)
  func recovered(seed: UInt64) throws {
    let leads = leads(3_000, seed: seed)
    let score = try #require(LeadScore.learn(from: leads.shuffled(seed: seed)).value)
    #expect(score.learnedFrom + score.triedOn == 3_000 && score.triedOn >= 890)
    let good = score.model.chance(of: lead(0, ["source": "friend"], nil)).probability
    let bad = score.model.chance(of: lead(0, ["source": "fair"], nil)).probability
    #expect(abs(good - 0.6) < 0.06 && abs(bad - 0.15) < 0.05, "\(good) \(bad)")
    // P(order right) with two groups of equal size: about .74.
    let auc = try #require(score.reliability.auc)
    #expect(abs(auc - 0.74) < 0.06, "\(auc)")
    for row in score.reliability.rows { #expect(abs(row.foretold - row.won) < 0.12) }
  }

  @Test("leads of one day are not torn apart by the split")
  func split() throws {
    let leads = leads(600, seed: 2).map {
      Lead(day: $0.day / 100, features: $0.features, isWon: $0.isWon)
    }
    let score = try #require(LeadScore.learn(from: leads).value)
    #expect(score.learnedFrom == 600 && score.triedOn == 0 && score.reliability.auc == nil)
  }

  @Test("fewer than thirty wins are not shown")
  func few() {
    let won = [Lead](repeating: lead(0, ["a": "b"], true), count: 29)
    let lost = [Lead](repeating: lead(0, ["a": "c"], false), count: 100)
    let few = LeadScore.learn(from: won + lost)
    #expect(few.refusal == .tooFew(.wins, have: 29, need: 30))
    let many = LeadScore.learn(from: won + won + lost.prefix(29))
    #expect(many.refusal == .tooFew(.losses, have: 29, need: 30))
  }
}
