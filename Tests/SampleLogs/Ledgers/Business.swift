import Clickstream

/// Somebody in the theatre's address book.
struct Customer {
  var number: String
  var buyer: Party
  var since: Day
  /// How they heard of the theatre.
  var source: String
  /// Nil where nobody asked.
  var wantsNews: Bool?
  var askedAt: Seconds?
  /// In the address book.
  var place: Int

  /// Of every third; two who share a flat share one.
  ///
  /// The numbers are kept free for drama.
  var telephone: String? {
    place.isMultiple(of: 3)
      ? "+44 20 7946 0\(Clock.padded(isInFlat ? 6 : place, to: 3))" : nil
  }

  /// As the rules keep it; nil where it is of somebody else, too.
  var ownTelephone: String? { isInFlat ? nil : telephone?.filter { $0 != " " } }

  private var isInFlat: Bool { place == 6 || place == 9 }

  /// Nil for somebody who is known at the box office alone.
  var address: String? { buyer.addresses.first }

  /// Every fourth of those who write has a log-in.
  var login: String? {
    guard case .person(let place) = buyer, place % 4 == 0 else { return nil }
    return People.all[place].login
  }
}

struct Product {
  var number: String
  var name: String
  var category: String
  /// In pence.
  var price: Int
  var stock: Int?
  var page: String
  /// Number of the vendor.
  var vendor = ""
}

struct Purchase {
  struct Line {
    var product: Product
    var quantity: Int
  }

  var number = ""
  var at: Seconds
  var buyer: Party
  var lines: [Line]
  var campaign: String?
  /// What the order tells of the buyer beside the customer number, or in its place.
  var address: String?
  var login: String?
  /// What came of it where it came to nothing, as the list of orders says it, else that of states.
  var refund: String?
  var cancelledAt: Seconds?

  var stands: Bool { refund == nil && cancelledAt == nil }
  var items: Int { lines.reduce(0) { $0 + $1.quantity } }
  /// In pence.
  var amount: Int { lines.reduce(0) { $0 + $1.quantity * $1.product.price } }
}

struct SeasonTicket {
  var number: String
  var buyer: Party
  var started: Day
  var renewsOn: Day
  var ended: Day?
  var address: String?
}

/// What the theatre sells, to whom, and what its staff note down.
struct Business {
  private var dice: Dice
  private(set) var customers: [Customer] = []
  var orders: [Purchase] = []
  var seasonTickets: [SeasonTicket] = []
  var activities: [Activity] = []
  var answers: [Answer] = []
  var wishes: [Wish] = []
  private(set) var states: [OrderState] = []
  private(set) var shipments: [Shipment] = []

  static let seasonPrice = 14_800

  static let products: [Product] =
    Pages.shows.enumerated().map { index, show in
      Product(
        number: "T\(Clock.padded(index + 1))", name: "Ticket, \(show.title)", category: "tickets",
        price: 1_800 + index % 4 * 350, stock: nil, page: "/tickets/\(show.path)")
    }
    + Pages.books.enumerated().map { index, book in
      Product(
        number: "B\(Clock.padded(index + 1))", name: book.title, category: "books",
        price: 895 + index % 5 * 250, stock: 3 + index * 7 % 23, page: "/bookshop/\(book.path)",
        vendor: Vendor.all[index % 3].number)
    }

  init(seed: UInt64, conversations: Conversations) {
    dice = Dice(seed: seed)
    let letters = Correspondence(conversations)
    writeCustomers(letters)
    writeOrders()
    writeSeasonTickets()
    activities = Activity.all(of: customers, &dice)
    answers = Answer.all(of: orders, number: customerNumber, &dice)
    wishes = Wish.all(of: customers, &dice)
    shipments = Shipment.all(of: orders, &dice)
    cancelOrders()
    states = OrderState.all(of: orders, shipments)
    tieAddresses()
    tieNobody()
  }

  func customerNumber(of buyer: Party) -> String? {
    customers.first { $0.buyer == buyer }?.number
  }

  /// Who wrote of buying is in the address book, and some of the others are.
  private mutating func writeCustomers(_ letters: Correspondence) {
    let buyers =
      People.all.indices.filter { letters.boughtSomething.contains($0) || dice.chance(30) }
      .map(Party.person) + Party.atBoxOffice
    for (index, buyer) in buyers.enumerated() {
      var customer = Customer(
        number: "L-\(1_001 + index)", buyer: buyer,
        since: Day(year: 2024, month: 9, day: 1).advanced(byDays: dice.number(in: 0...380)),
        source: dice.weighted([
          ("friends", 30), ("poster", 18), ("search engine", 16), ("newspaper", 14), ("school", 8),
          ("social network", 8),
        ]), place: index)
      if case .person(let person) = buyer {
        if let at = letters.signedUp[person] {
          (customer.wantsNews, customer.askedAt) = (true, at)
        } else if letters.unconfirmed.contains(person) {
          customer.wantsNews = nil
        } else if letters.signedOff.contains(person) {
          customer.wantsNews = false
        } else if dice.chance(50) {
          customer.wantsNews = dice.chance(60)
        }
      }
      customers.append(customer)
    }
  }

