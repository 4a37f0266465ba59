import Clickstream

/// What must be known of every person at the end of the last day, told from the model.
struct PersonTruth {
  let business: Business
  let conversations: Conversations

  private static let everybody =
    People.all.indices.map(Buyer.person) + Business.boxOffice.indices.map(Buyer.boxOffice)

  var json: JSON {
    let orders = Dictionary(grouping: business.orders, by: \.buyer)
    let news = news
    return .list(
      Self.everybody.sorted { Self.name(of: $0) < Self.name(of: $1) }.map { buyer in
        let own = orders[buyer] ?? []
        return .object([
          ("person", .text(Self.name(of: buyer))),
          ("customer", .text(business.customerNumber(of: buyer) ?? "")),
          ("orders", .number(own.count)),
          ("spent_pence", .number(own.reduce(0) { $0 + $1.amount })),
          ("news", .text(news[buyer].map { $0 ? "yes" : "no" } ?? "")),
        ])
      })
  }

  /// The address, or the name of somebody without one.
  private static func name(of buyer: Buyer) -> String {
    switch buyer {
    case .person(let person): People.all[person].address
    case .boxOffice(let customer): Business.boxOffice[customer]
    }
  }

  /// The last word of each on the newsletter; what the address book says without a date was said
  /// when it was written.
  private var news: [Buyer: Bool] {
    var words: [(at: Seconds, buyer: Buyer, wants: Bool)] = []
    for form in conversations.forms where form.form == "newsletter" && !form.isBroken {
      if let person = form.person { words.append((form.at, .person(person), true)) }
    }
    for message in conversations.messages where message.isInbound && message.topic == "unsubscribe"
    {
      words.append((message.at, .person(message.person), false))
    }
    for customer in business.customers {
      if let wants = customer.wantsNews {
        words.append((customer.askedAt ?? .max, customer.buyer, wants))
      }
    }
    return words.sorted { $0.at < $1.at }.reduce(into: [:]) { $0[$1.buyer] = $1.wants }
  }
}
