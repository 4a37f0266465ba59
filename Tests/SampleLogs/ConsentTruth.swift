/// What everybody allows in the end, by a plain reading of the rules: the last word counts, and a box
/// that was ticked is no word before it is confirmed.
struct ConsentTruth {
  private struct Word {
    var at: Seconds
    var party: Party
    var purpose: String
    var status: String
    var basis: String
    var proof: String
    /// False for what the address book says without a date.
    var isDated = true
  }

  private struct Matter: Hashable {
    var party: Party
    var purpose: String
  }

  private let last: [Matter: Word]

  init(business: Business, conversations: Conversations) {
    var words = Self.words(in: conversations)
    // What the address book says without a date was said when it was written.
    words += business.customers.compactMap { customer in
      customer.wantsNews.map {
        Word(
          at: customer.askedAt ?? .max, party: customer.buyer, purpose: "news",
          status: $0 ? "given" : "withdrawn", basis: "ledger",
          proof: "customer \(customer.number)", isDated: customer.askedAt != nil)
      }
    }
    last = words.sorted { ($0.at, $0.status, $1.basis) < ($1.at, $1.status, $0.basis) }
      .reduce(into: [:]) { last, word in
        let matter = Matter(party: word.party, purpose: word.purpose)
        let before = last[matter]?.status ?? ""
        if word.status == "asked", ["given", "confirmed"].contains(before) { return }
        last[matter] = word
      }
  }

  private static func words(in conversations: Conversations) -> [Word] {
    let boxes = conversations.submissions.filter { !$0.isBroken }.flatMap { form -> [Word] in
      guard let person = form.person else { return [] }
      let isConfirmed = form.boxes.contains { $0.name == "confirmed" }
      return form.boxes.filter { $0.name != "confirmed" }.map { box in
        Word(
          at: form.at, party: .person(person),
          purpose: box.name == "link_browsing" ? "browsing" : "news",
          status: !box.isTicked ? "withdrawn" : isConfirmed ? "confirmed" : "asked", basis: "form",
          proof: "\(form.form) on \(form.page)")
      }
    }
    let leaving = conversations.messages.filter { $0.isInbound && $0.topic == "unsubscribe" }.map {
      Word(
        at: $0.at, party: $0.party, purpose: "news", status: "withdrawn", basis: "message",
        proof: $0.subject)
    }
    return boxes + leaving
  }

  /// Whether the newsletter may be sent; nil where nothing was ever said.
  func news(of party: Party) -> Bool? {
    last[Matter(party: party, purpose: "news")].map { ["given", "confirmed"].contains($0.status) }
  }

  /// Whether visits may be tied to the person.
  func browsing(of party: Party) -> Bool {
    last[Matter(party: party, purpose: "browsing")]?.status == "confirmed"
  }

  func json(_ persons: PersonTruth) -> JSON {
    .list(
      last.values.map { (persons.label(of: $0.party), $0) }
        .sorted { ($0.0, $0.1.purpose) < ($1.0, $1.1.purpose) }
        .map { label, word in
          .object([
            ("person", .text(label)), ("purpose", .text(word.purpose)),
            ("status", .text(word.status)), ("basis", .text(word.basis)),
            ("at", .text(word.isDated ? Clock.rfc3339(word.at) : "")),
            ("proof", .text(word.proof)),
          ])
        })
  }
}
