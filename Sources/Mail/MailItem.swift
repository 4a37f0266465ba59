package import Clickstream

/// One message of a source, read or rejected.
package struct MailItem: Sendable {
  package enum Outcome: Sendable {
    case message(MailRecord)
    case rejected(RejectedRecord)
  }

  /// Keyed hash of all bytes of the message: the generation of what is no stream.
  package var receipt: Int64
  /// Where the message begins in an mbox file; 0 for a file of its own.
  package var offset: Int64
  /// Bytes of the message.
  package var length: Int64
  package var outcome: Outcome
}

/// A message that cannot be used: why, in a sentence without any of its bytes.
struct MailReject: Error {
  var reason: RejectReason
  var detail: String
}
