import Clickstream
import Mail
import Testing

@Suite("Who or what wrote a message")
struct MessageClassTests {
  @Test(
    "is told by its headers, in the order of their weight, and by its subject last",
    arguments: [
      ("Subject: Hello\n", MessageClass.human), ("Auto-Submitted: auto-replied\n", .auto),
      ("Auto-Submitted: auto-generated; x=y\n", .auto), ("Auto-Submitted: no\n", .human),
      ("Auto-Submitted: No (really)\n", .human), ("Return-Path: <>\n", .auto),
      ("X-Autoreply: yes\n", .auto), ("X-Auto-Response-Suppress: All\n", .auto),
      ("Precedence: auto_reply\n", .auto), ("List-Id: <news.example>\n", .list),
      ("Precedence: bulk\n", .list), ("Precedence: first-class\n", .human),
      ("List-Id: <news.example>\nAuto-Submitted: auto-generated\n", .auto),
      ("X-Spam-Flag: YES\nList-Id: <news.example>\n", .spam),
      ("X-Spam-Status: Yes, score=9\n", .spam), ("X-Spam-Status: No, score=1\n", .human),
      ("Subject: Automatic reply: Seats\n", .auto), ("Subject: Abwesenheitsnotiz: Plätze\n", .auto),
      ("Subject: Please confirm your message\n", .challenge),
      ("Subject: [Boxbe] Verify\nAuto-Submitted: auto-replied\n", .challenge),
      ("Subject: Undelivered Mail Returned to Sender\nReturn-Path: <>\n", .bounce),
      ("Subject: Undelivered Mail Returned to Sender\n", .human),
      ("Subject: Re: Undeliverable?\n", .human),
    ])
  func headers(header: String, expected: MessageClass) {
    #expect(readRecord(message(header))?.class == expected)
  }

  @Test("a note that a message was read is no bounce")
  func receipt() {
    let record = readRecord(
      message(
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x\n",
        body: "--x\n\nseen\n--x\nContent-Type: message/disposition-notification\n\n"
          + "Final-Recipient: rfc822; a@b.example\nDisposition: automatic-action; displayed\n--x--\n"
      ))
    #expect(record?.class == .auto)
    #expect(record?.reports == [])
  }

  @Test("what somebody forwards is not what it holds")
  func forwarded() {
    let record = readRecord(
      message(
        "Content-Type: multipart/mixed; boundary=y\n",
        body: "--y\n\nLook at this.\n--y\nContent-Type: message/rfc822\n\n"
          + BounceTests.report("Action: failed\nStatus: 5.1.1\n") + "\n--y--\n"))
    #expect(record?.class == .human)
    #expect(record?.reports == [])
    #expect(record?.text == "Look at this.")
  }

  @Test("messages that are named are read from References and In-Reply-To")
  func references() {
    let record = readRecord(
      message("References: <a@x> (c)\n <b@x>\n\t<c@x>\nIn-Reply-To: <c@x> \"x\" <d@x>\n"))
    #expect(record?.references.starts(with: ["a@x", "b@x", "c@x"]) == true)
    #expect(record?.references.contains("d@x") == true)
    #expect(readRecord(message())?.references == [])
    let many = (0..<3_000).map { " <\($0)@x>\n" }.joined()
    let ids = readRecord(message("References:" + many))?.references ?? []
    #expect(ids.first == "0@x" && ids.last == "2999@x" && ids.count == 200)
  }

  @Test("when the receiving server took it is told by the topmost Received")
  func received() {
    let record = readRecord(
      message(
        "Received: from a by b; Wed, 4 Mar 2026 08:00:00 +0000\nReceived: x; 1 Mar 2026 8:00 Z\n"))
    #expect(record?.receivedAt == Instant(seconds: 1_772_611_200))
    #expect(record?.at == Instant(seconds: 1_772_529_630))
    #expect(readRecord(message())?.receivedAt == nil)
  }
}
