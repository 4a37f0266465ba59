import Clickstream

/// What follows from a failed delivery, by what the other server said and by its code.
///
/// Servers give codes loosely and words carefully, so that for what failed for good the words count
/// first.
enum BounceRules {
  typealias Verdict = (kind: DeliveryReport.Kind, reason: String)

  /// - Parameters:
  ///   - action: of RFC 3464, lower case; may be empty.
  ///   - status: of RFC 3463; may be empty.
  ///   - diagnostic: what the other server said.
  static func verdict(action: String, status: String, diagnostic: String) -> Verdict {
    if ["delivered", "relayed", "expanded"].contains(action) || status.hasPrefix("2") {
      return (.delivered, "delivered")
    }
    let words = diagnostic.lowercased()
    let said = rules.first { rule in rule.words.contains { words.contains($0) } }
    if action == "delayed" || status.hasPrefix("4") { return (.soft, said?.reason ?? "delayed") }
    if let said { return (said.kind, said.reason) }
    return codes.first { status.hasPrefix($0.code) }.map { ($0.kind, $0.reason) }
      ?? (.soft, "unclassified")
  }

  private struct Rule {
    let kind: DeliveryReport.Kind
    let reason: String
    let words: [String]

    init(_ kind: DeliveryReport.Kind, _ reason: String, _ words: [String]) {
      self.kind = kind
      self.reason = reason
      self.words = words
    }
  }

  private static let rules = [
    // What is wrong with the sender says nothing of the recipient.
    Rule(
      .block, "policy",
      ["sender address rejected", "sender domain", "domain of sender", "sender verify failed"]),
    Rule(
      .soft, "mailbox_full",
      [
        "mailbox full", "mailbox is full", "over quota", "quota exceeded", "exceeded quota",
        "over its quota", "exceeds quota", "mailbox size limit", "storage limit", "inbox is full",
        "out of storage", "insufficient storage", "mailboxfull",
      ]),
    Rule(
      .soft, "message_too_big",
      [
        "message too large", "message too big", "size exceeds", "exceeds size limit",
        "message size exceeds", "too large for",
      ]),
    Rule(
      .soft, "greylisted", ["greylist", "graylist", "try again later", "temporarily deferred"]),
    Rule(
      .hard, "user_unknown",
      [
        "user unknown", "unknown user", "no such user", "no such recipient", "no such mailbox",
        "does not exist", "doesn't exist", "mailbox unavailable", "mailbox not found",
        "recipient not found", "invalid recipient", "unknown recipient", "recipient unknown",
        "user not found", "account disabled", "mailbox disabled",
        "account has been disabled", "no mailbox here", "is inactive", "not a valid mailbox",
        "unknown address", "unrouteable address", "addressee unknown",
      ]),
    Rule(
      .hard, "has_moved", ["has moved", "no longer at this", "address changed", "moved to a new"]),
    Rule(
      .hard, "host_unknown",
      [
        "host unknown", "unknown host", "host not found", "domain not found",
        "domain does not exist", "name or service not known", "nxdomain", "no such domain",
      ]),
    Rule(
      .block, "spam_refused",
      [
        "spam", "blacklist", "blocklist", "block list", "black list", "spamhaus", "dnsbl", "rbl",
        "poor reputation", "low reputation", "bulk mail", "unsolicited",
      ]),
    Rule(
      .block, "policy",
      [
        "policy", "dmarc", "spf check", "spf fail", "dkim", "authentication required",
        "access denied", "relay access", "relaying denied", "not authorized", "not permitted",
        "administratively prohibited", "content rejected",
      ]),
  ]

  private static let codes: [(code: String, kind: DeliveryReport.Kind, reason: String)] = [
    ("5.1.6", .hard, "has_moved"), ("5.1.2", .hard, "host_unknown"),
    ("5.1.7", .block, "policy"), ("5.1.8", .block, "policy"),
    ("5.1.", .hard, "user_unknown"), ("5.2.1", .hard, "user_unknown"),
    ("5.2.2", .soft, "mailbox_full"), ("5.2.3", .soft, "message_too_big"),
    ("5.3.4", .soft, "message_too_big"), ("5.4.4", .hard, "host_unknown"),
    ("5.7.", .block, "policy"),
  ]

  /// The status of RFC 3463 in a text, or one that the code of the SMTP reply stands for; empty
  /// where there is neither.
  static func status(in text: String) -> String {
    let words = text.split { " ,;:()[]<>\n\t-".contains($0) }.prefix(200)
    for word in words {
      let parts = word.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      if parts.count == 3, parts[0].count == 1, let first = parts[0].first,
        "245".utf8.contains(first),
        parts.dropFirst().allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(isDigit) })
      {
        return String(word)
      }
    }
    for word in words where word.utf8.count == 3 && word.utf8.allSatisfy(isDigit) {
      if word.hasPrefix("4") { return "4.0.0" }
      if word.hasPrefix("5") { return "5.0.0" }
    }
    return ""
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
