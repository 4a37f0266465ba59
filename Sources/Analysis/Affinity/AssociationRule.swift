internal import Glibc

/// Who has the first has the second as well: what is known of two items that stand together.
package struct AssociationRule: Equatable, Sendable {
  package let antecedent: Int64
  package let consequent: Int64
  /// Baskets with both.
  package let together: Int
  package let antecedentBaskets: Int
  package let consequentBaskets: Int
  package let baskets: Int
  /// Fisher's exact probability of so many together by chance.
  package let probability: Double
  /// The same, after Benjamini and Hochberg, of all pairs of frequent items: the share of such rules
  /// that are chance where all up to this one are believed.
  package let falseDiscoveryRate: Double

  /// P(A and B).
  package var support: Double { Double(together) / Double(baskets) }
  /// P(B | A).
  package var confidence: Double { Double(together) / Double(antecedentBaskets) }
  /// P(A and B) / (P(A) P(B)): how many times as often as by chance.
  package var lift: Double { Double(together) / expected }
  /// P(A and B) − P(A) P(B).
  package var leverage: Double { support - expected / Double(baskets) }
  /// (1 − P(B)) / (1 − confidence); infinite where there is no exception.
  package var conviction: Double {
    let exceptions = antecedentBaskets - together
    guard exceptions > 0 else { return .infinity }
    return (1 - consequentShare) * Double(antecedentBaskets) / Double(exceptions)
  }

  /// The lift as if five baskets more were expected together, and had been: rare pairs come close
  /// to one.
  package var shrunkLift: Double {
    (Double(together) + Self.prior) / (expected + Self.prior)
  }

  /// The confidence as if five more baskets had the antecedent, and the consequent as often as all.
  package var shrunkConfidence: Double {
    (Double(together) + Self.prior * consequentShare) / (Double(antecedentBaskets) + Self.prior)
  }

  static let prior = 5.0

  private var consequentShare: Double { Double(consequentBaskets) / Double(baskets) }
  private var expected: Double {
    Double(antecedentBaskets * consequentBaskets) / Double(baskets)
  }
}
