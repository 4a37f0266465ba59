import Analysis
import Support
import Testing

@Suite("RFM")
struct RFMTests {
  private func random(_ count: Int, seed: UInt64) -> [PurchaseSummary] {
    var random = SplitMix64(seed: seed)
    let most = [2, 5, 400][Int(seed % 3)]
    return (0..<count).map { index in
      PurchaseSummary(
        customer: Int64(index), recency: Int.random(in: 0...most, using: &random),
        frequency: Int.random(in: 1...most, using: &random),
        monetary: Int64.random(in: 0...Int64(most) * 100, using: &random))
    }
  }

  @Test(
    "equal values have equal scores, and better values no worse ones", arguments: UInt64(1)...12)
  func values(seed: UInt64) throws {
    for scale in [FrequencyScale.quintiles, .thresholds] {
      let customers = random(20 + Int(seed) * 7, seed: seed)
      let table = try #require(RFMTable.scores(of: customers, frequency: scale).value)
      let rows = Array(zip(customers, table.scores))
      for (one, oneScore) in rows {
        for (other, otherScore) in rows {
          if one.recency <= other.recency { #expect(oneScore.recency >= otherScore.recency) }
          if one.frequency >= other.frequency {
            #expect(oneScore.frequency >= otherScore.frequency)
          }
          if one.monetary >= other.monetary { #expect(oneScore.monetary >= otherScore.monetary) }
        }
      }
      #expect(table.grid.joined().reduce(0, +) == customers.count)
      #expect(table.segments.values.reduce(0, +) == customers.count)
      #expect(table.segments.count == 10)
    }
  }

  @Test("a score is five times the share of values that are no larger, rounded up")
  func quintiles() {
    #expect(RFMTable.quintiles(of: [1, 1, 1, 1, 1]) == [5, 5, 5, 5, 5])
    #expect(RFMTable.quintiles(of: [50, 10, 40, 20, 30]) == [5, 1, 4, 2, 3])
    #expect(RFMTable.quintiles(of: [1, 1, 1, 2, 3, 4]) == [3, 3, 3, 4, 5, 5])
    #expect(RFMTable.quintiles(of: []) == [])
    // 5 · 3/15 is exactly 1: no rounding of fractions may make it 2.
    let fifteen = RFMTable.quintiles(of: (1...15).map { Int64($0) })
    #expect(fifteen == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5])
  }

  @Test(
    "fixed thresholds of frequency",
    arguments: [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (9, 4), (10, 5), (56, 5), (0, 1)])
  func thresholds(orders: Int, score: Int) throws {
    let customers = (0..<20).map {
      PurchaseSummary(customer: $0, recency: 1, frequency: orders, monetary: 1)
    }
    let table = try #require(RFMTable.scores(of: customers, frequency: .thresholds).value)
    #expect(table.scores[0].frequency == score)
  }

  @Test("each of the 25 cells has one name, and each name a cell")
  func segments() {
    let names: [[CustomerSegment]] = [
      [.hibernating, .hibernating, .atRisk, .atRisk, .cannotLose],
      [.hibernating, .hibernating, .atRisk, .atRisk, .cannotLose],
      [.aboutToSleep, .aboutToSleep, .needAttention, .loyal, .loyal],
      [.promising, .potentialLoyalist, .potentialLoyalist, .loyal, .loyal],
      [.new, .potentialLoyalist, .potentialLoyalist, .champions, .champions],
    ]
    for recency in 1...5 {
      for frequency in 1...5 {
        let segment = CustomerSegment(recency: recency, frequency: frequency)
        #expect(segment == names[recency - 1][frequency - 1], "R\(recency) F\(frequency)")
      }
    }
    #expect(Set(names.joined()) == Set(CustomerSegment.allCases))
    #expect(CustomerSegment.allCases.count == 10)
  }

  @Test("too few customers are not scored")
  func few() {
    let finding = RFMTable.scores(of: random(19, seed: 1))
    #expect(finding.refusal == .tooFew(.customers, have: 19, need: 20))
    #expect(
      finding.refusal?.description == "Too few customers to say: 19 where 20 are needed.")
  }
}
