import Clickstream
import Mail
import Testing

@Suite("Bounces and complaints")
struct BounceTests {
  /// A report by RFC 3464 of one recipient, with some fields of it.
  static func report(_ fields: String) -> String {
    """
    From: MAILER-DAEMON@mx.example
    To: box@theatre.example
    Date: 3 Mar 2026 10:20:30 GMT
    Subject: Undelivered Mail Returned to Sender
    Content-Type: multipart/report; report-type=delivery-status; boundary=x

    --x

    It did not arrive.
    --x
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; Bo@larkspur.example
    \(fields)
    --x
    Content-Type: message/rfc822

    From: box@theatre.example
    To: bo@larkspur.example
    Message-ID: <ours@theatre.example>
    Subject: Seats

    Hello.
    --x--

    """
  }

  private static func fields(
    _ status: String, _ diagnostic: String = "", action: String = "failed"
  ) -> String {
    "Action: \(action)\nStatus: \(status)"
      + (diagnostic.isEmpty ? "" : "\nDiagnostic-Code: smtp; \(diagnostic)")
  }

  @Test(
    "what follows is told by what was said, then by the code",
    arguments: [
      (fields("5.1.1"), "hard user_unknown"),
      (fields("5.1.1", "550 5.1.1 <bo@larkspur.example>: mailbox full"), "soft mailbox_full"),
      (fields("5.0.0", "550 user unknown"), "hard user_unknown"),
      (fields("5.1.6", "550 5.1.6 recipient no longer at this address"), "hard has_moved"),
      (fields("5.1.1", "550 5.1.1 user unknown"), "hard user_unknown"),
      (fields("2.1.5", "250 ok"), "delivered delivered"),
      (fields("2.0.0", action: "relayed"), "delivered delivered"),
      (fields("4.4.1", "connection timed out", action: "delayed"), "soft delayed"),
      (fields("4.2.1", "450 4.2.1 user unknown, try later"), "soft user_unknown"),
      (fields("5.4.4"), "hard host_unknown"), (fields("5.2.2"), "soft mailbox_full"),
      (fields("5.7.1"), "block policy"),
      (fields("5.7.1", "550 5.7.1 listed at\n zen.spamhaus.example"), "block spam_refused"),
      (fields("5.1.8", "550 Sender address rejected: Domain not found"), "block policy"),
      (fields("5.3.0", "554 transaction failed"), "soft unclassified"),
      (fields(""), "soft unclassified"), (fields("", "550-5.1.1 gone"), "hard user_unknown"),
    ])
  func verdicts(fields: String, expected: String) throws {
    let record = try #require(readRecord(Self.report(fields)))
    #expect(record.class == .bounce)
    #expect(record.reportedID == "ours@theatre.example")
    let report = try #require(record.reports.first)
    #expect(record.reports.count == 1)
    #expect("\(report.kind) \(report.reason)" == expected)
    #expect(report.recipient?.normalised == "bo@larkspur.example")
    #expect(!report.diagnostic.contains("@"))
  }

