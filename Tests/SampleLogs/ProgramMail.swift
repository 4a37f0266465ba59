import Clickstream

/// A message that no human wrote to the theatre, or nobody who means it.
struct ProgramMail {
  var at: Seconds
  /// Who or what wrote it, in the words of the rules.
  var kind: String
  var text: String

  /// Notes of absence, a receipt, a challenge, a letter of the county to all, and what the filter took
  /// for spam.
  static func all(answering messages: [Message]) -> [ProgramMail] {
    (automatic(messages) + letters + spam).sorted { $0.at < $1.at }
  }

  private init(
    at: Seconds, _ kind: String, from: (name: String, address: String), subject: String,
    id: String, sender: String? = nil, headers: [String] = [], body: String
  ) {
    self.at = at
    self.kind = kind
    let host = from.address.drop { $0 != "@" }
    let delivery = MailText.delivery(
      from: sender ?? from.address, to: "hello@larkspur.example", at: at + 3,
      by: "from mail.\(host.dropFirst()) (unknown [203.0.113.26])")
    let lines =
      [
        "Message-ID: <\(at).\(id)\(host)>", "Date: \(Clock.rfc5322(at))",
        "From: \(from.name.isEmpty ? from.address : "\(from.name) <\(from.address)>")",
        "To: hello@larkspur.example", "Subject: \(subject)",
      ] + headers + ["MIME-Version: 1.0"]
    text = delivery + lines.joined(separator: "\n") + "\n" + body
  }

  private static let plain = "Content-Type: text/plain; charset=us-ascii\n\n"

  /// What programs answered to answers of the theatre.
  private static func automatic(_ messages: [Message]) -> [ProgramMail] {
    let answers = messages.filter {
      !$0.isInbound && !MIME.words($0.subject, asLatin1: false).contains("\n")
    }
    let kinds = ["absence", "absence", "note", "receipt", "absence", "challenge"]
    return kinds.enumerated().map { number, kind in
      let answer = answers[3 + number * 9]
      let at = answer.at + 41 + Seconds(number)
      let named = ["In-Reply-To: \(answer.messageID)", "References: \(answer.messageID)"]
      let subject = MIME.words(answer.subject, asLatin1: false)
      switch kind {
      case "absence":
        return ProgramMail(
          at: at, "auto", from: ("", answer.address), subject: "Automatic reply: \(subject)",
          id: "absent", sender: "", headers: named + ["Auto-Submitted: auto-replied"],
          body: "\(plain)I am away until Monday and read no mail.\n")
      case "note":
        // An old program that says so in the subject alone.
        return ProgramMail(
          at: at, "auto", from: ("", answer.address), subject: "Out of office: \(subject)",
          id: "away", headers: named, body: "\(plain)Back in two weeks.\n")
      case "receipt":
        return ProgramMail(
          at: at, "auto", from: ("", answer.address), subject: "Read: \(subject)", id: "read",
          headers: named, body: receipt(of: answer, at))
      default:
        return ProgramMail(
          at: at, "challenge", from: ("", answer.address),
          subject: "Please confirm your message", id: "confirm", headers: named,
          body: "\(plain)Your message waits until you say that you are no program.\n")
      }
    }
  }

  /// RFC 8098.
  private static func receipt(of message: Message, _ at: Seconds) -> String {
    let boundary = "=_receipt_\(at)"
    return """
      Content-Type: multipart/report; report-type=disposition-notification;
       boundary="\(boundary)"

      --\(boundary)
      Content-Type: text/plain; charset=us-ascii

      Your message was displayed.

      --\(boundary)
      Content-Type: message/disposition-notification

      Final-Recipient: rfc822; \(message.address)
      Original-Message-ID: \(message.messageID)
      Disposition: manual-action/MDN-sent-manually; displayed

      --\(boundary)--

      """
  }

  /// The county writes to all theatres each second Friday.
  private static let letters: [ProgramMail] = London.days.filter { $0.number % 14 == 1 }.map {
    day in
    ProgramMail(
      at: London.midnight(of: day) + 30_600, "list",
      from: ("County Arts", "news@county-arts.example"), subject: "County Arts: what is on",
      id: "fortnight",
      headers: [
        "List-Id: <fortnight.county-arts.example>",
        "List-Unsubscribe: <https://county-arts.example/leave>", "Precedence: bulk",
      ], body: "\(plain)Six stages and two galleries open in the county this week.\n")
  }

  private static let spam: [ProgramMail] = [
    ("prizes@lucky-draw.example", "You have won a voyage"),
    ("agent@cheap-seats.example", "Seats at any price, click now"),
    ("rank@first-page.example", "Your website on page one"),
    ("loans@quick-pounds.example", "Money by tomorrow"),
    ("prizes@lucky-draw.example", "Last chance for your voyage"),
    ("friend@strange-land.example", "A matter of some millions"),
  ].enumerated().map { number, offer in
    ProgramMail(
      at: London.midnight(of: London.firstDay.advanced(byDays: 11 + number * 19))
        + Seconds(9_000 + number * 4_567), "spam", from: ("", offer.0), subject: offer.1,
      id: "offer", headers: ["X-Spam-Flag: YES", "X-Spam-Status: Yes, score=11.2 required=5.0"],
      body: "\(plain)Act now. This offer is yours alone, and it ends today.\n")
  }
}

/// What a provider tells of a message that its customer called spam (RFC 5965).
struct FeedbackReport {
  var at: Seconds
  var address: String
  var originalID: String
  /// When the message was written that was complained of; nil where it is not among the files.
  var original: Seconds?

  /// One of an answer that is here, and one of a newsletter that is not.
  static func all(of messages: [Message]) -> [FeedbackReport] {
    let answers = messages.filter { !$0.isInbound }
    let letter = London.time(9, 17, 10, 3)
    let answer = answers[29]
    return [
      FeedbackReport(
        at: answer.at + 7_900, address: answer.address, originalID: answer.messageID,
        original: answer.at),
      FeedbackReport(
        at: letter + 95_000, address: People.all[71].address,
        originalID: "<\(letter).autumn@letters.larkspur.example>", original: nil),
    ].sorted { $0.at < $1.at }
  }

  var text: String {
    let boundary = "=_feedback_\(at)"
    let provider = address.drop { $0 != "@" }.dropFirst()
    let delivery = MailText.delivery(
      from: "feedback@\(provider)", to: "hello@larkspur.example", at: at + 3,
      by: "from mail.\(provider) (unknown [203.0.113.27])")
    return delivery + """
      Message-ID: <\(at).feedback@\(provider)>
      Date: \(Clock.rfc5322(at))
      From: <feedback@\(provider)>
      To: hello@larkspur.example
      Subject: Spam report
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=feedback-report;
       boundary="\(boundary)"

      --\(boundary)
      Content-Type: text/plain; charset=us-ascii

      A customer of ours has called the message below spam.

      --\(boundary)
      Content-Type: message/feedback-report

      Feedback-Type: abuse
      User-Agent: Feedback/1.0
      Version: 1
      Original-Rcpt-To: <\(address)>

      --\(boundary)
      Content-Type: message/rfc822

      Message-ID: \(originalID)
      From: "Larkspur Theatre & Books" <box-office@larkspur.example>
      To: <\(address)>
      Subject: What you asked for

      See you at the theatre.

      --\(boundary)--

      """
  }
}
