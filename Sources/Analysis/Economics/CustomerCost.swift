/// What it costs to win a customer, and to keep one.
package struct CustomerCost: Equatable, Sendable {
  /// CAC: spend on winning customers / new customers, in the currency of the spend.
  package let acquisition: Double
  /// CRC: spend on keeping customers / customers who bought again.
  package let retention: Double

  /// CAC / CRC; nil where keeping costs nothing.
  package var ratio: Double? { retention > 0 ? acquisition / retention : nil }

  /// The band in which the ratio is often said to lie: a rule of thumb without a known source; say
  /// so where it is drawn.
  package static let band = 4.0...6.0

  package enum Standing: String, CaseIterable, Hashable, Sendable { case below, within, above }

  /// Where the ratio lies beside the band.
  package var standing: Standing? {
    ratio.map {
      $0 < Self.band.lowerBound ? .below : $0 > Self.band.upperBound ? .above : .within
    }
  }

  /// Of one period, for all four numbers; at least one customer of each kind.
  package static func cost(
    acquisitionSpend: Double, newCustomers: Int, retentionSpend: Double, repeatCustomers: Int
  ) -> Finding<CustomerCost> {
    let refusal =
      Refusal.unless(.newCustomers, newCustomers, atLeast: 1)
      ?? .unless(.repeatCustomers, repeatCustomers, atLeast: 1)
    if let refusal { return .withheld(refusal) }
    return .told(
      CustomerCost(
        acquisition: acquisitionSpend / Double(newCustomers),
        retention: retentionSpend / Double(repeatCustomers)))
  }
}
