import Clickstream

/// What staff did with a customer, and what comes next.
struct Activity {
  var number: String
  var at: Seconds
  var staff: String
  var customer: Customer
  var kind: String
  var isInbound: Bool
  var topic: String
  var subject: String
  var outcome: String
  var next: (action: String, on: Day)?
  var objection: String?
  var address: String?

  private static let staff = [("Orla Finch", 5), ("Desmond Pike", 3), ("Ruth Calder", 2)]
  private static let kinds = [
    ("call", 12), ("visit", 3), ("letter", 3), ("meeting", 2), ("chat", 2), ("note", 2),
  ]
  private static let subjects = [
    (("booking", "Group booking for the spring"), 3),
    (("subscription_renewal", "Season ticket for next year"), 5),
    (("complaint", "The evening behind the pillar"), 2), (("quotation", "Hire of the studio"), 2),
    (("enquiry", "Seats with room for a wheelchair"), 2),
  ]
  private static let outcomes = [
    ("reached, thinks it over", 5), ("sold", 4), ("not reached", 4), ("declined", 2),
  ]

  /// Entries of four months, each with a customer whose address is known.
  static func all(of customers: [Customer], _ dice: inout Dice) -> [Activity] {
    let known = customers.filter { $0.address != nil }
    var result: [Activity] = []
    for _ in 0..<64 {
      let day = dice.pick(London.days.filter { $0.isoWeekday < 6 })
      let (topic, subject) = dice.weighted(subjects)
      let outcome = dice.weighted(outcomes)
      var activity = Activity(
        number: "", at: Rhythm.moment(on: day, hours: 9...17, &dice), staff: dice.weighted(staff),
        customer: dice.pick(known), kind: dice.weighted(kinds), isInbound: dice.chance(30),
        topic: topic, subject: subject, outcome: outcome)
      if outcome == "declined" { activity.objection = dice.pick(["price", "date", "distance"]) }
      if outcome.contains("reached"), dice.chance(70) {
        activity.next = (
          dice.pick(["call again", "send the brochure", "send a quotation"]),
          day.advanced(byDays: dice.number(in: 7...70))
        )
      }
      result.append(activity)
    }
    result.sort { $0.at < $1.at }
    for index in result.indices { result[index].number = "A\(501 + index)" }
    return result
  }
}

/// An answer on a sheet that lay on the seats.
struct Answer {
  var respondent: Int
  var at: Seconds
  var customerNumber: String?
  var address: String?
  var topic: String
  var question: String
  var score: Int
  var product: String

  private static let questions = [
    ("the evening", "How was the evening?", 4), ("the booking", "How was the booking?", 3),
    ("the café", "How was the café?", 2),
  ]

  /// Sheets of those who bought tickets during the sample, one in two.
  static func all(
    of orders: [Purchase], number: (Party) -> String?, _ dice: inout Dice
  ) -> [Answer] {
    var result: [Answer] = []
    let start = London.midnight(of: London.firstDay)
    for order in orders where order.at >= start {
      guard let ticket = order.lines.first(where: { $0.product.category == "tickets" }),
        let customer = number(order.buyer), dice.chance(62)
      else { continue }
      let at = min(order.at + Seconds(dice.number(in: 2...9)) * 86_400, London.end - 7_200)
      let sheet = (result.last?.respondent ?? 0) + 1
      for (topic, question, usual) in questions {
        result.append(
          Answer(
            respondent: sheet, at: at, customerNumber: dice.chance(85) ? customer : nil,
            address: nil, topic: topic, question: question,
            score: max(1, min(5, usual + dice.weighted([(-2, 1), (-1, 2), (0, 4), (1, 3)]))),
            product: ticket.product.number))
      }
    }
    return result
  }
}

/// What was spent on customers: month by month, as a spreadsheet has it.
struct Cost {
  var day: Day
  var purpose: String
  var campaign: String
  /// In pence.
  var amount: Int
  var note: String

  static let all: [Cost] = (7...11).flatMap { month -> [Cost] in
    let first = Day(year: 2026, month: month, day: 1)
    let season = Cost(
      day: Day(year: 2026, month: 10, day: 5), purpose: "acquisition", campaign: "season-2026",
      amount: 125_000, note: "Advertising for the season")
    return [
      Cost(
        day: first, purpose: "system", campaign: "", amount: 4_250, note: "Website and database"),
      Cost(
        day: first.advanced(byDays: 9), purpose: "acquisition", campaign: "posters",
        amount: 18_000 + month * 1_375, note: "Posters and advertisements"),
      Cost(
        day: first.advanced(byDays: 10), purpose: "retention", campaign: "newsletter",
        amount: 6_500 + month * 110, note: "Newsletter and birthday cards"),
    ] + (month == 10 ? [season] : [])
  }.filter { $0.day <= London.lastDay }
}
