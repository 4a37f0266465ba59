internal import Glibc

/// What a campaign brought, by people who would have got it and were left out by chance.
package struct Uplift: Equatable, Sendable {
  /// The share of buyers of those contacted less that of those held out.
  package let uplift: Double
  package let standardError: Double
  /// Buyers that there would not have been.
  package let extraBuyers: Double
  /// In the currency of the cost; nil where there are no extra buyers.
  package let costPerExtraBuyer: Double?

  /// Holds the true uplift with 95 %.
  package var interval: ClosedRange<Double> {
    let reach = 1.959963984540054 * standardError
    return (uplift - reach)...(uplift + reach)
  }

  package static func uplift(
    contacted: Int, contactedBuyers: Int, heldOut: Int, heldOutBuyers: Int, cost: Double,
    atLeast need: Int = Thresholds.group
  ) -> Finding<Uplift> {
    let refusal =
      Refusal.unless(.contacted, contacted, atLeast: max(need, 1))
      ?? .unless(.heldOut, heldOut, atLeast: max(need, 1))
    if let refusal { return .withheld(refusal) }
    let treated = Double(contactedBuyers) / Double(contacted)
    let control = Double(heldOutBuyers) / Double(heldOut)
    let variance =
      treated * (1 - treated) / Double(contacted) + control * (1 - control) / Double(heldOut)
    let extra = (treated - control) * Double(contacted)
    return .told(
      Uplift(
        uplift: treated - control, standardError: sqrt(variance), extraBuyers: extra,
        costPerExtraBuyer: extra > 0 ? cost / extra : nil))
  }
}
