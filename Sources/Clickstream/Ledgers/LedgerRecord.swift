/// A value in a row of a ledger, in the form that is stored.
package enum LedgerValue: Hashable, Sendable {
  /// Text, or a word, a currency, a mail address, a telephone number: normalised.
  case text(String)
  /// Digits with at most one point and a sign, without needless zeros before.
  case decimal(String)
  case day(Day)
  case instant(Instant)
  case flag(Bool)
}

/// A row of a ledger.
package struct LedgerRecord: Equatable, Sendable {
  /// Byte offset of the row in the text of its file.
  package var position: Int64
  /// One for each field of the ledger, in its order.
  package var values: [LedgerValue?]
  /// Since when the row says so, where it tells itself.
  package var updated: Instant?

  package init(position: Int64, values: [LedgerValue?], updated: Instant? = nil) {
    self.position = position
    self.values = values
    self.updated = updated
  }
}
