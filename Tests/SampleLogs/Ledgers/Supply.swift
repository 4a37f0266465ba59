import Clickstream

/// A product that a customer wishes to have.
struct Wish {
  var party: Party
  var number: String
  var product: String
  var at: Seconds
  var removedAt: Seconds?
  var address: String?

  /// Of every fifth customer, and of those whose further address nothing else names.
  static func all(of customers: [Customer], _ dice: inout Dice) -> [Wish] {
    var result: [Wish] = []
    for (index, customer) in customers.enumerated() {
      guard index % 5 == 2 || isTied(customer.buyer) else { continue }
      let first = dice.number(in: 0...(Business.products.count - 1))
      for step in 0..<dice.number(in: 1...3) {
        let day = dice.pick(London.days.dropLast(20))
        let at = Rhythm.moment(on: day, hours: 8...22, &dice)
        result.append(
          Wish(
            party: customer.buyer, number: customer.number,
            product: Business.products[(first + step * 5) % Business.products.count].number,
            at: at,
            removedAt: dice.chance(30) ? at + Seconds(dice.number(in: 2...18)) * 86_400 : nil))
      }
    }
    return result
  }

  private static func isTied(_ party: Party) -> Bool {
    guard case .person(let place) = party else { return false }
    return People.all[place].others.contains { $0.tie == .wish }
  }
}

/// Books on their way.
struct Shipment {
  var number: String
  var order: String
  var sentAt: Seconds
  var dueAt: Seconds
  /// Nil for what is on its way, or lost.
  var deliveredAt: Seconds?
  var carrier: String

  var outcome: String {
    guard let deliveredAt else { return "under way" }
    return deliveredAt > dueAt ? "late" : "in time"
  }

  /// The orders of this year that hold a book.
  static func all(of orders: [Purchase], _ dice: inout Dice) -> [Shipment] {
    let year = Seconds(Day(year: 2026, month: 1, day: 1).number) * 86_400
    var result: [Shipment] = []
    for order in orders
    where order.at >= year && order.lines.contains(where: { $0.product.category == "books" }) {
      let sent = order.at + Seconds(dice.number(in: 10...70)) * 3_600
      let took = Seconds(dice.weighted([(1, 3), (2, 5), (3, 2), (6, 2)])) * 86_400
      let isLost = dice.chance(4)
      guard sent < London.end else { continue }
      result.append(
        Shipment(
          number: "P\(701 + result.count)", order: order.number, sentAt: sent,
          dueAt: sent + 4 * 86_400,
          deliveredAt: isLost || sent + took >= London.end ? nil : sent + took,
          carrier: dice.pick(["Quay Parcels", "Marsh Post"])))
    }
    return result
  }
}

/// How an order went on.
struct OrderState {
  var order: String
  var at: Seconds
  var status: String

  /// The orders of this year: each is paid, those with a book are sent and arrive, and some are cancelled.
  static func all(of orders: [Purchase], _ shipments: [Shipment]) -> [OrderState] {
    let year = Seconds(Day(year: 2026, month: 1, day: 1).number) * 86_400
    let paid = orders.filter { $0.at >= year }.map {
      OrderState(order: $0.number, at: $0.at + 240, status: "paid")
    }
    let sent = shipments.flatMap { shipment in
      [OrderState(order: shipment.order, at: shipment.sentAt, status: "sent")]
        + (shipment.deliveredAt.map {
          [OrderState(order: shipment.order, at: $0, status: "delivered")]
        } ?? [])
    }
    let cancelled = orders.compactMap { order in
      order.cancelledAt.map { OrderState(order: order.number, at: $0, status: "cancelled") }
    }
    return (paid + sent + cancelled).sorted { ($0.at, $0.order) < ($1.at, $1.order) }
  }
}

/// Somebody whom the theatre buys from.
struct Vendor {
  var number: String
  var name: String
  var contact: String
  var address: String
  var phone: String
  var city: String
  var supplies: String
  var since: Day
  /// Numbers that banks and offices publish as examples.
  var bankAccount: String
  var taxNumber: String

  /// Who signs letters.
  var writer: String { contact.isEmpty ? name : contact }

  static let all = [
    Vendor(
      number: "V1", name: "Quay & Daughters, Printers", contact: "Ada Quay",
      address: "orders@quay-printers.example", phone: "+44 20 7946 0701", city: "Quayside",
      supplies: "books, posters", since: Day(year: 2019, month: 3, day: 1),
      bankAccount: "GB29NWBK60161331926819", taxNumber: "GB999999973"),
    Vendor(
      number: "V2", name: "Marsh Library Press", contact: "Ivor Marsh",
      address: "ivor@marsh-press.example", phone: "+44 20 7946 0702", city: "Marshford",
      supplies: "books", since: Day(year: 2021, month: 9, day: 14),
      bankAccount: "GB33BUKB20201555555555", taxNumber: ""),
    Vendor(
      number: "V3", name: "Bücherei am Kai", contact: "",
      address: "info@kai-buecher.example", phone: "", city: "Bremen",
      supplies: "books in translation", since: Day(year: 2024, month: 1, day: 8),
      bankAccount: "DE89370400440532013000", taxNumber: "DE136695976"),
    Vendor(
      number: "V4", name: "Lantern Light Hire", contact: "Theo Lantern", address: "",
      phone: "+44 20 7946 0704", city: "Fenwick", supplies: "lamps",
      since:
        Day(year: 2022, month: 5, day: 30), bankAccount: "", taxNumber: ""),
  ]

  static func json(_ letters: [Message]) -> JSON {
    .list(
      all.enumerated().map { place, vendor in
        let own = letters.filter { $0.party == .vendor(place) }
        return .object([
          ("number", .text(vendor.number)), ("name", .text(vendor.name)),
          ("bank_account", .text(vendor.bankAccount)), ("tax_number", .text(vendor.taxNumber)),
          ("letters", .number(own.count)),
          ("last", .text(own.last.map { Clock.rfc3339($0.at) } ?? "")),
        ])
      })
  }
}
