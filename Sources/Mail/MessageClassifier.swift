import Clickstream

/// Tells who or what wrote a message: first what its structure says, then its headers, and the words
/// of its subject last.
struct MessageClassifier {
  let headers: HeaderReader
  let structure: MessageTree.Structure
  let from: MailRecord.Mailbox?
  let subject: String

  var `class`: MessageClass {
    if structure.isDeliveryReport { return .bounce }
    if structure.isFeedbackReport { return .complaint }
    if structure.isReceipt { return .auto }
    if isSpam { return .spam }
    if isAutomatic { return report ?? .auto }
    if isList { return .list }
    return Self.holds(subject.lowercased(), Self.vacations) ? .auto : report ?? .human
  }

  /// By the filter of the receiving server; who forges that harms only his own message.
  private var isSpam: Bool {
    first("X-Spam-Flag").hasPrefix("yes") || first("X-Spam-Status").hasPrefix("yes")
  }

  /// RFC 3834, and what was used before it.
  private var isAutomatic: Bool {
    let submitted = first("Auto-Submitted")
    if !submitted.isEmpty, submitted.prefix(while: { $0.isLetter || $0 == "-" }) != "no" {
      return true
    }
    return headers.value("X-Autoreply") != nil || headers.value("X-Autorespond") != nil
      || first("X-Auto-Response-Suppress").contains("all") || first("Return-Path") == "<>"
      || first("Precedence") == "auto_reply" || isFromProgram
  }

  private var isList: Bool {
    ["List-Id", "List-Unsubscribe", "List-Post"].contains { headers.value($0) != nil }
      || ["list", "bulk", "junk"].contains(first("Precedence"))
  }

  private var isFromProgram: Bool { from?.address.localPart == "mailer-daemon" }

  /// What the subject says of a report that is not written as one.
  private var report: MessageClass? {
    let subject = subject.lowercased()
    if Self.holds(subject, Self.bounces),
      isFromProgram || first("Return-Path") == "<>"
        || from?.address.localPart == "postmaster"
    {
      return .bounce
    }
    return Self.holds(subject, Self.challenges) ? .challenge : nil
  }

  private func first(_ name: String) -> String {
    guard let value = headers.value(name)?.lowercased() else { return "" }
    return String(value.drop(while: \.isWhitespace).prefix(200))
  }

  private static func holds(_ subject: String, _ beginnings: [String]) -> Bool {
    beginnings.contains { subject.hasPrefix($0) }
  }

  private static let bounces = [
    "undelivered mail", "undeliverable", "undelivered", "delivery status notification",
    "mail delivery failed", "mail delivery failure", "mail delivery system", "delivery failure",
    "delivery has failed", "failure notice", "returned mail", "warning: could not send",
    "warning: message", "message delivery", "non remis", "échec de la remise", "unzustellbar",
    "nicht zustellbar", "mail could not be delivered", "rejected mail", "delayed mail",
  ]
  private static let challenges = [
    "please confirm your message", "confirm your email", "verify your email to reach",
    "your email requires verification", "sender verification", "message awaiting verification",
    "please verify your message", "[boxbe]", "human verification",
  ]
  private static let vacations = [
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto:", "out of office",
    "out of the office", "vacation:", "away from", "automatische antwort", "abwesenheit",
    "abwesenheitsnotiz", "réponse automatique", "absence du bureau", "risposta automatica",
    "respuesta automática", "automatisch antwoord", "autosvar",
  ]
}
