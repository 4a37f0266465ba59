package import Clickstream
import PostgreSQL

/// Of which site, as of the end of which day and by what was told until when analyses speak.
package struct AnalysisQuestion: Sendable {
  package let site: Site
  /// The day as of whose end it is told how things stand.
  package let day: Day
  /// That end.
  package let asOf: Instant
  /// The same where that day was asked for; else all that was told counts.
  package let toldUntil: Instant?

  package init(site: Site, day: Day, asOf: Instant, toldUntil: Instant?) {
    self.site = site
    self.day = day
    self.asOf = asOf
    self.toldUntil = toldUntil
  }

  fileprivate var parameters: [Parameter] {
    [.text(site.name), .timestamptz(unixMicroseconds: asOf.microseconds), told]
  }

  fileprivate var told: Parameter {
    .optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
  }
}

/// What a customer bought.
package struct CustomerOrders: Sendable, Equatable {
  package var person: Int64
  package var orders: Int64
  /// Different days with an order, since 1970, ascending.
  package var days: [Int]
  /// Sums of these days in the currency of the site.
  package var amounts: [Double]
  /// Digits of the whole sum.
  package var spent: String
  /// When a subscription that runs is to be renewed, in days since 1970.
  package var renewsOn: Int?

  package init(
    person: Int64, orders: Int64, days: [Int], amounts: [Double], spent: String,
    renewsOn: Int? = nil
  ) {
    self.person = person
    self.orders = orders
    self.days = days
    self.amounts = amounts
    self.spent = spent
    self.renewsOn = renewsOn
  }
}

/// What a customer has, by the numbers of products.
package struct CustomerProducts: Sendable, Equatable {
  package var person: Int64
  package var products: [String]
}

/// Channels of the visits before an order, or before none; equal paths are one.
package struct ChannelPath: Sendable, Equatable {
  /// The oldest first.
  package var channels: [String]
  /// Days before the end of the path.
  package var days: [Double]
  package var conversions: Int
  package var others: Int
  package var value: Double
}

/// A count of a day, or of a part of it.
package struct DayCount: Sendable, Equatable {
  package var metric: String
  package var dimension: String?
  package var part: String?
  /// Since 1970.
  package var day: Int
  package var value: Double

  package init(metric: String, dimension: String?, part: String?, day: Int, value: Double) {
    self.metric = metric
    self.dimension = dimension
    self.part = part
    self.day = day
    self.value = value
  }
}

/// What somebody did who has not ordered.
package struct LeadDeeds: Sendable, Equatable {
  package var person: Int64
  package var rules: [String]
  /// Days ago.
  package var ages: [Double]
}

extension Warehouse {
  /// What customers bought, by their ids.
  package func customersOrders(_ question: AnalysisQuestion) async throws -> [CustomerOrders] {
    try await run("read_customers_orders", question.parameters).map { row in
      CustomerOrders(
        person: try row.get("person"), orders: try row.get("orders"),
        days: try row.get("days", as: [Int32].self).map { Int($0) },
        amounts: try row.get("amounts"), spent: try row.get("spent"),
        renewsOn: try row.get("renews_on", as: Int32?.self).map { Int($0) })
    }
  }

  /// Which products customers bought, by their ids.
  package func customersProducts(_ question: AnalysisQuestion) async throws -> [CustomerProducts] {
    try await run("read_persons_products", question.parameters).map {
      CustomerProducts(person: try $0.get("person"), products: try $0.get("products"))
    }
  }

  /// What products are called.
  package func productNames(_ question: AnalysisQuestion) async throws -> [String: String] {
    var names: [String: String] = [:]
    for row in try await run("read_products", [.text(question.site.name)]) {
      names[try row.get("product")] = try row.get("name", as: String.self)
    }
    return names
  }

  /// Channels of visits before orders of twelve months, and before none.
  package func channelPaths(_ question: AnalysisQuestion) async throws -> [ChannelPath] {
    try await run("read_touch_paths", question.parameters).map { row in
      ChannelPath(
        channels: try row.get("channels"), days: try row.get("days"),
        conversions: Int(try row.get("conversions", as: Int64.self)),
        others: Int(try row.get("others", as: Int64.self)), value: try row.get("value"))
    }
  }

  /// Pages of the newest visits of a site in order, none of them before an instant.
  package func pageSequences(
    _ question: AnalysisQuestion, since: Instant, most: Int
  ) async throws -> [[String]] {
    let before = Parameter.timestamptz(unixMicroseconds: question.asOf.microseconds)
    let site = Parameter.text(question.site.name)
    let newest = try await run(
      "find_newest_visits",
      [site, .timestamptz(unixMicroseconds: since.microseconds), before, .int8(Int64(most))]
    ).first?.instant("since")
    return try await run(
      "read_page_sequences",
      [site, .timestamptz(unixMicroseconds: (newest ?? since).microseconds), before]
    ).map { try $0.get("pages") }
  }

  /// Visits, orders and messages of days, visits with their parts.
  package func dayCounts(
    _ question: AnalysisQuestion, from first: Day, to last: Day
  ) async throws -> [DayCount] {
    try await run(
      "read_day_counts",
      [
        .text(question.site.name), .date(unixDays: first.number), .date(unixDays: last.number),
        .timestamptz(unixMicroseconds: question.asOf.microseconds), question.told,
      ]
    ).map { row in
      DayCount(
        metric: try row.get("metric"), dimension: try row.get("dimension"),
        part: try row.get("part"), day: Int(try row.get("day", as: Int32.self)),
        value: try row.get("value"))
    }
  }

  /// What persons did who have not ordered, by their ids.
  package func leadDeeds(_ question: AnalysisQuestion) async throws -> [LeadDeeds] {
    try await run("read_leads", question.parameters).map {
      LeadDeeds(person: try $0.get("person"), rules: try $0.get("rules"), ages: try $0.get("ages"))
    }
  }

  /// Hash of all that the analyses are made from.
  ///
  /// - Parameter other: what else tells them apart.
  package func analysisDigest(
    _ question: AnalysisQuestion, other: String
  ) async throws -> String {
    try await run(
      "digest_analysis",
      question.parameters + [.date(unixDays: question.day.number), .text(other)]
    ).first?.get("digest") ?? ""
  }
}
