package import Clickstream

/// A message, read: the headers that matter, its text, and what was attached.
///
/// All text is decoded to Unicode and free of control characters; nothing of it is to be trusted.
package struct MailRecord: Equatable, Sendable {
  /// A mailbox of an address header.
  package struct Mailbox: Equatable, Sendable {
    /// The display name, decoded; may be empty.
    package var name: String
    package var address: MailAddress
    /// What stands behind the last plus sign of its local part, as it was written; may be empty.
    package var detail: String

    package init(name: String, address: MailAddress, detail: String = "") {
      self.name = name
      self.address = address
      self.detail = detail
    }
  }

  /// Keyed hash of Message-ID and content: equal for the copies of one message.
  package var id: Int64
  package var messageID: String
  package var from: [Mailbox]
  package var to: [Mailbox]
  package var cc: [Mailbox]
  /// Recipients of which the others do not know: they stand in the sender's own copy alone.
  package var bcc: [Mailbox]
  /// To whom answers are to go, where the author says so.
  package var replyTo: [Mailbox]
  /// The mailboxes that it was put into, by `Delivered-To` and `X-Original-To`.
  package var deliveredTo: [Mailbox]
  /// Of `Date`, or of the newest `Received` where that is missing or not to be believed.
  package var at: Instant
  package var subject: String
  /// The text parts, or the HTML parts as text; at most 1 MiB.
  package var text: String
  package var attachments: [AttachedFile]
  package var `class`: MessageClass
  /// The messages that it names by `References`, then by `In-Reply-To`, without angle brackets.
  package var references: [String]
  /// When the receiving server took it, by the topmost `Received`; nil where none tells.
  package var receivedAt: Instant?
  /// What the business's own server found out about the sender; nil where it says nothing.
  package var authentication: AuthenticationResults?
  /// Whether no header tells that another host than the business's own handed it over.
  package var isFromWithin: Bool
  /// Whether a server wrote down that it had it in hands, or none of the business's is named.
  package var isTraced: Bool
  /// What became of other messages, where this one is a bounce or a complaint.
  package var reports: [DeliveryReport]
  /// The message that the reports speak of; empty where they do not say.
  package var reportedID: String
  /// Whether the end was left out: the message or its text is over a limit.
  package var isCut: Bool

  /// Whether the receiving server proved that the one author is who he says.
  package var isProven: Bool {
    guard from.count == 1, let author = from.first else { return false }
    return authentication?.proves(author.address) ?? false
  }

  /// Whether the receiving server found that the author is not who he says.
  package var isDisproved: Bool {
    guard let author = from.first else { return false }
    return authentication?.disproves(author.address) ?? false
  }
}
