import Analysis
import Foundation
import Support

/// Draws from the distributions of the models, for customers whose parameters are known.
struct Simulation {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func uniform() -> Double { Double.random(in: 0x1p-53..<1, using: &random) }

  mutating func exponential(rate: Double) -> Double { -log(uniform()) / rate }

  mutating func normal() -> Double {
    sqrt(-2 * log(uniform())) * cos(2 * .pi * uniform())
  }

  /// By Marsaglia and Tsang (2000).
  mutating func gamma(shape: Double, rate: Double) -> Double {
    guard shape >= 1 else {
      let larger = gamma(shape: shape + 1, rate: rate)
      return larger * pow(uniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / sqrt(9 * d)
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      guard v > 0 else { continue }
      if log(uniform()) < x * x / 2 + d - d * v + d * log(v) { return d * v / rate }
    }
  }

  mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(shape: a, rate: 1)
    let y = gamma(shape: b, rate: 1)
    return x / (x + y)
  }

  /// A customer who buys by the model, until an age; and how often in the time after it.
  mutating func customer(
    of model: BGNBD, age: Double, holdout: Double = 0
  ) -> (history: PurchaseHistory, later: Int, isAlive: Bool) {
    let rate = gamma(shape: model.r, rate: model.alpha)
    let dropout = beta(model.a, model.b)
    var repeats = 0
    var later = 0
    var recency = 0.0
    var time = 0.0
    var isAlive = true
    while true {
      time += exponential(rate: rate)
      guard time <= age + holdout else { break }
      if time <= age {
        repeats += 1
        recency = time
      } else {
        later += 1
      }
      if uniform() < dropout {
        if time <= age { isAlive = false }
        break
      }
    }
    return (PurchaseHistory(repeats: repeats, recency: recency, age: age), later, isAlive)
  }

  /// The spending of a customer with so many orders.
  mutating func spending(of model: GammaGamma, orders: Int) -> Spending {
    let rate = gamma(shape: model.q, rate: model.v)
    let sum = (0..<orders).reduce(0.0) { sum, _ in sum + gamma(shape: model.p, rate: rate) }
    return Spending(orders: orders, mean: sum / Double(orders))
  }
}

extension Array {
  func shuffled(seed: UInt64) -> [Element] {
    var random = SplitMix64(seed: seed)
    return shuffled(using: &random)
  }
}
