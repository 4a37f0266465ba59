package import Clickstream

/// A record that says that two nodes name the same person.
package struct Evidence: Hashable, Sendable {
  /// What kind of record it is, the strongest first; the raw values are stored.
  package enum Rule: Int16, CaseIterable, Sendable {
    /// A member of staff said so.
    case staff = 1
    /// An order or an export of the business's own systems names both.
    case ledger = 2
    /// A line of a log names the authenticated user and the cookie.
    case login = 3
    /// A form was sent with both.
    case form = 4
    /// A message whose sender was proved (DMARC, or DKIM of the same domain).
    case message = 5
    /// A link was opened that was mailed to one address.
    case click = 6

    package var name: String { String(describing: self) }
  }

  package var a: Int64
  package var b: Int64
  package var rule: Rule
  package var at: Instant
  /// The stream and the position of the record.
  package var generation: Int64
  package var position: Int64

  /// The nodes are put in order, for evidence has no direction.
  package init(
    _ a: Int64, _ b: Int64, rule: Rule, at: Instant, generation: Int64 = 0, position: Int64 = 0
  ) {
    self.a = min(a, b)
    self.b = max(a, b)
    self.rule = rule
    self.at = at
    self.generation = generation
    self.position = position
  }
}

extension Evidence: Comparable {
  /// The stronger rule first, then the older record; what is left is decided by its numbers, so
  /// that there is one order for any set.
  package static func < (left: Self, right: Self) -> Bool {
    if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
    if left.at != right.at { return left.at < right.at }
    return (left.a, left.b, left.generation, left.position)
      < (right.a, right.b, right.generation, right.position)
  }
}
