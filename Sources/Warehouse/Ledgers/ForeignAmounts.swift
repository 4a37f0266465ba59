/// Amounts in another currency than the site's, which no sum holds.
package enum ForeignAmounts {
  /// `2 orders in USD are not in sums: the site counts in EUR`.
  package static func sentence(
    _ count: Int64, _ noun: String, in currency: String, site: String
  ) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s") in \(currency) \(count == 1 ? "is" : "are") not in sums; "
      + "the site counts in \(site)"
  }
}