  /// Customers and some guests buy, some of them again.
  private mutating func writeOrders() {
    let known = Set(customers.map(\.buyer))
    let guests = People.all.indices.map(Party.person)
      .filter { !known.contains($0) && dice.chance(40) }
    for buyer in customers.map(\.buyer).filter({ _ in dice.chance(88) }) + guests {
      var day = Day(year: 2025, month: 1, day: 10).advanced(byDays: dice.number(in: 0...650))
      repeat {
        orders.append(purchase(by: buyer, on: day))
        // Nobody comes back after about a year, so that no count hangs on the hour.
        day = day.advanced(
          byDays: dice.chance(14) ? dice.number(in: 390...520) : dice.number(in: 20...330))
      } while day <= London.lastDay && dice.chance(62)
    }
    orders.sort { ($0.at, $0.amount) < ($1.at, $1.amount) }
    for index in orders.indices { orders[index].number = "W\(20_001 + index)" }
  }

  private mutating func purchase(by buyer: Party, on day: Day) -> Purchase {
    let season = Day(year: 2026, month: 10, day: 5)...Day(year: 2026, month: 10, day: 18)
    var lines: [Purchase.Line] = []
    for _ in 1...dice.weighted([(1, 6), (2, 3), (3, 1)]) {
      // The first of the list are liked best.
      let place = min(
        dice.number(in: 0...(Self.products.count - 1)),
        dice.number(in: 0...(Self.products.count - 1)))
      let product = Self.products[place]
      guard !lines.contains(where: { $0.product.number == product.number }) else { continue }
      lines.append(
        Purchase.Line(
          product: product, quantity: product.category == "tickets" ? dice.number(in: 1...4) : 1))
    }
    // From nine to seven, so that the day is the same in London.
    let at = Seconds(day.number) * 86_400 + Seconds(dice.number(in: 9 * 3_600...18 * 3_600))
    return Purchase(
      at: at, buyer: buyer, lines: lines, campaign: season.contains(day) ? "season-2026" : nil)
  }

  /// Some tickets of this year were given back by those who never said how the evening was; the list of
  /// orders tells of every fourth, that of states of the others.
  private mutating func cancelOrders() {
    let year = Seconds(Day(year: 2026, month: 1, day: 1).number) * 86_400
    let sent = Set(shipments.map(\.order))
    let spoke = Set(answers.compactMap(\.customerNumber))
    let unused = orders.indices.filter { index in
      let order = orders[index]
      return order.at >= year && order.at + 26 * 3_600 < London.end && !sent.contains(order.number)
        && !(customerNumber(of: order.buyer).map(spoke.contains) ?? false)
    }
    for (place, index) in unused.enumerated() where place % 3 == 2 {
      if place % 4 == 3 {
        orders[index].refund = "Refunded"
      } else {
        orders[index].cancelledAt = orders[index].at + 26 * 3_600
      }
    }
  }

  /// Seasons are a year long; most end in the winter that comes.
  private mutating func writeSeasonTickets() {
    let holders = customers.map(\.buyer).filter { _ in dice.chance(24) }
    for (index, buyer) in holders.enumerated() {
      let started = Day(year: 2025, month: 7, day: 1).advanced(byDays: dice.number(in: 0...420))
      var renewsOn = started.advanced(byDays: 365)
      let isEnded = renewsOn <= London.lastDay && dice.chance(50)
      let ended = isEnded ? renewsOn.advanced(byDays: -1) : nil
      if !isEnded, renewsOn <= London.lastDay { renewsOn = renewsOn.advanced(byDays: 365) }
      seasonTickets.append(
        SeasonTicket(
          number: "S-\(301 + index)", buyer: buyer, started: started, renewsOn: renewsOn,
          ended: ended))
    }
  }
}

/// What letters tell of those who wrote them.
private struct Correspondence {
  private static let ofBuying: Set<String> = [
    "order", "booking", "return_refund", "delivery_status", "payment_invoice",
    "subscription_renewal",
  ]

  private(set) var boughtSomething: Set<Int> = []
  private(set) var signedUp: [Int: Seconds] = [:]
  /// Who ticked the box for the newsletter, and did no more.
  private(set) var unconfirmed: Set<Int> = []
  private(set) var signedOff: Set<Int> = []

  init(_ conversations: Conversations) {
    let confirmed = Set(
      conversations.links.filter { $0.form == "opt-in-confirmation" }.compactMap(\.person))
    for form in conversations.forms where !form.isBroken {
      guard let person = form.person else { continue }
      if form.form == "newsletter", !confirmed.contains(person) {
        unconfirmed.insert(person)
      } else {
        note(form.letter.topic, of: person, at: form.at)
      }
    }
    for message in conversations.messages where message.isInbound {
      guard case .person(let person) = message.party else { continue }
      note(message.topic, of: person, at: message.at)
    }
  }

  private mutating func note(_ topic: String, of person: Int, at: Seconds) {
    if Self.ofBuying.contains(topic) { boughtSomething.insert(person) }
    if topic == "opt_in" { signedUp[person] = at }
    if topic == "unsubscribe" { signedOff.insert(person) }
  }
}
