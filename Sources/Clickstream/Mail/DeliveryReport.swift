/// What became of a message for one recipient, as a bounce or a complaint tells it.
package struct DeliveryReport: Equatable, Sendable {
  /// What follows for the address; the raw values are stored.
  package enum Kind: Int16, CaseIterable, Sendable {
    /// The address does not exist (any more).
    case hard = 1
    /// It may work later.
    case soft = 2
    /// The message was refused, and not the address.
    case block = 3
    /// It arrived, or was handed on.
    case delivered = 4
    /// The recipient complained.
    case complaint = 5

    package var name: String { String(describing: self) }
  }

  package var kind: Kind
  /// Why, in one word: `user_unknown`, `mailbox_full`, …; `unclassified` where nothing told it.
  package var reason: String
  /// The address that it failed for; nil where the report does not say.
  package var recipient: MailAddress?
  /// `failed`, `delayed`, `delivered`, … (RFC 3464), or the type of the complaint (RFC 5965).
  package var action: String
  /// `5.1.1` (RFC 3463); empty where there is none.
  package var status: String
  /// What the other server said, on one line; mail addresses are left out.
  package var diagnostic: String
  /// Whether the way that the report came bears it out, whatever message it speaks of.
  package var isVouched: Bool

  package init(
    kind: Kind, reason: String, recipient: MailAddress?, action: String, status: String,
    diagnostic: String, isVouched: Bool = false
  ) {
    self.kind = kind
    self.reason = reason
    self.recipient = recipient
    self.action = action
    self.status = status
    self.diagnostic = diagnostic
    self.isVouched = isVouched
  }
}
