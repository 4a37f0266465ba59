import Clickstream
import Mail
import Testing

@Suite("Messages as contacts")
struct MailContactTests {
  private func contact(_ text: String) -> Contact? {
    readRecord(text)?.contact(
      generation: 7, position: 9,
      ownership: MailOwnership(
        dropboxes: ["crm@box.example"],
        isOwnAddress: { $0.normalised.hasSuffix("@theatre.example") }),
      classify: { _, _ in ("booking", "booking-word", 6, "booking-word") })
  }

  private func facts(_ text: String) -> MessageFacts? {
    readRecord(text)?.facts(
      length: 5,
      ownership: MailOwnership(
        dropboxes: ["crm@box.example"],
        isOwnAddress: { $0.normalised.hasSuffix("@theatre.example") }))
  }

  private func token(_ text: String) -> String? {
    readRecord(text)?.token(
      MailOwnership(
        dropboxes: ["crm@box.example"],
        isOwnAddress: { $0.normalised.hasSuffix("@theatre.example") })
    ).map { String(decoding: $0.value, as: UTF8.self) }
  }

  private static let mark = "0A0B0C0D0E0F1011"

  @Test(
    "the token of a visit stands in an address of the business, as it was written",
    arguments: [
      ("box+\(mark)@theatre.example", "", mark), ("\"box+\(mark)\"@theatre.example", "", mark),
      ("crm+uid=\(mark)@Box.example", "", mark), ("box+a+\(mark)@theatre.example", "", mark),
      ("x@y.example", "Cc: box+\(mark)@theatre.example\n", mark),
      ("box@theatre.example", "X-Original-To: box+\(mark)@theatre.example\n", mark),
      // A server that spells it otherwise is not asked.
      (
        "box+\(mark)@theatre.example",
        "Delivered-To: box+\(mark.lowercased())@theatre.example\n", mark
      ),
      ("box+\(mark)@theatre.example, box+\(mark.lowercased())@theatre.example", "", nil),
      ("box+\(mark)@other.example", "", nil), ("box+short@theatre.example", "", nil),
      ("bounce+ada=larkspur.example@theatre.example", "", nil),
      ("box+\(mark)@theatre.example", "Auto-Submitted: auto-replied\n", nil),
      ("box+\(mark)@theatre.example", "X-Spam-Flag: YES\n", nil),
    ] as [(String, String, String?)])
  func tokens(to: String, headers: String, expected: String?) {
    let text = message(headers).replacing("Box Office <box@theatre.example>", with: to)
    #expect(token(text) == expected)
    #expect(token(text.replacing("Ada@larkspur.example", with: "eve@theatre.example")) == nil)
  }

  @Test("an address of the business stays its own with a plus sign, and is nobody")
  func plusAddresses() throws {
    let plus = "box+\(Self.mark)@theatre.example"
    let text = message("Delivered-To: crm+sales@box.example\n")
      .replacing("\"Ada Lane\" <Ada@larkspur.example>", with: plus)
      .replacing("Box Office <box@theatre.example>", with: "bar+\(plus), ada@larkspur.example")
    let found = try #require(contact(text))
    #expect(found.direction == .outbound && found.address?.normalised == "ada@larkspur.example")
    let known = try #require(facts(text))
    #expect(known.staff == "box" && known.isFromDropbox)
  }

  @Test("a message to the business is inbound, from its sender")
  func inbound() throws {
    let found = contact(message("Subject: Seats\n", body: "Two seats\nplease\n"))
    let contact = try #require(found)
    #expect(contact.direction == .inbound)
    #expect(contact.channel == .email)
    #expect(contact.address?.normalised == "ada@larkspur.example")
    #expect(contact.personName == "Ada Lane")
    #expect(contact.topic == "booking")
    #expect(contact.topicRule == "booking-word")
    #expect(contact.subject == "Seats")
    #expect(contact.excerpt == "Two seats please")
    #expect(contact.generation == 7)
    #expect(contact.position == 9)
  }

  @Test("a message from the business is outbound, to the first who is not of it")
  func outbound() {
    let contact = contact(
      "From: box@theatre.example\nTo: manager@theatre.example, Bo <bo@larkspur.example>\n"
        + "Date: 3 Mar 2026 10:20:30 GMT\n\nx")
    #expect(contact?.direction == .outbound)
    #expect(contact?.address?.normalised == "bo@larkspur.example")
    #expect(contact?.personName == "Bo")
  }

