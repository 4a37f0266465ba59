import Clickstream
import Mail
import Testing

@Suite("Messages as contacts")
struct MailContactTests {
  private func contact(_ text: String) -> Contact? {
    readRecord(text)?.contact(
      generation: 7, position: 9,
      isOwn: { $0.normalised.hasSuffix("@theatre.example") },
      classify: { _ in ("booking", "booking-word") })
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

  @Test("a blocked address and no address make no person")
  func nobody() {
    let date = "Date: 3 Mar 2026 10:20:30 GMT\n\nx"
    #expect(contact("From: someone@example.com\n" + date)?.address == nil)
    #expect(contact("From: undisclosed\n" + date)?.address == nil)
    #expect(contact(date) != nil)
    #expect(contact(date)?.address == nil)
  }

  @Test(
    "what others wrote is not the author's",
    arguments: [
      "On 3 Mar 2026, the box office wrote:\n> Old words\n", "> quoted\n> words\n", "-- \nAda\n",
      "-----Original Message-----\nFrom: x\n", "Am 3. März 2026 schrieb Kasse:\n> alt\n",
    ])
  func ownText(tail: String) {
    #expect(
      contact(message(body: "New words.\n\n" + tail))?.excerpt.hasPrefix("New words.") == true)
    let length = contact(message(body: "New words.\n\n" + tail))?.excerpt.count ?? 0
    #expect(length == 10 || tail.hasPrefix("Am"))
  }

  @Test("a message that only quotes keeps its text, and an excerpt is at most 500 characters")
  func excerpts() {
    #expect(contact(message(body: "> all quoted\n"))?.excerpt == "> all quoted")
    #expect(contact(message(body: String(repeating: "é ", count: 900)))?.excerpt.count == 500)
  }
}
