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

    package init(name: String, address: MailAddress) {
      self.name = name
      self.address = address
    }
  }

  /// What is known of an attached file; its bytes are not kept.
  package struct Attachment: Equatable, Sendable {
    package var name: String
    /// The declared media type, lower case: `application/pdf`.
    package var mediaType: String
    /// Decoded size in bytes.
    package var size: Int64

    package init(name: String, mediaType: String, size: Int64) {
      self.name = name
      self.mediaType = mediaType
      self.size = size
    }
  }

  /// Who or what wrote the message.
  package enum Class: Equatable, Sendable {
    case human
    /// A vacation note, a receipt, a bounce: written by a program in answer to something.
    case automatic
    /// Sent to the subscribers of a list.
    case list
  }

  /// Keyed hash of Message-ID and content: equal for the copies of one message.
  package var id: Int64
  package var messageID: String
  package var from: [Mailbox]
  package var to: [Mailbox]
  package var cc: [Mailbox]
  /// The mailboxes that it was put into, by `Delivered-To` and `X-Original-To`.
  package var deliveredTo: [Mailbox]
  /// Of `Date`, or of the newest `Received` where that is missing or not to be believed.
  package var at: Instant
  package var subject: String
  /// The text parts, or the HTML parts as text; at most 1 MiB.
  package var text: String
  package var attachments: [Attachment]
  package var `class`: Class
  /// Whether the end was left out: the message or its text is over a limit.
  package var isCut: Bool
}
