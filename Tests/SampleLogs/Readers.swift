import Clickstream

/// Visits that lead to something elsewhere: to a mail, or to an order.
extension Traffic {
  /// Who writes to an address that a page gave has seen that page before.
  mutating func readers(_ messages: [Message]) {
    dice = Dice(seed: 7_351)
    for message in messages where message.trace != nil {
      guard case .person(let person) = message.party else { continue }
      let page = Self.page(about: message.topic, &dice)
      let end = message.at - Seconds(dice.number(in: 240...9_000))
      read([page, "/contact"], until: end, by: visitors[person].client)
    }
  }

  /// Who writes by the form for all matters has looked at what the matter is.
  mutating func look(before form: Submission, shown: Seconds, by client: Client, from page: String)
  {
    guard form.form == "contact" else { return }
    var dice = Dice(seed: UInt64(form.at))
    let target = Self.page(about: form.letter.topic, &dice)
    hits.append(
      Hit(
        at: shown - 5, client: client, target: target, bytes: Pages.size(of: target),
        referrer: Self.site + page))
  }

  /// Who orders with a log-in has looked at it, and is known by name from the log-in on.
  mutating func buyers(_ orders: [Purchase]) {
    dice = Dice(seed: 7_919)
    for order in orders where order.at > London.midnight(of: London.firstDay) + 7_200 {
      guard case .person(let person) = order.buyer, !Rhythm.failure.contains(order.at),
        let login = visitors[person].client.user, let first = order.lines.first
      else { continue }
      var client = visitors[person].client
      client.user = nil
      let pages = [dice.pick(["/", "/programme", "/bookshop"])] + order.lines.map(\.product.page)
      let end = order.at - Seconds(dice.number(in: 90...400))
      read(pages, until: end, by: client)
      client.user = login
      read(["/account"], until: end + 40, by: client)
      let isTicket = first.product.category == "tickets"
      read([isTicket ? "/tickets/thanks" : "/bookshop/thanks"], until: order.at + 15, by: client)
    }
  }

  /// Pages one after the other, the last one at `end`.
  private mutating func read(_ pages: [String], until end: Seconds, by client: Client) {
    var time = end
    var hits: [Hit] = []
    for (place, page) in pages.enumerated().reversed() {
      hits.append(
        Hit(
          at: time, client: client, target: page, bytes: Pages.size(of: page),
          referrer: place == 0 ? "-" : Self.site + pages[place - 1]))
      time -= Seconds(dice.number(in: 12...150))
    }
    self.hits += hits.reversed()
  }

  private static func page(about topic: String, _ dice: inout Dice) -> String {
    switch topic {
    case "booking", "enquiry", "complaint", "feedback_praise": "/programme/\(Pages.show(&dice))"
    case "order", "return_refund", "delivery_status": "/bookshop/\(Pages.book(&dice))"
    case "subscription_renewal": "/season-subscription"
    default: dice.pick(["/about", "/visit-us", "/tickets"])
    }
  }
}