  @Test("each recipient has a report of its own, and the status of the message is none")
  func recipients() {
    let text = Self.report(
      "Action: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822;cy@larkspur.example\n"
        + "Action: delayed\nStatus: 4.4.7")
    #expect(
      readRecord(text)?.reports.map {
        "\($0.recipient?.normalised ?? "") \($0.action) \($0.status)"
      }
        == ["bo@larkspur.example failed 5.1.1", "cy@larkspur.example delayed 4.4.7"])
  }

  @Test("headers alone tell which message it was")
  func headersOnly() {
    let text = Self.report(Self.fields("5.1.1")).replacing(
      "Content-Type: message/rfc822\n\n", with: "Content-Type: text/rfc822-headers\n\n")
    #expect(readRecord(text)?.reportedID == "ours@theatre.example")
  }

  @Test("a bounce that is only text tells its address and what was said")
  func text() throws {
    let record = try #require(
      readRecord(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nDate: 3 Mar 2026 10:20:30 GMT\n"
          + "Subject: failure notice\n\nHi. This is the program at mx.example.\n\n"
          + "<bo@larkspur.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below"))
    #expect(record.class == .bounce)
    let report = try #require(record.reports.first)
    #expect(report.recipient?.normalised == "bo@larkspur.example")
    #expect("\(report.kind) \(report.reason)" == "hard user_unknown")
    #expect(report.diagnostic.hasPrefix("[mail] Sorry"))
  }

  @Test("a complaint names its recipient and our message")
  func complaint() throws {
    let text = """
      From: fbl@provider.example
      Date: 3 Mar 2026 10:20:30 GMT
      Content-Type: multipart/report; report-type=feedback-report; boundary=x

      --x

      This is an abuse report.
      --x
      Content-Type: message/feedback-report

      Feedback-Type: abuse
      User-Agent: Some/1.0
      Original-Rcpt-To: <bo@larkspur.example>
      --x
      Content-Type: message/rfc822

      From: box@theatre.example
      To: cy@larkspur.example
      Message-ID: <ours@theatre.example>

      Hello.
      --x--

      """
    let record = try #require(readRecord(text))
    #expect(record.class == .complaint)
    #expect(record.reportedID == "ours@theatre.example")
    #expect(
      record.reports == [
        DeliveryReport(
          kind: .complaint, reason: "complaint",
          recipient: MailAddress("bo@larkspur.example"), action: "abuse", status: "",
          diagnostic: "")
      ])
    let unnamed = text.replacing("Original-Rcpt-To: <bo@larkspur.example>\n", with: "")
    #expect(readRecord(unnamed)?.reports.first?.recipient?.normalised == "cy@larkspur.example")
    let other = text.replacing("Feedback-Type: abuse", with: "Feedback-Type: not-spam")
    #expect(readRecord(other)?.reports.first?.kind == .delivered)
  }

  /// A bounce that the business's own server, mx.theatre.example, has taken in.
  private static func delivered(
    _ headers: String, from: String = "MAILER-DAEMON@mx.example"
  ) -> String {
    headers
      + report(fields("5.1.1")).replacing("MAILER-DAEMON@mx.example", with: from)
  }

  private func isVouched(_ text: String) throws -> Bool {
    let reader = MailReader(key: testKey, now: testClock, servers: ["mx.theatre.example"])
    let bytes = Array(text.utf8)
    guard case .message(let record) = unsafe reader.read(bytes.span.bytes).outcome else {
      throw UnreadMessage()
    }
    let facts = record.facts(
      length: 1,
      ownership: MailOwnership(
        hosts: ["theatre.example", "mx.theatre.example", "relay.example"],
        isOwnAddress: { $0.domain == "theatre.example" }))
    return try #require(facts.reports.first).isVouched
  }

  private struct UnreadMessage: Error {}

  private static let proof = "Authentication-Results: mx.theatre.example; dmarc=pass header.from="
  private static let outside = """
    Received: from mx.theatre.example (mail.evil.example [203.0.113.9])
    \t(using TLSv1.3 with cipher AES) (Client CN "x by y with lmtp")
    \tby mx.theatre.example (Postfix) with ESMTPS id 1; 3 Mar 2026 10:20:30 GMT

    """

  @Test(
    "a bounce counts that our own server wrote, or that its own domain or the recipient's has proved",
    arguments: [
      ("", "MAILER-DAEMON@mx.theatre.example", false),
      ("Received: by mx.theatre.example (Postfix) id 1; 3 Mar 2026 10:20:30 GMT\n", "", true),
      ("Received: (qmail 7 invoked for bounce); 3 Mar 2026 10:20:30 -0000\n", "", true),
      (
        "Received: from mail by mx.theatre.example with local (Exim 4.96) id 1; "
          + "3 Mar 2026 10:20:30 GMT\n", "", true
      ),
      (
        "Received: from mx.theatre.example ([127.0.0.1]) by box.theatre.example with LMTP id 1; "
          + "3 Mar 2026 10:20:30 GMT\n", "", true
      ),
      (
        "Received: from mx (mx.theatre.example [203.0.113.5]) (using TLSv1.3 with cipher AES) "
          + "by box (Postfix) with ESMTP id 1; "
          + "3 Mar 2026 10:20:30 GMT\n", "", true
      ),
      (
        "Received: from imap.isp.example [203.0.113.7] by localhost with IMAP (fetchmail-6.4); "
          + "3 Mar 2026 10:20:30 GMT\n", "", true
      ),
      (outside, "MAILER-DAEMON@mx.theatre.example", false),
      ("Received: by box with LMTP id 1; 3 Mar 2026 10:20:30 GMT\n" + outside, "", false),
      (outside + "Received: by mx.theatre.example (Postfix) id 1; x\n", "", false),
      (
        "Received: from x (mx.theatre.example [203.0.113.9] (may be forged)) by mx with SMTP id 1; "
          + "3 Mar 2026 10:20:30 GMT\n", "", false
      ),
      (
        "Received: from (mx.theatre.example[ (x.evil.example [203.0.113.9]) by mx with SMTP id 1; "
          + "3 Mar 2026 10:20:30 GMT\n", "", false
      ),
      ("\(proof)mx.theatre.example\n\(outside)", "MAILER-DAEMON@mx.theatre.example", true),
      ("\(proof)relay.example\n\(outside)", "MAILER-DAEMON@relay.example", true),
      ("\(proof)larkspur.example\n\(outside)", "postmaster@larkspur.example", true),
      ("\(proof)mx.larkspur.example\n\(outside)", "postmaster@mx.larkspur.example", true),
      ("\(proof)evil.example\n\(outside)", "postmaster@evil.example", false),
      // At a provider of mail anybody has an address.
      ("\(proof)larkspur.example\n\(outside)", "eve@larkspur.example", false),
      ("\(proof)relay.example\n\(outside)", "eve@relay.example", false),
      ("Received: from localhost by mx with SMTP id 1; 3 Mar 2026 10:20:30 GMT\n", "", false),
      (
        "Received: from x (out7.mx.theatre.example [203.0.113.9]) by mx with ESMTPS id 1; "
          + "3 Mar 2026 10:20:30 GMT\n", "", false
      ),
      (
        "Authentication-Results: mx.evil.example; dmarc=pass header.from=larkspur.example\n"
          + outside, "postmaster@larkspur.example", false
      ),
    ])
  func vouching(headers: String, from: String, expected: Bool) throws {
    let text = Self.delivered(headers, from: from.isEmpty ? "MAILER-DAEMON@mx.example" : from)
    #expect(try isVouched(text) == expected)
  }

  @Test("nobody can complain in another's name")
  func forgedComplaint() throws {
    func complaint(_ headers: String, _ domain: String) -> String {
      """
      \(headers)From: fbl@\(domain)
      Date: 3 Mar 2026 10:20:30 GMT
      Content-Type: multipart/report; report-type=feedback-report; boundary=x

      --x
      Content-Type: message/feedback-report

      Feedback-Type: abuse
      Original-Rcpt-To: <bo@larkspur.example>
      --x--

      """
    }
    #expect(
      try isVouched(
        complaint("\(Self.proof)fbl.larkspur.example\n\(Self.outside)", "fbl.larkspur.example")))
    #expect(
      try !isVouched(complaint("\(Self.proof)evil.example\n\(Self.outside)", "evil.example")))
    #expect(try !isVouched(complaint(Self.outside, "fbl.larkspur.example")))
  }
}