  @Test("it goes to all who are not of the business, each once: To, then Cc, then Bcc")
  func recipients() {
    let text =
      "From: box@theatre.example\nBcc: Di <di@larkspur.example>, bo@larkspur.example\n"
      + "To: manager@theatre.example, someone@example.com, Bo <Bo@larkspur.example>\n"
      + "Cc: staff: cy@larkspur.example, crm+a@box.example;, box+a@theatre.example\n"
      + "Date: 3 Mar 2026 10:20:30 GMT\n\nx"
    let found = facts(text)?.recipients
    #expect(
      found?.map(\.address.normalised)
        == ["bo@larkspur.example", "cy@larkspur.example", "di@larkspur.example"])
    #expect(found?.map(\.name) == ["Bo", "", "Di"])
    #expect(contact(text)?.address?.normalised == "bo@larkspur.example")
    #expect(facts(text.replacing("box@", with: "box@not."))?.recipients == [])
    #expect(facts(message())?.recipients == [])
  }

  @Test("of those to whom a mailing went the first hundred are kept")
  func mailing() {
    let all = (1...150).map { "a\($0)@larkspur.example" }
    let text =
      "From: box@theatre.example\nTo: \(all.prefix(60).joined(separator: ", "))\n"
      + "Bcc: \(all.dropFirst(40).joined(separator: ", "))\nDate: 3 Mar 2026 10:20:30 GMT\n\nx"
    #expect(facts(text)?.recipients.map(\.address.normalised) == Array(all.prefix(100)))
  }

  @Test("a blocked address and no address make no person")
  func nobody() {
    let date = "Date: 3 Mar 2026 10:20:30 GMT\n\nx"
    #expect(contact("From: someone@example.com\n" + date)?.address == nil)
    #expect(contact("From: undisclosed\n" + date)?.address == nil)
    #expect(contact(date) != nil)
    #expect(contact(date)?.address == nil)
  }

  @Test("a copy in the dropbox is a contact of staff with the recipient, never with the dropbox")
  func dropbox() {
    let sent =
      "Delivered-To: crm@box.example\nFrom: Eve Hall <eve@theatre.example>\n"
      + "To: CRM <crm@box.example>, Bo <bo@larkspur.example>\nDate: 3 Mar 2026 10:20:30 GMT\n\nx"
    #expect(contact(sent)?.direction == .outbound)
    #expect(contact(sent)?.address?.normalised == "bo@larkspur.example")
    #expect(facts(sent)?.staff == "Eve Hall")
    #expect(facts(sent)?.isFromDropbox == true)
    // Nobody of the staff wrote it: the dropbox is only where it came in.
    let foreign = sent.replacing("theatre.example", with: "elsewhere.example")
    #expect(contact(foreign)?.direction == .inbound)
    #expect(facts(foreign)?.isFromDropbox == false)
    #expect(facts(foreign)?.staff == "")
    let only = "From: eve@theatre.example\nBcc: crm@box.example\nTo: crm@box.example\n"
    #expect(contact(only + "Date: 3 Mar 2026 10:20:30 GMT\n\nx")?.address == nil)
    let other = "From: eve@theatre.example\nTo: bo@larkspur.example\n"
    #expect(facts(other + "Date: 3 Mar 2026 10:20:30 GMT\n\nx")?.isFromDropbox == false)
    #expect(facts(other + "Date: 3 Mar 2026 10:20:30 GMT\n\nx")?.staff == "eve")
  }

  @Test("what our own server found to be forged is of nobody, and no copy of staff")
  func forgedStaff() throws {
    let own = MailOwnership(
      dropboxes: ["crm@box.example"],
      isOwnAddress: { $0.normalised.hasSuffix("@theatre.example") })
    let sent =
      "Delivered-To: crm@box.example\nFrom: Eve Hall <eve@theatre.example>\n"
      + "To: Bo <bo@larkspur.example>, CRM <crm@box.example>\n"
      + "Date: 3 Mar 2026 10:20:30 GMT\n\nx"
    func outcome(_ result: String) throws -> (Contact, MessageFacts) {
      let reader = MailReader(key: testKey, now: testClock, servers: ["mx.theatre.example"])
      let bytes = Array((result + sent).utf8)
      guard case .message(let record) = unsafe reader.read(bytes.span.bytes).outcome else {
        throw Unread()
      }
      let contact = record.contact(
        generation: 7, position: 9, ownership: own, classify: { _, _ in ("other", "", 0, "") })
      return (contact, record.facts(length: 5, ownership: own))
    }
    let head = "Authentication-Results: mx.theatre.example; "
    let (forged, facts) = try outcome(head + "spf=fail; dmarc=fail\n")
    #expect(forged.direction == .inbound && forged.address == nil && forged.personName == "")
    #expect(!facts.isFromDropbox && facts.staff == "" && !facts.isProven && !facts.isOurs)
    #expect(facts.recipients == [])
    for result in [
      "", head + "none\n", "Authentication-Results: mx.evil.example; spf=fail; dmarc=fail\n",
    ] {
      let (contact, facts) = try outcome(result)
      #expect(contact.direction == .outbound && facts.isFromDropbox && facts.staff == "Eve Hall")
    }
  }

  private struct Unread: Error {}

  @Test(
    "what a program sent in is nobody's, and keeps nothing of its text",
    arguments: [
      ("Auto-Submitted: auto-replied\n", "auto_reply"), ("X-Spam-Flag: YES\n", "spam"),
    ])
  func programs(header: String, topic: String) {
    let contact = contact(message(header + "Subject: Away\n", body: "Ann Lane is away.\n"))
    #expect(contact?.address == nil)
    #expect(contact?.personName == "")
    #expect(contact?.topic == topic)
    #expect(contact?.topicRule == "class")
    #expect(contact?.subject == "")
    #expect(contact?.excerpt == "")
  }

  @Test(
    "what others wrote is not the author's",
    arguments: [
      "On 3 Mar 2026, the box office wrote:\n> Old words\n", "> quoted\n> words\n", "-- \nAda\n",
      "-----Original Message-----\nFrom: x\n", "Am 3. März 2026 schrieb Kasse:\n> alt\n",
      "On Tue, 3 Mar 2026 at 10:20, Box Office of the Theatre\n<box@theatre.example> wrote:\n\nOld",
      "Le 3 mars 2026 à 10:20, Caisse <c@x.example> a écrit :\n> vieux\n",
      "El 3 mar 2026, Caja escribió:\n> viejo\n", "Il 3 mar 2026 Cassa ha scritto:\n> vecchio\n",
      "Op 3 mrt 2026 schreef Kassa:\nOud\n", "Den 3 mars 2026 skrev Kassan:\n> gammal\n",
      "Kasse hat geschrieben:\n\n> alt\n",
      "From: Box\nSent: Tuesday\nTo: Ada\nSubject: Seats\n\nOld words\n",
      "*Von:* Kasse\n*Gesendet:* Dienstag\n*An:* Ada\n*Betreff:* Plätze\n\nAlt\n",
      "De : Caisse\nEnvoyé : mardi\nÀ : Ada\nObjet : Places\n\nVieux\n",
      "Sent from my iPhone\n", "Von meinem iPhone gesendet\n",
      "________________________________\nFrom x",
      "This email and any attachments are confidential.\n",
    ])
  func ownText(tail: String) {
    #expect(contact(message(body: "New words.\n\n" + tail))?.excerpt == "New words.")
  }

  @Test("what only looks like the words of others stays")
  func notQuoted() {
    for text in [
      "As my friend wrote:\nI love it.", "From: now on\nwe come on Sundays.", "--- three",
      "He wrote 3 books on this.", "Von meinem Platz aus sah ich nichts.", "1 - 2\n-- x",
    ] {
      #expect(
        contact(message(body: text))?.excerpt == text.replacing("\n", with: " "), "\(text)")
    }
  }

  @Test("an answer that stands below or between what it quotes is kept")
  func answersBelow() {
    #expect(
      contact(
        message(body: "On 3 Mar 2026, Box wrote:\n> one?\n\nYes.\n\n> two?\n\nNo.\n-- \nAda\n"))?
        .excerpt == "Yes. No.")
  }

  @Test("a message that only quotes keeps its text, and an excerpt is at most 500 characters")
  func excerpts() {
    #expect(contact(message(body: "> all quoted\n"))?.excerpt == "> all quoted")
    #expect(contact(message(body: String(repeating: "é ", count: 900)))?.excerpt.count == 500)
  }

  /// A message by which the site tells the box office of a form.
  private static func notice(_ headers: String, from: String = "www@theatre.example") -> String {
    message(headers, body: "Two seats, please.\n")
      .replacing("\"Ada Lane\" <Ada@larkspur.example>", with: "The site <\(from)>")
  }

  @Test("what a site tells of a form is the word of whoever filled it in, whatever wrote it")
  func formMail() throws {
    for header in ["", "Auto-Submitted: auto-generated\n", "Precedence: bulk\n"] {
      let text = Self.notice(header + "Reply-To: Bo Hill <bo@larkspur.example>\n")
      let found = try #require(contact(text))
      #expect(found.direction == .inbound && found.address?.normalised == "bo@larkspur.example")
      #expect(found.personName == "Bo Hill" && found.topic == "booking")
      #expect(found.excerpt == "Two seats, please.")
      let known = try #require(facts(text))
      #expect(known.isFormMail && known.class == .human && known.staff == "" && !known.isProven)
    }
  }

  @Test("where an answer goes says nothing in any other message")
  func replyTo() throws {
    let reply = "Reply-To: bo@larkspur.example\n"
    let sent = try #require(contact(Self.notice(reply + "Cc: cy@larkspur.example\n")))
    #expect(sent.direction == .outbound && sent.address?.normalised == "cy@larkspur.example")
    let inside = try #require(contact(Self.notice("Reply-To: eve@theatre.example\n")))
    #expect(inside.direction == .outbound && inside.address == nil)
    let other = try #require(contact(Self.notice(reply, from: "ada@larkspur.example")))
    #expect(other.direction == .inbound && other.address?.normalised == "ada@larkspur.example")
    let spam = Self.notice("X-Spam-Flag: YES\n" + reply)
    #expect(facts(spam)?.isFormMail == false && contact(spam)?.address == nil)
    #expect(facts(message())?.isFormMail == false)
  }
}
