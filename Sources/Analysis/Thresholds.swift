/// How many are needed before an analysis speaks.
///
/// They are rules of thumb: twenty is where a share moves by less than five points with one more
/// observation; a model with several parameters needs more. Every analysis takes another number
/// where its caller knows better.
package enum Thresholds {
  /// Customers of a table of scores, of a survival curve, or of a rate.
  package static let customers = 20
  /// Customers from whom the rhythm of purchases is learned (BG/NBD).
  package static let modelCustomers = 100
  /// Customers who bought again, for BG/NBD and Gamma–Gamma.
  package static let repeatCustomers = 30
  /// Gaps between the orders of one customer, before they make a rhythm of its own.
  package static let ownGaps = 4
  /// Gaps of all customers of a segment together.
  package static let segmentGaps = 20
  /// Conversions, before they are dealt out to channels.
  package static let conversions = 20
  /// Baskets (orders, visits) in which items may stand together.
  package static let baskets = 20
  /// Baskets that hold both items of a rule.
  package static let together = 3
  /// Sequences in which frequent paths are sought.
  package static let sequences = 20
  /// Earlier days of the same weekday with which a day is compared.
  package static let sameWeekdays = 6
  /// Leads won, and likewise lost, before odds are shown.
  package static let wins = 30
  /// Observations of a tag, before it counts for or against a lead.
  package static let tagObservations = 50
  /// People in each group of an experiment.
  package static let group = 20
}
