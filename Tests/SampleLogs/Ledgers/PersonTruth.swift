import Clickstream

/// What must be known of every person at the end of the last day, told from the model.
struct PersonTruth {
  private let business: Business
  private let consents: ConsentTruth
  private let visits: VisitTruth
  /// When each address was used last.
  private let uses: [String: Seconds]

  init(
    business: Business, conversations: Conversations, consents: ConsentTruth, visits: VisitTruth
  ) {
    self.business = business
    self.consents = consents
    self.visits = visits
    var uses: [String: Seconds] = [:]
    func note(_ address: String?, _ at: Seconds) {
      if let address { uses[address] = max(uses[address] ?? .min, at) }
    }
    for customer in business.customers {
      note(customer.address, Seconds(customer.since.number) * 86_400)
    }
    for order in business.orders {
      let isGuest = business.customerNumber(of: order.buyer) == nil
      note(order.address ?? (isGuest ? order.buyer.addresses.first : nil), order.at)
    }
    for ticket in business.seasonTickets {
      note(ticket.address, Seconds(ticket.started.number) * 86_400)
    }
    for activity in business.activities { note(activity.address, activity.at) }
    for answer in business.answers { note(answer.address, answer.at) }
    for wish in business.wishes { note(wish.address, wish.at) }
    for form in conversations.submissions where !form.isBroken {
      note(form.address?.lowercased(), form.at)
    }
    for message in conversations.letters { note(message.address, message.at) }
    self.uses = uses
  }

  /// The address that was used last, or the name of somebody without one.
  func label(of party: Party) -> String {
    party.addresses.max { (uses[$0] ?? .min) < (uses[$1] ?? .min) } ?? party.name
  }

  var json: JSON {
    let orders = Dictionary(grouping: business.orders.filter(\.stands), by: \.buyer)
    let customers = Dictionary(uniqueKeysWithValues: business.customers.map { ($0.buyer, $0) })
    return .list(
      Party.everybody.map { (label(of: $0), $0) }.sorted { $0.0 < $1.0 }.map { label, party in
        let own = orders[party] ?? []
        return .object([
          ("person", .text(label)),
          ("addresses", .text(party.addresses.sorted().joined(separator: " "))),
          ("customer", .text(business.customerNumber(of: party) ?? "")),
          ("logins", .text(customers[party]?.login ?? "")),
          ("telephones", .text(customers[party]?.ownTelephone ?? "")),
          ("orders", .number(own.count)),
          ("spent_pence", .number(own.reduce(0) { $0 + $1.amount })),
          ("wishes", .number(business.wishes.count { $0.party == party && $0.removedAt == nil })),
          ("visits", .number(visits.visits[party] ?? 0)),
          ("news", .text(consents.news(of: party).map { $0 ? "yes" : "no" } ?? "")),
        ])
      })
  }
}
