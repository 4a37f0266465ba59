/// What is kept of a message beside the contact that it is.
package struct MessageFacts: Equatable, Sendable {
  /// Somebody to whom a message of the business went.
  package struct Recipient: Equatable, Sendable {
    package var address: MailAddress
    /// The name as the author wrote it; display only, and may be empty.
    package var name: String

    package init(address: MailAddress, name: String = "") {
      self.address = address
      self.name = name
    }
  }

  package var `class`: MessageClass
  /// Without the angle brackets; empty where the message has none.
  package var messageID: String
  /// The messages that it names by `References` and `In-Reply-To`, the oldest first.
  package var references: [String]
  /// Whether the sender's address was proved by the receiving server.
  package var isProven: Bool
  /// Whether the sender was found not to be who the message says.
  package var isForged: Bool
  /// Bytes of the whole message.
  package var size: Int64
  /// Whether not all of it was read.
  package var isCut: Bool
  /// When the receiving server took it; nil where no header tells.
  package var receivedAt: Instant?
  /// Who of the business wrote it; empty for what came in.
  package var staff: String
  /// Whether a member of the staff sent a copy to the dropbox.
  package var isFromDropbox: Bool
  /// Whether the site tells by it of a form that somebody filled in.
  package var isFormMail: Bool
  /// Whether it went out and its own way bears out that the business sent it.
  package var isOurs: Bool
  /// To whom of those who are not of the business it went, each once; empty for what came in.
  package var recipients: [Recipient]
  package var attachments: [AttachedFile]
  package var reports: [DeliveryReport]
  /// The message that the reports speak of; empty where they do not say.
  package var reportedID: String

  package init(
    `class`: MessageClass = .human, messageID: String = "", references: [String] = [],
    isProven: Bool = false, isForged: Bool = false, size: Int64 = 0, isCut: Bool = false,
    receivedAt: Instant? = nil,
    staff: String = "", isFromDropbox: Bool = false, isFormMail: Bool = false,
    isOurs: Bool = false, recipients: [Recipient] = [],
    attachments: [AttachedFile] = [], reports: [DeliveryReport] = [], reportedID: String = ""
  ) {
    self.class = `class`
    self.messageID = messageID
    self.references = references
    self.isProven = isProven
    self.isForged = isForged
    self.size = size
    self.isCut = isCut
    self.receivedAt = receivedAt
    self.staff = staff
    self.isFromDropbox = isFromDropbox
    self.isFormMail = isFormMail
    self.isOurs = isOurs
    self.recipients = recipients
    self.attachments = attachments
    self.reports = reports
    self.reportedID = reportedID
  }
}
