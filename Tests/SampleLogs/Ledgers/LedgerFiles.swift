import Clickstream

/// The books of the theatre as its programs export them.
struct LedgerFiles {
  let business: Business

  /// Names of the files, and their texts.
  var files: [(name: String, text: String)] {
    [
      ("customers.csv", customers), ("products.csv", products), ("orders.csv", orders),
      ("order_lines.csv", orderLines), ("subscriptions.csv", subscriptions),
      ("activities.csv", activities), ("survey_answers.csv", surveyAnswers), ("costs.csv", costs),
      ("order_statuses.csv", orderStatuses), ("shipments.csv", shipments), ("wishes.csv", wishes),
      ("vendors.csv", vendors), ("mentions.csv", mentions), ("benefits.csv", benefits),
    ]
  }

  static func table(_ header: String, _ rows: [[String]]) -> String {
    ([header] + rows.map { $0.map(cell).joined(separator: ",") }).joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { ",\"\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// Pence as pounds: `12.50`.
  static func pounds(_ pence: Int) -> String { "\(pence / 100).\(Clock.padded(pence % 100))" }

  private var customers: String {
    Self.table(
      "number,email,login,name,phone,city,country,language,since,source,opt_in,opt_in_at",
      business.customers.enumerated().map { index, customer in
        [
          customer.number, customer.address ?? "", customer.login ?? "", customer.buyer.name,
          customer.telephone ?? "",
          ["Fenwick", "Marshford", "Quayside", "Little Larkspur"][index % 4], "GB", "en",
          customer.since.description, customer.source,
          customer.wantsNews.map { $0 ? "yes" : "no" } ?? "",
          customer.askedAt.map(Clock.rfc3339) ?? "",
        ]
      })
  }

  private var products: String {
    Self.table(
      "number,name,category,price,currency,stock,stock_at,page,vendor",
      Business.products.map { product in
        [
          product.number, product.name, product.category, Self.pounds(product.price), "GBP",
          product.stock.map(String.init) ?? "", product.stock == nil ? "" : "\(London.lastDay)",
          product.page, product.vendor,
        ]
      })
  }

  /// In the middle stands a row that cannot be used.
  private var orders: String {
    var rows = business.orders.map { order in
      let customer = business.customerNumber(of: order.buyer)
      let address = order.address ?? (customer == nil ? order.buyer.addresses.first : nil)
      return [
        order.number, Clock.rfc3339(order.at), order.login == nil ? customer ?? "" : "",
        address ?? "", order.login ?? "", Self.pounds(order.amount), "GBP", String(order.items),
        order.refund ?? "paid", order.campaign ?? "",
      ]
    }
    rows.insert(
      ["W19999", "some Tuesday", "", "", "", "18.00", "GBP", "1", "unclear", ""],
      at: rows.count / 2)
    return Self.table(
      "number,at,customer_number,email,login,amount,currency,items,status,campaign", rows)
  }

  private var orderLines: String {
    Self.table(
      "order_number,line,product,name,quantity,price,amount,currency",
      business.orders.flatMap { order in
        order.lines.enumerated().map { index, line in
          [
            order.number, String(index + 1), line.product.number, line.product.name,
            String(line.quantity), Self.pounds(line.product.price),
            Self.pounds(line.quantity * line.product.price), "GBP",
          ]
        }
      })
  }

  private var subscriptions: String {
    Self.table(
      "number,customer_number,email,product,started,renews_on,ended,price,currency,period,status",
      business.seasonTickets.map { ticket in
        [
          ticket.number, business.customerNumber(of: ticket.buyer) ?? "", ticket.address ?? "",
          "season ticket", ticket.started.description, ticket.renewsOn.description,
          ticket.ended?.description ?? "", Self.pounds(Business.seasonPrice), "GBP", "1 year",
          ticket.ended == nil ? "running" : "ended",
        ]
      })
  }

  private var activities: String {
    Self.table(
      "number,at,staff,customer_number,email,kind,direction,topic,subject,outcome,next_action,next_at,"
        + "objection",
      business.activities.map { activity in
        [
          activity.number, Clock.rfc3339(activity.at), activity.staff, activity.customer.number,
          activity.address ?? "", activity.kind, activity.isInbound ? "inbound" : "outbound",
          activity.topic,
          activity.subject, activity.outcome, activity.next?.action ?? "",
          activity.next?.on.description ?? "", activity.objection ?? "",
        ]
      })
  }

  private var surveyAnswers: String {
    let words = ["very bad", "bad", "fair", "good", "very good"]
    return Self.table(
      "survey,respondent,at,customer_number,email,question,answer,score,topic,product",
      business.answers.map { answer in
        [
          "sheet on the seat", String(answer.respondent), Clock.rfc3339(answer.at),
          answer.customerNumber ?? "", answer.address ?? "", answer.question,
          words[answer.score - 1],
          String(answer.score), answer.topic, answer.product,
        ]
      })
  }

  /// As a spreadsheet of another country writes it: semicolons, decimal commas, CRLF.
  private var costs: String {
    let rows = Cost.all.enumerated().map { index, cost in
      [
        "C\(Clock.padded(index + 1))", cost.day.description, cost.purpose, cost.campaign,
        Self.pounds(cost.amount).replacing(".", with: ","), "GBP", cost.note,
      ].joined(separator: ";")
    }
    return (["number;day;purpose;campaign;amount;currency;note"] + rows)
      .joined(separator: "\r\n") + "\r\n"
  }
}
