import Analysis
import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Reports
import Settings
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// Analyses the shop as of a day; the sites of which anything was stored.
  @discardableResult
  func analyse(asOf day: Day) async throws -> [String] {
    let sites = try Self.configuration(Self.settings).sites
    return try await withWarehouse { warehouse in
      _ = try await warehouse.derivePersons(now: Self.now)
      try await warehouse.rollUpDays()
      return try await AnalysisRun(sites: sites, choice: PeriodChoice(asOf: day))
        .run(in: warehouse)
    }
  }

  /// All results but the hashes of what they were made from, by table.
  func analyses() async throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    for table in AnalysisTable.allCases where table != .run {
      found[table.rawValue] = try await texts(
        "SELECT t::text FROM footfall.\(table.rawValue) t ORDER BY 1")
    }
    return found
  }
}

@Suite("Stored analyses")
struct AnalysisRunTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let day = Day(year: 2025, month: 5, day: 31)

  private struct Order {
    var customer: Int64
    var number: Int
    var day: Int
    var cents: Int
    var product: Int
  }

  /// Orders of two years: some buy every few weeks, some once.
  private func orders(of customers: Int64, seed: UInt64) -> [Order] {
    var random = SplitMix64(seed: seed)
    var orders: [Order] = []
    for customer in 0..<customers {
      var day = Int(Self.day.number) - Int.random(in: 0..<700, using: &random)
      let gap = Int.random(in: 5..<200, using: &random)
      repeat {
        orders.append(
          Order(
            customer: customer, number: orders.count, day: day,
            cents: Int.random(in: 100..<9_000, using: &random),
            product: Int.random(in: 0..<3, using: &random) == 0 ? 7 : Int(customer) % 4))
        day += Int.random(in: 0..<(2 * gap), using: &random)
      } while day <= Int(Self.day.number) && Int.random(in: 0..<3, using: &random) > 0
    }
    return orders
  }

  private func address(_ customer: Int64) -> String { "c\(customer)@b.example" }

  /// Lists of orders and of their lines, and a log, without which there is no day to speak of.
  private func files(_ orders: [Order], seed: UInt64, in folder: String) throws -> [String] {
    let half = orders.count / 2
    let lists = try [orders[..<half], orders[half...]].enumerated().map { place, part in
      try scratch.write(
        (["number,at,email,amount"]
          + part.map { order in
            "\(order.number),\(Day(number: Int32(order.day))),\(address(order.customer)),"
              + "\(order.cents / 100).\(order.cents % 100 / 10)\(order.cents % 10)"
          }).file(), as: "\(folder)/orders\(place).csv")
    }
    let lines = try scratch.write(
      (["order_number,line,product,name,quantity,amount"]
        + orders.map { "\($0.number),1,P\($0.product),Product \($0.product),1,1" }).file(),
      as: "\(folder)/order_lines.csv")
    var writer = LogWriter(seed: seed)
    let logs = try (0..<3).map { week in
      let start = LogWriter.start.advanced(bySeconds: Int64(week) * 7 * 86_400)
      return try scratch.write(
        writer.lines(80, from: start).file(), as: "\(folder)/\(week).log")
    }
    return lists + [lines] + logs
  }

  private func load(_ paths: [String], into database: LoadingDatabase) async throws {
    for path in paths {
      if path.hasSuffix(".csv") {
        try await database.importing(path, asOf: Self.day)
      } else {
        try await database.ingest(path)
      }
    }
  }

  private func cents(_ orders: [Order]) -> String {
    let sum = orders.reduce(0) { $0 + $1.cents }
    return "\(sum / 100).\(sum % 100 / 10)\(sum % 10)"
  }

  @Test("what is stored of customers is what their orders give", arguments: 1...3)
  func customers(seed: UInt64) async throws {
    let orders = orders(of: 130, seed: seed)
    let paths = try files(orders, seed: seed, in: "a")
    let today = Int(Self.day.number)
    let grouped = Dictionary(grouping: orders, by: \.customer).sorted { $0.key < $1.key }
    let days = grouped.map { Set($0.value.map(\.day)).sorted() }
    let scores = try #require(
      RFMTable.scores(
        of: zip(grouped, days).map { group, days in
          PurchaseSummary(
            customer: group.key, recency: today - (days.last ?? 0), frequency: days.count,
            monetary: Int64(group.value.reduce(0) { $0 + $1.cents }))
        }, frequency: .thresholds
      ).value)
    let histories = days.compactMap { PurchaseHistory(orderDays: $0, until: today) }
    // Of some of these businesses the model does not speak; then nothing is stored of it.
    let model = BGNBD.fit(histories).value?.model
    #expect(model != nil || seed > 1)
    let expected = zip(zip(grouped, days), scores.scores).map { pair, score in
      let (group, days) = pair
      return "\(address(group.key)) \(today - (days.last ?? 0)) \(group.value.count) "
        + "\(days.count) \(cents(group.value)) \(score.code) \(score.segment.rawValue)"
    }.sorted()
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      try await database.analyse(asOf: Self.day)
      let found = try await database.texts(
        """
        SELECT concat_ws(' ', p.address, c.recency_days, c.orders, c.order_days, c.spent,
          100 * c.r + 10 * c.f + c.m, c.segment)
        FROM footfall.customer_score c
        JOIN footfall.person p ON p.site = c.site AND p.person = c.person
        """)
      #expect(found.sorted() == expected)
      let alive = try await database.texts(
        """
        SELECT coalesce(c.alive::text, 'not told') FROM footfall.customer_score c
        JOIN footfall.person p ON p.site = c.site AND p.person = c.person
        ORDER BY substring(p.address FROM '[0-9]+')::integer
        """)
      #expect(alive.count == histories.count)
      for (text, history) in zip(alive, histories) {
        guard let model else {
          #expect(text == "not told")
          continue
        }
        let probability = try #require(Double(text))
        #expect(abs(probability - model.probabilityAlive(after: history)) < 1e-6)
      }
      let rules =
        Association().rules(
          in: grouped.map { $0.value.map { Int64($0.product) } }
        ).value?.rules ?? []
      let pairs = try await database.texts(
        """
        SELECT concat_ws(' ', item, other, together, item_baskets, other_baskets)
        FROM footfall.affinity WHERE kind = 'product'
        """)
      #expect(!pairs.isEmpty)
      #expect(
        pairs.sorted()
          == rules.map {
            "Product \($0.antecedent) Product \($0.consequent) \($0.together) "
              + "\($0.antecedentBaskets) \($0.consequentBaskets)"
          }.sorted())
    }
  }

  @Test("in any order of loading, and made again, they are the same", arguments: 1...2)
  func order(seed: UInt64) async throws {
    let paths = try files(orders(of: 40, seed: seed), seed: seed, in: "b")
    var random = SplitMix64(seed: seed &+ 50)
    let clean = try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      let first = try await database.analyse(asOf: Self.day)
      let found = try await database.analyses()
      let second = try await database.analyse(asOf: Self.day)
      #expect(first == ["shop"] && second == [])
      let again = try await database.analyses()
      #expect(again == found)
      return found
    }
    for table in ["analysis", "customer_score", "survival_step", "cohort_month"] {
      #expect(clean[table]?.isEmpty == false, "\(table)")
    }
    try await LoadingDatabase.with { database in
      for path in paths.shuffled(using: &random) {
        try await load([path], into: database)
        if Bool.random(using: &random) { try await database.analyse(asOf: Self.day) }
      }
      try await database.analyse(asOf: Self.day)
      let found = try await database.analyses()
      for (table, rows) in clean { #expect(found[table] == rows, "\(table)") }
    }
  }

  @Test("as of a day in the past they are what they were on that day, and five days are kept")
  func past() async throws {
    let orders = orders(of: 40, seed: 8)
    let past = Self.day.advanced(byDays: -20)
    let paths = try files(orders, seed: 8, in: "c")
    let known = try files(
      orders.filter { $0.day <= Int(past.number) }, seed: 8, in: "d")
    let then = try await LoadingDatabase.with { database in
      try await load(known, into: database)
      try await database.analyse(asOf: past)
      return try await database.analyses()
    }
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      for days in 0..<7 { try await database.analyse(asOf: Self.day.advanced(byDays: -days)) }
      try await database.analyse(asOf: past)
      let days = try await database.texts(
        "SELECT DISTINCT as_of::text FROM footfall.analysis ORDER BY 1")
      #expect(
        days
          == ([past] + (0..<4).reversed().map { Self.day.advanced(byDays: -$0) })
          .map(\.description))
      let now = try await database.analyses()
      for table in ["customer_score", "cohort_month", "survival_step", "analysis"] {
        let rows = now[table]?.filter { $0.contains("\(past)") }
        #expect(rows == then[table], "\(table)")
      }
    }
  }

  @Test("of few it is said that they are too few")
  func few() async throws {
    let paths = try files(orders(of: 3, seed: 4), seed: 4, in: "e")
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      try await database.analyse(asOf: Self.day)
      let notes = try await database.texts(
        "SELECT name || ': ' || note FROM footfall.analysis WHERE NOT told ORDER BY name")
      #expect(
        notes.contains(
          "segments: " + Refusal.tooFew(.customers, have: 3, need: 20).description), "\(notes)")
      #expect(notes.contains { $0.hasPrefix("lifetime value: Too few customers to say: 3") })
      #expect(notes.contains { $0.hasPrefix("attribution: Too few conversions to say: 0") })
      let names = try await database.texts("SELECT name FROM footfall.analysis ORDER BY name")
      #expect(names == AnalysisName.allCases.map(\.rawValue).sorted())
      let segments = try await database.texts(
        "SELECT coalesce(segment, '-') FROM footfall.customer_score")
      #expect(segments == ["-", "-", "-"])
    }
  }

  @Test("of whoever is erased no row is left, as of no day")
  func erasure() async throws {
    let paths = try files(orders(of: 25, seed: 5), seed: 5, in: "f")
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      for days in 0..<3 { try await database.analyse(asOf: Self.day.advanced(byDays: -days)) }
      let person = try await database.find(address(3))
      let sql =
        "SELECT person::text FROM footfall.customer_score WHERE person = \(person.person)"
        + " UNION ALL SELECT person::text FROM footfall.lead_score"
        + " WHERE person = \(person.person)"
      let before = try await database.texts(sql)
      #expect(!before.isEmpty)
      _ = try await database.withWarehouse {
        try await $0.erasePerson(person, now: LoadingDatabase.now)
      }
      let after = try await database.texts(sql)
      #expect(after == [])
      let others = try await database.texts("SELECT count(*)::text FROM footfall.customer_score")
      #expect(others != ["0"])
      let again = try await database.analyse(asOf: Self.day)
      #expect(again == ["shop"])
      #expect(try await database.texts(sql).isEmpty)
    }
  }

  @Test("a segment lists its customers, and one that is not known is refused with those that are")
  func segments() async throws {
    let paths = try files(orders(of: 60, seed: 6), seed: 6, in: "g")
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      try await database.analyse(asOf: Self.day)
      var listed = 0
      for name in SegmentName.all {
        let expected = try await database.texts(
          "SELECT person::text FROM footfall.customer_score WHERE segment = '"
            + name.replacing("'", with: "''") + "' ORDER BY person")
        let found = try await database.withWarehouse {
          try await $0.persons(site: "shop", lifecycle: nil, segment: name, limit: 1_000)
        }
        #expect(
          found.map(\.person).sorted() == expected.compactMap { Int64($0) }.sorted(), "\(name)")
        listed += found.count
      }
      #expect(listed == 60)
      let person = try await database.find(address(3))
      let score = try await database.withWarehouse {
        try await $0.score(of: person.person, site: "shop")
      }
      #expect(score?.segment.map { SegmentName.all.contains($0) } == true)
      #expect(score?.asOf == "2025-05-31")
    }
    #expect(
      try SegmentName.known(as: "Cannot-Lose".replacing("Cannot", with: "Can't")) == "can't lose")
    #expect(throws: UsageError.self) { try SegmentName.known(as: "regulars") }
  }
}
