/// What another server says of a message that did not arrive (RFC 3464).
struct Bounce {
  /// What follows from it, and why, in the words of the rules.
  struct Verdict {
    var kind: String
    var reason: String
    var action: String
    var status: String
    var diagnostic: String

    static let unknown = Verdict(
      kind: "hard", reason: "user_unknown", action: "failed", status: "5.1.1",
      diagnostic: "550 5.1.1 User unknown")
    static let moved = Verdict(
      kind: "hard", reason: "host_unknown", action: "failed", status: "5.1.2",
      diagnostic: "550 5.1.2 Host unknown: no such domain")
    static let full = Verdict(
      kind: "soft", reason: "mailbox_full", action: "failed", status: "5.2.2",
      diagnostic: "552 5.2.2 The mailbox is over quota")
    static let late = Verdict(
      kind: "soft", reason: "greylisted", action: "delayed", status: "4.7.1",
      diagnostic: "451 4.7.1 Greylisted, try again later")
    static let refused = Verdict(
      kind: "block", reason: "spam_refused", action: "failed", status: "5.7.1",
      diagnostic: "554 5.7.1 Rejected as bulk mail")
  }

  var at: Seconds
  var address: String
  var verdict: Verdict
  var originalID: String
  /// When the message was written that came back; nil where it is not among the files.
  var original: Seconds?

  /// The places of the answers that came back.
  static let places = [8, 21, 34, 47]

  /// Four answers came back, and three newsletters from a mailbox that stayed full.
  static func all(of messages: [Message]) -> [Bounce] {
    let answers = messages.filter { !$0.isInbound }
    let returned = zip(places, [Verdict.unknown, .late, .refused, .moved]).map { place, verdict in
      let answer = answers[place]
      return Bounce(
        at: answer.at + 65, address: answer.address, verdict: verdict,
        originalID: answer.messageID, original: answer.at)
    }
    let full = [London.time(9, 17, 10, 4), London.time(9, 29, 10, 3), London.time(10, 8, 10, 5)].map
    {
      Bounce(
        at: $0, address: People.all[33].address, verdict: .full,
        originalID: "<\($0 - 40).autumn@letters.larkspur.example>")
    }
    return (returned + full).sorted { $0.at < $1.at }
  }

  var text: String {
    let boundary = "=_returned_\(at)"
    return """
      Return-Path: <>
      Delivered-To: box-office@larkspur.example
      Received: by mx.larkspur.example (Postfix) id \(at % 99_991);
      \t\(Clock.rfc5322(at))
      Message-ID: <\(at).returned@mx.larkspur.example>
      Date: \(Clock.rfc5322(at))
      From: Mail Delivery System <MAILER-DAEMON@mx.larkspur.example>
      To: box-office@larkspur.example
      Subject: \(verdict.action == "delayed" ? "Delayed Mail" : "Undelivered Mail Returned to Sender")
      Auto-Submitted: auto-replied
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status;
       boundary="\(boundary)"

      --\(boundary)
      Content-Type: text/plain; charset=us-ascii

      This is the mail system at mx.larkspur.example. Your message to
      <\(address)> has not arrived: \(verdict.action).

      --\(boundary)
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.larkspur.example
      Arrival-Date: \(Clock.rfc5322(at - 5))

      Final-Recipient: rfc822; \(address)
      Action: \(verdict.action)
      Status: \(verdict.status)
      Diagnostic-Code: smtp; \(verdict.diagnostic)

      --\(boundary)
      Content-Type: text/rfc822-headers

      Message-ID: \(originalID)
      To: <\(address)>
      From: "Larkspur Theatre & Books" <box-office@larkspur.example>

      --\(boundary)--

      """
  }
}

extension Bounce {
  /// What is told of messages that the theatre sent: what came back, and who complained.
  static func json(_ bounces: [Bounce], _ complaints: [FeedbackReport]) -> JSON {
    .list(
      bounces.map { bounce in
        row(
          bounce.at, bounce.address, bounce.verdict.kind, bounce.verdict.reason, bounce.original)
      }
        + complaints.map { row($0.at, $0.address, "complaint", "complaint", $0.original) })
  }

  private static func row(
    _ at: Seconds, _ address: String, _ kind: String, _ reason: String, _ original: Seconds?
  ) -> JSON {
    .object([
      ("at", .text(Clock.rfc3339(at))), ("address", .text(address)), ("kind", .text(kind)),
      ("reason", .text(reason)), ("original", .text(original.map(Clock.rfc3339) ?? "")),
    ])
  }

  /// To whom nothing may be sent any more: mailboxes that are gone, or full for two weeks, and those who
  /// complained of a message that went to them.
  static func suppressions(_ bounces: [Bounce], _ complaints: [FeedbackReport]) -> JSON {
    let found = Dictionary(grouping: bounces) { "\($0.address) \($0.verdict.kind)" }.values.filter {
      bounces in
      let times = bounces.map(\.at).sorted()
      return switch bounces[0].verdict.kind {
      case "hard": true
      case "soft": times.count >= 3 && times[times.count - 1] - times[0] >= 14 * 86_400
      default: false
      }
    }
    let told =
      found.map { ($0[0].address, $0[0].verdict.kind) }
      + complaints.filter { $0.original != nil }.map { ($0.address, "complaint") }
    return .list(
      told.sorted { $0 < $1 }.map { address, reason in
        .object([("address", .text(address)), ("reason", .text(reason))])
      })
  }
}
