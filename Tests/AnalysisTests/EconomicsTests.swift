import Analysis
import Foundation
import Support
import Testing

@Suite("Cost and benefit")
struct EconomicsTests {
  @Test(
    "acquisition beside retention, and the band of 4 to 6",
    arguments: [
      (4_000, CustomerCost.Standing.within), (6_000, .within), (3_999, .below), (6_001, .above),
    ])
  func costs(spend: Double, standing: CustomerCost.Standing) throws {
    let cost = try #require(
      CustomerCost.cost(
        acquisitionSpend: spend, newCustomers: 50, retentionSpend: 2_000, repeatCustomers: 100
      ).value)
    #expect(cost.acquisition == spend / 50 && cost.retention == 20)
    let ratio = try #require(cost.ratio)
    #expect(abs(ratio - spend / 1_000) < 1e-12 && cost.standing == standing)
  }

  @Test("without customers, or without cost, there is no ratio")
  func noRatio() throws {
    let none = CustomerCost.cost(
      acquisitionSpend: 10, newCustomers: 0, retentionSpend: 10, repeatCustomers: 1)
    #expect(none.refusal == .tooFew(.newCustomers, have: 0, need: 1))
    let once = CustomerCost.cost(
      acquisitionSpend: 10, newCustomers: 1, retentionSpend: 10, repeatCustomers: 0)
    #expect(once.refusal == .tooFew(.repeatCustomers, have: 0, need: 1))
    let free = CustomerCost.cost(
      acquisitionSpend: 10, newCustomers: 1, retentionSpend: 0, repeatCustomers: 1)
    #expect(free.value?.ratio == nil && free.value?.standing == nil)
  }

  @Test("net present value and the month in which it pays")
  func flows() {
    let flow = CashFlow(cost: 1_000, monthlyBenefit: 300, monthlyCost: 50, months: 12)
    #expect(flow.flows.count == 13)
    #expect(flow.payback() == 4 && flow.payback(discount: 0.1) == 6)
    // −1,000 + 250 · (1 − 1.01⁻¹²) / .01
    let value = flow.netPresentValue(discount: 0.01)
    #expect(abs(value - 1_813.7694) < 1e-4, "\(value)")
    #expect(flow.netPresentValue(discount: 0) == 2_000)
    #expect(CashFlow([-10, 5]).payback() == nil)
    #expect(CashFlow([-10, 20, -30, 25]).payback() == 3)
    #expect(CashFlow([]).payback() == nil && CashFlow([]).netPresentValue(discount: 0.1) == 0)
    #expect(abs(pow(1 + CashFlow.monthly(yearly: 0.08), 12) - 1.08) < 1e-12)
  }

  @Test("the retention that a cost must bring")
  func breakEven() throws {
    let slope = BreakEvenRetention.slope(retention: 0.8, discount: 0.1)
    #expect(abs(slope - 1.1 / 0.09) < 1e-9)
    let gain = try #require(
      BreakEvenRetention.gain(
        annualCost: 5_000, activeCustomers: 500, margin: 60, slope: slope
      ).value)
    #expect(abs(gain.gain * 500 * 60 * slope - 5_000) < 1e-9)
    // The slope is that of the value of a customer: margin (1 + d) / (1 + d − r).
    let step = 1e-6
    func worth(_ retention: Double) -> Double { 1.1 / (1.1 - retention) }
    #expect(abs((worth(0.8 + step) - worth(0.8 - step)) / (2 * step) - slope) < 1e-4)
    let few = BreakEvenRetention.gain(
      annualCost: 1, activeCustomers: 19, margin: 1, slope: 1)
    #expect(few.refusal == .tooFew(.customers, have: 19, need: 20))
    let unpaid = BreakEvenRetention.gain(
      annualCost: 1, activeCustomers: 20, margin: 0, slope: 1)
    #expect(unpaid.value == nil)
  }

  @Test("a tornado changes one assumption at a time, the widest first")
  func tornado() {
    let tornado = Tornado(
      [("cost", 100), ("buyers", 50), ("margin", 10), ("nothing", 3)]
    ) { $0[1] * $0[2] - $0[0] }
    #expect(tornado.base == 400)
    #expect(tornado.bars.map(\.assumption) == ["buyers", "margin", "cost", "nothing"])
    #expect(tornado.bars.map(\.low) == [300, 300, 420, 400])
    #expect(tornado.bars.map(\.high) == [500, 500, 380, 400])
    #expect(tornado.bars.map(\.swing) == [200, 200, 40, 0])
  }

  @Test("the uplift of those contacted over those held out")
  func uplift() throws {
    let found = try #require(
      Uplift.uplift(
        contacted: 900, contactedBuyers: 90, heldOut: 100, heldOutBuyers: 5, cost: 450
      ).value)
    #expect(abs(found.uplift - 0.05) < 1e-12)
    #expect(abs(found.standardError - sqrt(0.09 / 900 + 0.0475 / 100)) < 1e-12)
    #expect(abs(found.extraBuyers - 45) < 1e-9)
    let price = try #require(found.costPerExtraBuyer)
    #expect(abs(price - 10) < 1e-9)
    #expect(found.interval.contains(0.05) && found.interval.lowerBound > 0)
    let few = Uplift.uplift(
      contacted: 900, contactedBuyers: 90, heldOut: 19, heldOutBuyers: 5, cost: 450)
    #expect(few.refusal == .tooFew(.heldOut, have: 19, need: 20))
    let worse = Uplift.uplift(
      contacted: 20, contactedBuyers: 1, heldOut: 20, heldOutBuyers: 2, cost: 1)
    #expect(worse.value?.costPerExtraBuyer == nil && (worse.value?.extraBuyers ?? 0) < 0)
  }

  /// The true uplift lies inside the interval in about 95 of 100 experiments.
  @Test("intervals hold the true uplift as often as they say")
  func coverage() {
    var random = SplitMix64(seed: 4)
    var held = 0
    for _ in 0..<400 {
      func buyers(_ count: Int, _ rate: Double) -> Int {
        (0..<count).count { _ in Double.random(in: 0..<1, using: &random) < rate }
      }
      let found = Uplift.uplift(
        contacted: 500, contactedBuyers: buyers(500, 0.2), heldOut: 300,
        heldOutBuyers: buyers(300, 0.1), cost: 1)
      held += found.value.map { $0.interval.contains(0.1) ? 1 : 0 } ?? 0
    }
    #expect(held >= 366 && held <= 394, "\(held)")
  }
}
