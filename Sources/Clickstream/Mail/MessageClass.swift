/// Who or what wrote a message; the raw values are stored.
package enum MessageClass: Int16, CaseIterable, Sendable {
  case human = 1
  /// Written by a program in answer to something: a vacation note, a receipt (RFC 3834).
  case auto = 2
  /// Sent to the subscribers of a list (RFC 2919, RFC 2369).
  case list = 3
  /// Tells what became of a message: it failed, is late, or arrived (RFC 3464).
  case bounce = 4
  /// A provider tells that somebody complained of a message (RFC 5965).
  case complaint = 5
  /// Asks the sender to prove that there is somebody.
  case challenge = 6
  /// The filter of the receiving server says so.
  case spam = 7

  package var name: String { String(describing: self) }

  /// Whether it only speaks of another message, and belongs to nobody whom it is from.
  package var isReport: Bool { self == .bounce || self == .complaint || self == .challenge }
}
