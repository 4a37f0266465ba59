import Enrichment
import Foundation
import Support
import Testing

@Suite("Topics")
struct TopicTests {
  private static func shipped() throws -> Topics {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Config/topics.yaml")
    return try Topics.load(yaml: String(contentsOf: file, encoding: .utf8))
  }

  private static let small = """
    threshold: 3
    topics:
      - topic: first
        rules:
          - { name: apple, words: [apple, red apple pie], weight: 3, not: [no apple] }
          - { name: form, words: fruit, where: form, weight: 5 }
      - topic: second
        rules:
          - { name: pear, words: [Pear, grüne Birne], weight: 3 }
          - { name: plum, words: [plum], where: [body], weight: 4 }
          - { name: box, words: [sales], where: [mailbox], weight: 2 }
    """

  private func decide(_ text: Topics.Text) throws -> Topics.Decision {
    try Topics.load(yaml: Self.small).classify(text)
  }

  @Test("a rule of whole words in any case decides, and is named")
  func words() throws {
    #expect(
      try decide(.init(body: "An APPLE, please")) == .init(topic: "first", rule: "apple", score: 3))
    #expect(try decide(.init(body: "pineapple apples")) == .other)
    #expect(
      try decide(.init(body: "eine GRÜNE\n Birne!"))
        == .init(topic: "second", rule: "pear", score: 3))
  }

  @Test("a rule counts once, double in the subject, and only where it looks")
  func places() throws {
    #expect(try decide(.init(body: "apple apple red apple pie")).score == 3)
    #expect(try decide(.init(subject: "apple", body: "apple")).score == 6)
    #expect(try decide(.init(subject: "plum")) == .other)
    #expect(try decide(.init(body: "fruit")) == .other)
    #expect(try decide(.init(form: "Fruit-form")).rule == "form")
    #expect(try decide(.init(body: "pear", mailbox: "sales")).score == 5)
  }

  @Test("what stands only after the first 500 characters counts half, a phrase by its first word")
  func tail() throws {
    let head = String(repeating: "x ", count: 245)
    #expect(try decide(.init(body: head + "grüne Birne")).score == 3)
    #expect(try decide(.init(body: head + "and so much more grüne Birne")) == .other)
    #expect(try decide(.init(body: head + "and so much more plum pear")).score == 3.5)
    // A word that is cut by the limit is no other word.
    #expect(try decide(.init(body: String(repeating: "y", count: 495) + " pineapple")) == .other)
  }

  @Test("a rule may look at the names of attached files")
  func attachments() throws {
    let yaml = """
      topics:
        - topic: job
          rules: [{ name: cv, words: [cv, lebenslauf], where: [attachment], weight: 4 }]
      """
    let topics = try Topics.load(yaml: yaml)
    #expect(
      topics.classify(.init(attachments: "My CV.pdf\nphoto.jpg"))
        == .init(topic: "job", rule: "cv", score: 4))
    #expect(topics.classify(.init(body: "cv")) == .other)
  }

  @Test("the highest sum wins, the earlier topic where two are equal, other under the threshold")
  func winner() throws {
    #expect(try decide(.init(body: "pear and apple")).topic == "first")
    #expect(
      try decide(.init(body: "pear and apple and plum"))
        == .init(topic: "second", rule: "plum", score: 7, rules: ["pear", "plum"]))
    #expect(try decide(.init(mailbox: "sales")) == .other)
    #expect(try decide(.init()) == .other)
  }

  @Test("a forbidden phrase anywhere takes its rule out")
  func exclusions() throws {
    #expect(try decide(.init(subject: "Apple", body: "there is no apple")) == .other)
  }

  @Test("all mistakes are told at once with their lines")
  func mistakes() {
    let text = """
      threshold: 0
      topic: x
      topics:
        - topic: Upper Case
          rules:
            - { name: a, words: [x], weight: 1000 }
            - { name: a, words: ["..."], where: [head] }
            - { name: b }
        - topic: other
          rules: []
      """
    do throws(TopicsProblems) {
      _ = try Topics.load(yaml: text)
      Issue.record("taken")
    } catch {
      #expect(error.problems.map(\.line) == [1, 2, 4, 6, 7, 7, 7, 8, 9, 9])
    }
  }

  @Test(
    "what is no list of topics is refused",
    arguments: ["", "x", "[]", "topics: 5", "topics: [", "a: &b [c]\ntopics: *b", "\u{0}"])
  func refused(text: String) {
    #expect(throws: TopicsProblems.self) { try Topics.load(yaml: text) }
  }

  @Test("the shipped file has every topic of the house")
  func shippedTopics() throws {
    #expect(
      Set(try Self.shipped().names) == [
        "order", "booking", "enquiry", "quotation", "complaint", "return_refund",
        "payment_invoice", "delivery_status", "support", "subscription_renewal", "unsubscribe",
        "opt_in", "feedback_praise", "job",
      ])
  }

  @Test(
    "the shipped rules know usual messages",
    arguments: [
      ("Order for two books", "I would like to order the following titles.", "order"),
      ("Bestellung", "Hiermit bestelle ich drei Bücher.", "order"),
      ("Tickets for Saturday", "Could I reserve seats for four?", "booking"),
      ("Réservation", "Je voudrais réserver des places.", "booking"),
      ("Private hire", "Could you send a quote for the foyer?", "quotation"),
      ("Very disappointed", "The sound was terrible and staff were rude.", "complaint"),
      ("Refund please", "The show was cancelled, I want a refund.", "return_refund"),
      ("Invoice 1204", "Payment is overdue.", "payment_invoice"),
      ("Rechnung 77", "Die Überweisung ist erfolgt.", "payment_invoice"),
      ("Where is my parcel", "It has not arrived yet.", "delivery_status"),
      ("Membership renewal", "Your membership expires on 1 May.", "subscription_renewal"),
      ("Unsubscribe", "Please remove me from your list.", "unsubscribe"),
      ("Newsletter", "Please add me to the newsletter.", "opt_in"),
      ("Login", "I forgot my password and the website does not work.", "support"),
      ("Application", "Please find my CV and cover letter; I apply for the vacancy.", "job"),
      ("Thank you", "What a wonderful evening, we loved every minute.", "feedback_praise"),
      ("Question", "Could you tell me whether there is parking?", "enquiry"),
      ("Hi", "See you.", "other"),
    ])
  func usual(subject: String, body: String, topic: String) throws {
    #expect(try Self.shipped().classify(.init(subject: subject, body: body)).topic == topic)
  }

  @Test("the subject of an answer, which others wrote, does not outweigh what its author says")
  func replies() throws {
    let topics = try Self.shipped()
    for body in [
      "Ich bin verärgert und lege Beschwerde ein.", "Ich bin enttäuscht.", "Das ist unzumutbar.",
      "Your answer made me angry.",
    ] {
      let told = topics.classify(.init(subject: "Re: Frage", body: body, isReply: true))
      #expect(told.topic == "complaint", "\(body)")
    }
    let both = "Ich bin verärgert und lege Beschwerde ein."
    var thread = TopicThread()
    for (text, isReply) in [("Wann ist die Kasse besetzt?", false), (both, true)] {
      let told = topics.classify(
        .init(subject: isReply ? "Re: Frage" : "Frage", body: text, isReply: isReply))
      let inherited = thread.next(.init(ruled: told.topic, score: told.score))
      #expect(inherited == nil && told.topic == (isReply ? "complaint" : "enquiry"))
    }
    // Where it says nothing else, it is about what the subject says.
    let bare = topics.classify(.init(subject: "Re: Beschwerde", body: "Danke.", isReply: true))
    #expect(bare.topic == "complaint")
  }

  @Test("case and blanks between words change nothing", arguments: 1...5 as ClosedRange<UInt64>)
  func spelling(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let topics = try Self.shipped()
    let words = [
      "order", "seats", "my", "refund", "not", "loved", "it", "größe", "renew", "your", "cv",
    ]
    for _ in 0..<100 {
      let text = (0..<8).map { _ in words.randomElement(using: &random) ?? "" }
      let plain = topics.classify(.init(body: text.joined(separator: " ")))
      let other = text.map { Bool.random(using: &random) ? $0.uppercased() : $0 }
      #expect(topics.classify(.init(body: other.joined(separator: ",\n "))) == plain)
    }
  }

  @Test("a long text is classified in time that grows with its length, whatever it holds")
  func time() throws {
    let topics = try Self.shipped()
    for unit in ["order ", "send send back ", "x", "é", "could you could you tell "] {
      let text = String(repeating: unit, count: (1 << 18) / unit.utf8.count)
      let time = ContinuousClock().measure { _ = topics.classify(.init(body: text)) }
      #expect(time < .seconds(3), "\(unit)")
    }
  }
}
