/// Where a visit came from.
package struct VisitSource: Hashable, Sendable {
  /// What stood in the field of the referrer.
  package enum Referrer: Int16, CaseIterable, Sendable {
    case none = 0
    /// A host of the business: never where a visit came from.
    case own = 1
    /// A provider in the middle of an order: never where a visit came from.
    case payment = 2
    /// A host that calls pages so as to stand in their lists.
    case spam = 3
    case website = 4
    case app = 5
  }

  /// What decided on the channel.
  package var rule: ChannelRule
  /// Its name in the lists; else as the link names it; else the registered domain of the referrer.
  package var name: String?
  package var campaign: String?
  package var medium: String?
  package var term: String?
  package var content: String?
  /// Name of the click id's parameter, never its value.
  package var clickId: String?
  /// What was searched for, where the search engine still tells it; folded for counting.
  package var searchTerm: String?
  package var referrer: Referrer
  /// It came, or says that it came, from a spammer of referrers.
  package var isSpam: Bool
  /// Whether the name is a word of the link, which anybody may write, and in none of the lists.
  package var isWord: Bool

  package var channel: Channel { rule.channel }
}
