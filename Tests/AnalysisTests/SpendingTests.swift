import Analysis
import Foundation
import Support
import Testing

@Suite("Gamma–Gamma and lifetime value")
struct SpendingTests {
  private let published = GammaGamma(p: 6.25, q: 3.74, v: 15.44)
  private let buying = BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)

  @Test("E[Z | x, z] and the mean of all")
  func means() throws {
    let model = GammaGamma(p: 6, q: 4, v: 16)
    let mean = model.expectedMean(of: Spending(orders: 3, mean: 35))
    #expect(abs(mean - 34.571429) < 5e-7, "\(mean)")
    let all = try #require(published.populationMean)
    #expect(abs(all - 35.2190) < 5e-5)
    #expect(published.expectedMean(of: Spending(orders: 0, mean: 0)) == all)
    #expect(GammaGamma(p: 6, q: 1, v: 16).populationMean == nil)
    // Customers 1, 2 and 6 of the sample.
    for (orders, spent, expected) in [(2, 22.35, 24.6637), (1, 11.77, 18.9169)] {
      let found = published.expectedMean(of: Spending(orders: orders, mean: spent))
      #expect(abs(found - expected) < 5e-4, "\(found)")
    }
  }

  @Test(
    "the expectation lies between the customer's mean and that of all", arguments: UInt64(1)...8)
  func shrunk(seed: UInt64) throws {
    var simulation = Simulation(seed: seed)
    let all = try #require(published.populationMean)
    for orders in 1...20 {
      let spending = simulation.spending(of: published, orders: orders)
      let found = published.expectedMean(of: spending)
      #expect(found >= min(all, spending.mean) - 1e-9)
      #expect(found <= max(all, spending.mean) + 1e-9)
    }
  }

  /// With 40,000 customers the parameters lie within 15 % of the true ones, the mean within 2 %: p and
  /// v are hard to tell apart.
  @Test("parameters are recovered from simulated customers", arguments: UInt64(1)...3)
  func recovered(seed: UInt64) throws {
    var simulation = Simulation(seed: seed)
    let customers = (0..<40_000).map { index in
      simulation.spending(of: published, orders: 1 + index % 7)
    }
    let fit = try #require(GammaGamma.fit(customers).value)
    let found = fit.model
    for (value, wanted) in [(found.p, published.p), (found.q, published.q), (found.v, published.v)]
    {
      #expect(abs(value / wanted - 1) < 0.15, "\(found)")
    }
    let mean = try #require(found.populationMean)
    let all = try #require(published.populationMean)
    #expect(abs(mean / all - 1) < 0.02)
    #expect(abs(try #require(fit.correlation)) < 0.05)
    #expect(fit.logLikelihood >= published.logLikelihood(of: customers))
  }

  @Test("who did not repeat or did not pay is left out, and too few are refused")
  func refused() {
    var simulation = Simulation(seed: 2)
    let customers = (0..<29).map { simulation.spending(of: published, orders: 1 + $0 % 3) }
    let useless = [Spending(orders: 0, mean: 0), Spending(orders: 2, mean: 0)]
    let found = GammaGamma.fit(customers + useless)
    #expect(found.refusal == .tooFew(.repeatCustomers, have: 29, need: 30))
    // All spend the same: no spread to be told.
    let alike = GammaGamma.fit([Spending](repeating: Spending(orders: 2, mean: 20), count: 60))
    guard case .withheld(.notSettled) = alike else {
      Issue.record("\(alike)")
      return
    }
  }

  @Test("lifetime value of the first customers of the sample")
  func value() {
    let value = LifetimeValue(repeats: buying, spending: published, discount: 0.01)
    let first = value.value(
      of: PurchaseHistory(repeats: 2, recency: 30.43, age: 38.86),
      spending: Spending(orders: 2, mean: 22.35), months: 12)
    #expect(abs(first - 36.2892) < 1e-3, "\(first)")
    let second = value.value(
      of: PurchaseHistory(repeats: 1, recency: 1.71, age: 38.86),
      spending: Spending(orders: 1, mean: 11.77), months: 12)
    #expect(abs(second - 4.6373) < 1e-3, "\(second)")
    let third = value.value(
      of: PurchaseHistory(repeats: 0, recency: 0, age: 38.86),
      spending: Spending(orders: 0, mean: 0), months: 12)
    #expect(abs(third - 8.3690) < 1e-3, "\(third)")
    #expect(
      value.value(
        of: PurchaseHistory(repeats: 0, recency: 0, age: 38.86),
        spending: Spending(orders: 0, mean: 0), months: 0) == 0)
  }

  @Test("without discount it is expected orders times expected spending; discount lessens it")
  func discount() {
    let history = PurchaseHistory(repeats: 3, recency: 20, age: 30)
    let spending = Spending(orders: 3, mean: 40)
    let plain = LifetimeValue(repeats: buying, spending: published, discount: 0)
      .value(of: history, spending: spending, months: 6)
    let product =
      buying.expectedRepeats(within: 6 * 4.345, after: history)
      * published.expectedMean(of: spending)
    #expect(abs(plain - product) < 1e-9)
    let less = LifetimeValue(repeats: buying, spending: published, discount: 0.02)
      .value(of: history, spending: spending, months: 6)
    #expect(less < plain && less > plain / 1.13)
  }
}
