extension Ledger {
  /// The ledgers of what is sold.
  static let trade: [Ledger] = [
    Ledger(
      "order", table: "customer_order", key: [["number"]], time: "at", "Orders.",
      [
        Field("number", .text, "Number of the order."),
        Field("at", .instant, required: true, "When it was placed."),
        Field("customer_number", .text, personal: true, "Number of the customer."),
        Field("email", .email, personal: true, "Mail address of the buyer."),
        Field("login", .text, personal: true, "Name by which the buyer was logged in."),
        Field("name", .text, personal: true, free: true, "Name of the buyer."),
        Field("phone", .phone, personal: true, "Telephone number of the buyer."),
        Field("amount", .decimal, "What is to be paid, in the currency of the order."),
        Field("currency", .currency, "Currency."),
        Field("items", .decimal, "How many pieces."),
        Field("status", .text, "State of the order."),
        Field("campaign", .text, "Campaign that led to it."),
        Field("source", .text, "How the buyer heard of the business."),
      ]),
    Ledger(
      "order_line", key: [["order_number"], ["line"]], time: nil, "What was ordered, line by line.",
      [
        Field("order_number", .text, required: true, "Number of the order."),
        Field("line", .text, "Number of the line."),
        Field("product", .text, required: true, "Number of the product."),
        Field("name", .text, "Name of the product."),
        Field("quantity", .decimal, "How many."),
        Field("price", .decimal, "Price of one."),
        Field("amount", .decimal, "Price of the line."),
        Field("currency", .currency, "Currency."),
      ]),
    Ledger(
      "order_status", key: [["order_number"], ["status"], ["at"]], time: "at",
      "How orders went on.",
      [
        Field("order_number", .text, required: true, "Number of the order."),
        Field("at", .instant, required: true, "Since when."),
        Field("status", .text, required: true, "State of the order."),
        Field("note", .text, personal: true, free: true, "What staff wrote down."),
      ]),
    Ledger(
      "shipment", key: [["number"]], time: "sent_at", "What was sent.",
      [
        Field("number", .text, "Number of the shipment."),
        Field("order_number", .text, required: true, "Number of the order."),
        Field("sent_at", .instant, "When it was sent."),
        Field("due_at", .instant, plan: true, "When it was promised."),
        Field("delivered_at", .instant, "When it arrived."),
        Field("carrier", .text, "Who carries it."),
        Field("tracking", .text, personal: true, "Number of the carrier."),
        Field("status", .text, "State of the shipment."),
      ]),
    Ledger(
      "product", key: [["number"]], time: nil, "What the business sells, and how much is there.",
      [
        Field("number", .text, required: true, "Number of the product."),
        Field("name", .text, "Name."),
        Field("category", .text, "Category."),
        Field("price", .decimal, "Price of one."),
        Field("currency", .currency, "Currency."),
        Field("stock", .decimal, "How many are there."),
        Field("stock_at", .instant, "When they were counted."),
        Field("page", .text, "Path of its page on the website."),
        Field("vendor", .text, "Number of the vendor."),
      ]),
    Ledger(
      "wish", key: [["customer_number", "email"], ["product"]], time: "at", aboutPersons: true,
      "What persons wish to have.",
      [
        Field("customer_number", .text, "Number of the customer."),
        Field("email", .email, "Mail address of the person."),
        Field("product", .text, required: true, "Number of the product."),
        Field("at", .instant, "When it was wished."),
        Field("removed_at", .instant, "When it was no longer wished."),
      ]),
    Ledger(
      "subscription", key: [["number"]], time: "started", "Subscriptions and contracts.",
      [
        Field("number", .text, required: true, "Number of the subscription."),
        Field("customer_number", .text, personal: true, "Number of the customer."),
        Field("email", .email, personal: true, "Mail address of the subscriber."),
        Field("product", .text, "Number or name of what is subscribed to."),
        Field("started", .day, required: true, "First day."),
        Field("renews_on", .day, plan: true, "Day of the next renewal."),
        Field("ended", .day, plan: true, "Last day; empty while it runs."),
        Field("price", .decimal, "Price of one period."),
        Field("currency", .currency, "Currency."),
        Field("period", .text, "Length of a period."),
        Field("status", .text, "State of the subscription."),
      ]),
    Ledger(
      "cost", key: [["number"]], time: "day", "What winning and keeping customers costs.",
      [
        Field("number", .text, "Number of the entry."),
        Field("day", .day, required: true, "When it was spent."),
        Field(
          "purpose", .word, required: true, words: ["acquisition", "retention", "system"],
          "What it was spent for."),
        Field("campaign", .text, "Campaign."),
        Field("amount", .decimal, required: true, "What was spent."),
        Field("currency", .currency, "Currency."),
        Field("note", .text, free: true, "What it was."),
      ]),
    Ledger(
      "vendor", key: [["number"]], time: "since", "Those whom the business buys from.",
      [
        Field("number", .text, "Number of the vendor."),
        Field("name", .text, required: true, "Name of the firm."),
        Field("contact_name", .text, personal: true, free: true, "Whom to talk to."),
        Field("email", .email, personal: true, "Mail address."),
        Field("phone", .phone, personal: true, "Telephone number."),
        Field("street", .text, "Street and house number."),
        Field("postal_code", .text, "Post code."),
        Field("city", .text, "Town."),
        Field("country", .text, "Country."),
        Field("website", .text, "Address of the website."),
        Field("supplies", .text, "What is bought there."),
        Field("since", .day, "Since when the business buys there."),
        Field("bank_account", .text, secret: true, "Bank account, kept encrypted."),
        Field("tax_number", .text, secret: true, "Tax number, kept encrypted."),
        Field("note", .text, personal: true, free: true, "What staff wrote down."),
      ]),
    Ledger(
      "benefit", key: [["number"]], time: "day", "What is expected to come of it.",
      [
        Field("number", .text, "Number of the entry."),
        Field("day", .day, required: true, plan: true, "When it is expected."),
        Field(
          "purpose", .word, required: true, words: ["acquisition", "retention", "system"],
          "What it comes from."),
        Field("campaign", .text, "Campaign."),
        Field("amount", .decimal, required: true, "What is expected."),
        Field("currency", .currency, "Currency."),
        Field("note", .text, free: true, "What it is."),
      ]),
  ]

  /// Every ledger.
  package static let all = persons + trade

  /// The ledger of this name.
  package static func named(_ name: String) -> Ledger? { all.first { $0.name == name } }
}
