import Analysis
import Foundation
import Support
import Testing

@Suite("BG/NBD")
struct BGNBDTests {
  private let published = BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)

  private func history(_ repeats: Int, _ recency: Double, _ age: Double) -> PurchaseHistory {
    PurchaseHistory(repeats: repeats, recency: recency, age: age)
  }

  @Test(
    "E[X(t)] at the published parameters",
    arguments: [
      (0.1429, 0.0078), (1, 0.0533), (2, 0.1034), (3, 0.1509), (31.8571, 1.0420), (32, 1.0452),
      (39, 1.1967), (52, 1.4461), (78, 1.8605),
    ])
  func expected(time: Double, orders: Double) {
    let found = published.expectedRepeats(within: time)
    #expect(abs(found - orders) < 5.1e-5, "\(found)")
  }

  @Test("E[Y(t) | x, t_x, T] at the published parameters")
  func conditional() {
    let found = published.expectedRepeats(within: 39, after: history(2, 30.43, 38.86))
    #expect(abs(found - 1.2260282) < 5e-7, "\(found)")
    let two = published.expectedRepeats(within: 2, after: history(10, 35, 39))
    #expect(abs(two - 0.3915692) < 5e-7, "\(two)")
    let many = published.expectedRepeats(within: 52, after: history(26, 30.86, 31))
    #expect(abs(many - 25.758196) < 5e-6, "\(many)")
    #expect(published.expectedRepeats(within: 0, after: history(2, 30.43, 38.86)) == 0)
  }

  @Test("P(alive) falls with more repeats that ceased at the same time")
  func alive() {
    let expected = [
      0.705627, 0.687091, 0.663866, 0.636546, 0.605614, 0.571552, 0.534885, 0.496212, 0.456205,
      0.415585, 0.375092, 0.335446, 0.297303, 0.261219, 0.227626, 0.196820,
    ]
    for (index, probability) in expected.enumerated() {
      let found = published.probabilityAlive(after: history(5 + index, 30, 39))
      #expect(abs(found - probability) < 1e-6, "\(5 + index): \(found)")
    }
    #expect(published.probabilityAlive(after: history(0, 0, 39)) == 1)
    let always = published.probabilityAlive(after: history(23, 39, 39))
    let some = published.probabilityAlive(after: history(2, 30.43, 38.86))
    let many = published.probabilityAlive(after: history(26, 30.86, 31))
    #expect(abs(always - 0.968555) < 1e-6 && abs(some - 0.726579) < 1e-6)
    #expect(abs(many - 0.968916) < 1e-6)
  }

  @Test("P(X(t) = x)")
  func probabilities() {
    let tail = [
      0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638, 0.0005517902,
      0.0004361913, 0.0003467171, 0.0002769613, 0.0002222260,
    ]
    for (index, probability) in tail.enumerated() {
      let found = published.probability(ofRepeats: 11 + index, within: 30)
      #expect(abs(found - probability) < 1e-10, "\(found)")
    }
    let ten = published.probability(ofRepeats: 10, within: 2)
    let none = published.probability(ofRepeats: 0, within: 39)
    #expect(abs(ten - 1.07869e-7) < 1e-12 && abs(none - 0.5737864) < 1e-7)
    #expect(published.probability(ofRepeats: 0, within: 0) == 1)
    #expect(published.probability(ofRepeats: 1, within: 0) == 0)
  }

  private static let models = [
    BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426), BGNBD(r: 1.5, alpha: 10, a: 0.5, b: 3),
    BGNBD(r: 0.8, alpha: 6, a: 1, b: 4), BGNBD(r: 2, alpha: 8, a: 1.00005, b: 2.5),
  ]

  @Test("probabilities add up to one and their mean is E[X(t)]", arguments: models)
  func sums(model: BGNBD) {
    let probabilities = (0...400).map { model.probability(ofRepeats: $0, within: 20) }
    let sum = probabilities.reduce(0, +)
    let mean = probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    #expect(abs(sum - 1) < 1e-6, "\(sum)")
    let expected = model.expectedRepeats(within: 20)
    #expect(abs(mean - expected) < 1e-5, "\(mean) \(expected)")
  }

  @Test("what is expected of a new customer is what the customer is expected to do from T = 0")
  func newCustomer() {
    for model in Self.models {
      let new = model.expectedRepeats(within: 30, after: history(0, 0, 0))
      #expect(abs(new - model.expectedRepeats(within: 30)) < 1e-9)
    }
  }

  @Test("equal customers counted once are as likely as one by one")
  func grouped() {
    var simulation = Simulation(seed: 3)
    let one = (0..<40).map { _ in simulation.customer(of: published, age: 30).history }
    let single = one.reduce(0) { $0 + published.logLikelihood(of: [$1]) }
    let twice = published.logLikelihood(of: one + one.reversed())
    #expect(abs(twice - 2 * single) < 1e-9)
  }

  /// With 20,000 customers the fitted parameters lie within 15 % of the true ones, and what they
  /// foretell of half a year within 4 % of what happened.
  @Test("parameters are recovered from simulated customers", arguments: UInt64(1)...3)
  func recovered(seed: UInt64) throws {
    let truth = Self.models[Int(seed % 2)]
    var simulation = Simulation(seed: seed)
    let customers = (0..<20_000).map { index in
      simulation.customer(of: truth, age: Double(30 + index % 40), holdout: 26)
    }
    let fit = try #require(BGNBD.fit(customers.map(\.history)).value)
    let found = fit.model
    for (value, wanted) in [
      (found.r, truth.r), (found.alpha, truth.alpha), (found.a, truth.a), (found.b, truth.b),
    ] {
      #expect(abs(value / wanted - 1) < 0.15, "\(found)")
    }
    #expect(fit.logLikelihood >= truth.logLikelihood(of: customers.map(\.history)))
    let foretold = customers.reduce(0) {
      $0 + found.expectedRepeats(within: 26, after: $1.history)
    }
    let happened = Double(customers.reduce(0) { $0 + $1.later })
    #expect(abs(foretold / happened - 1) < 0.04, "\(foretold) \(happened)")
    let alive = customers.reduce(0) { $0 + found.probabilityAlive(after: $1.history) }
    let living = Double(customers.count { $0.isAlive })
    #expect(abs(alive / living - 1) < 0.03, "\(alive) \(living)")
  }

  @Test("histories are made of days, equal ones merged and later ones left out")
  func days() {
    let found = PurchaseHistory(orderDays: [30, 2, 2, 9, 400], until: 37)
    #expect(found == history(2, 4, 5))
    #expect(PurchaseHistory(orderDays: [38], until: 37) == nil)
    #expect(PurchaseHistory(orderDays: [], until: 37) == nil)
  }

  @Test("what cannot be fitted is refused, with the reason")
  func refused() {
    var simulation = Simulation(seed: 5)
    let customers = (0..<400).map { _ in simulation.customer(of: published, age: 39).history }
    let few = BGNBD.fit(Array(customers.prefix(99)))
    #expect(few.refusal == .tooFew(.customers, have: 99, need: 100))
    let once = customers.filter { $0.repeats == 0 }
    let none = BGNBD.fit(once)
    #expect(none.refusal == .tooFew(.repeatCustomers, have: 0, need: 30))
    #expect(BGNBD.fit([], atLeast: 0, repeats: 0).value == nil)
    // Nobody drops out, and all buy alike: neither spread can be told.
    let alike = (0..<400).map { index in
      history(10 + index % 2, 38.9, 39)
    }
    let flat = BGNBD.fit(alike)
    guard case .withheld(.notSettled) = flat else {
      Issue.record("\(flat)")
      return
    }
  }
}
