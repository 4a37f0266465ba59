import Clickstream

/// What the ledgers must say at the end of the last day, told from the model.
struct LedgerTruth {
  private static let lifecycles = ["prospect", "customer", "repeat", "lapsed"]
  private static let day: Seconds = 86_400

  let business: Business

  /// What was cancelled is none.
  private var sales: [Purchase] { business.orders.filter(\.stands) }

  private var ordersOf: [Party: [Purchase]] { Dictionary(grouping: sales, by: \.buyer) }

  private var isRunning: (SeasonTicket) -> Bool {
    { $0.ended.map { $0 > London.lastDay } ?? true }
  }

  /// A row of `orders.csv` is none.
  private var rows: [(String, Int)] {
    [
      ("activity", business.activities.count), ("cost", Cost.all.count),
      ("customer", business.customers.count), ("customer_order", business.orders.count),
      ("order_line", business.orders.reduce(0) { $0 + $1.lines.count }),
      ("product", Business.products.count), ("subscription", business.seasonTickets.count),
      ("survey_answer", business.answers.count), ("order_status", business.states.count),
      ("shipment", business.shipments.count), ("wish", business.wishes.count),
      ("vendor", Vendor.all.count), ("mention", Mention.all.count), ("benefit", Benefit.all.count),
    ]
  }

  var json: JSON {
    .object([
      ("rows", .object(rows.map { ($0, .number($1)) })),
      ("rejects", .object([("field", .number(1))])),
      ("persons", .number(Party.everybody.count)),
      ("lifecycle", .counts(lifecycle, first: Self.lifecycles)),
      ("cancelled", .number(business.orders.count - sales.count)),
      ("revenue_pence", .number(sales.reduce(0) { $0 + $1.amount })),
      ("cost_pence", .number(Cost.all.reduce(0) { $0 + $1.amount })),
      ("benefit_pence", .number(Benefit.all.reduce(0) { $0 + $1.amount })), ("repeat", repeats),
      ("order_states", .counts(Self.tally(business.states.map(\.status)))),
      ("shipments", .counts(Self.tally(business.shipments.map(\.outcome)))),
      ("mentions", .counts(Self.tally(Mention.all.map(\.tone)))),
      ("books_by_vendor", .counts(Self.tally(Business.products.map(\.vendor).filter { $0 != "" }))),
      ("season_tickets_running", .number(business.seasonTickets.count(where: isRunning))),
      (
        "renewals_due",
        .number(
          business.seasonTickets.count { ticket in
            isRunning(ticket) && ticket.renewsOn > London.lastDay
              && ticket.renewsOn <= London.lastDay.advanced(byDays: 90)
          })
      ),
      (
        "next_actions_due",
        .number(
          business.activities.count { activity in
            activity.next.map { $0.on > London.lastDay } ?? false
          })
      ),
    ])
  }

  private static func tally(_ names: [String]) -> [String: Int] {
    names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private var lifecycle: [String: Int] {
    let orders = ordersOf
    let subscribers = Set(business.seasonTickets.filter(isRunning).map(\.buyer))
    return Party.everybody.reduce(into: [:]) { counts, buyer in
      let own = orders[buyer] ?? []
      let subscribes = subscribers.contains(buyer)
      let isOld = (own.last?.at ?? 0) < London.end - 365 * Self.day
      let name =
        own.isEmpty && !subscribes
        ? "prospect" : isOld && !subscribes ? "lapsed" : own.count > 1 ? "repeat" : "customer"
      counts[name, default: 0] += 1
    }
  }

  /// Of those who bought in the twelve months before the end.
  private var repeats: JSON {
    let start = Seconds(Day(year: 2025, month: 11, day: 13).number) * Self.day
    let buyers = ordersOf.values.filter { orders in orders.contains { $0.at >= start } }
    return .object([
      ("buyers", .number(buyers.count)),
      (
        "twice_in_the_year",
        .number(buyers.count { orders in orders.count { $0.at >= start } > 1 })
      ),
      ("bought_before", .number(buyers.count { $0.count > 1 })),
      (
        "again_within_a_year_of_the_first",
        .number(buyers.count { $0.count > 1 && $0[1].at < $0[0].at + 365 * Self.day })
      ),
    ])
  }
}
