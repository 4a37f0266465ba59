/// What each person likes: said in forms, written in the address book, or seen in what is written and
/// bought.
struct PreferenceTruth {
  private struct Fact: Hashable {
    var party: Party
    var provenance: String
    var name: String
    var value: String
  }

  private var times: [Fact: Int] = [:]

  init(business: Business, conversations: Conversations) {
    func note(_ party: Party?, _ provenance: String, _ name: String, _ value: String) {
      guard let party else { return }
      times[Fact(party: party, provenance: provenance, name: name, value: value), default: 0] += 1
    }
    for form in conversations.submissions where !form.isBroken {
      let party = form.person.map(Party.person)
      note(party, "inferred", "channel", "form")
      for preference in form.preferences {
        let name = preference.name == "interests" ? "interest" : "heard of us by"
        for value in preference.value.split(separator: ", ") {
          note(party, "declared", name, String(value))
        }
      }
    }
    for letter in conversations.letters where letter.isInbound {
      note(letter.party, "inferred", "channel", "email")
    }
    for activity in business.activities where activity.isInbound && activity.kind != "note" {
      note(activity.customer.buyer, "inferred", "channel", activity.kind)
    }
    for customer in business.customers {
      note(customer.buyer, "staff", "language", "en")
      note(customer.buyer, "staff", "heard of us by", customer.source)
    }
    for order in business.orders where order.stands {
      for line in order.lines { note(order.buyer, "inferred", "buys", line.product.category) }
    }
  }

  /// One text for each person.
  func json(_ persons: PersonTruth) -> JSON {
    let texts = Dictionary(grouping: times, by: \.key.party).map { party, facts in
      (
        persons.label(of: party),
        facts.map { "\($0.provenance) \($0.name) \($0.value) \($1)" }.sorted()
          .joined(separator: "; ")
      )
    }
    return .list(
      texts.sorted { $0.0 < $1.0 }.map {
        .object([("person", .text($0)), ("likes", .text($1))])
      })
  }
}
