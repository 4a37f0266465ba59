import Clickstream
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Funnels", .database(from: .migrated))
struct FunnelLawTests {
  private typealias Hit = MarkedVisits.Hit

  private static let paths = ["/a", "/b", "/c", "/d", "/b/x.pdf"]

  /// Steps as patterns: the second fits a download, too, and a step may come twice.
  private static let ways: [[String]] = [
    ["/a", "/b", "/c"], ["/a", "/a"], ["/b", "download", "/c", "/a"], ["/*", "/c"],
  ]

  private static func fits(_ hit: Hit, _ step: String) -> Bool {
    switch step {
    case "download": hit.isDownload
    case "/*": hit.isPage
    default: hit.isPage && hit.path == step
    }
  }

  private static func funnels() -> [Site.Funnel] {
    var funnels: [Site.Funnel] = []
    for (index, way) in ways.enumerated() {
      for order in Site.Funnel.Order.allCases {
        for within in [nil, 3_000, 90_000] {
          var funnel = Site.Funnel()
          funnel.name = "\(index)-\(order.rawValue)-\(within ?? 0)"
          funnel.order = order
          funnel.within = within
          funnel.steps = way.map { step in
            var goal = Site.Goal()
            goal.title = step
            if step == "download" { goal.deed.download = ["/b/*"] } else { goal.deed.page = [step] }
            return .own(goal)
          }
          funnels.append(funnel)
        }
      }
    }
    return funnels
  }

  /// When each step was reached first, and how long after the step before on that way: by trying
  /// every way.
  private static func walk(
    _ hits: [Hit], _ funnel: Site.Funnel, _ way: [String]
  ) -> [(at: Int64, wait: Int64?)?] {
    // Where it began, the step before, the step.
    var ends = Set(hits.indices.filter { fits(hits[$0], way[0]) }.map { [$0, $0, $0] })
    func first(hasBefore: Bool) -> (at: Int64, wait: Int64?)? {
      guard let place = ends.map({ $0[2] }).min(),
        // Of several ways there the one that began last, and of these the one that went on last.
        let way = ends.filter({ $0[2] == place }).max(by: { $0.lexicographicallyPrecedes($1) })
      else { return nil }
      return (hits[place].at, hasBefore ? hits[place].at - hits[way[1]].at : nil)
    }
    var times = [first(hasBefore: false)]
    for step in way.dropFirst() {
      var next: Set<[Int]> = []
      for end in ends {
        for index in hits.indices where index > end[2] && fits(hits[index], step) {
          let between = hits[(end[2] + 1)..<index].contains(where: \.isPage)
          if funnel.order == .strict, between { continue }
          if let within = funnel.within, hits[index].at - hits[end[0]].at > Int64(within) {
            continue
          }
          next.insert([end[0], end[2], index])
        }
      }
      ends = next
      times.append(first(hasBefore: true))
    }
    return times
  }

  /// `reached people persons median` of each step.
  private static func reference(
    _ visits: MarkedVisits, owners: [Int: Int], _ funnel: Site.Funnel, _ way: [String]
  ) -> [String] {
    struct Unit {
      var whose: Int
      var isPerson: Bool
      var hits: [Hit]
    }
    var units: [Unit] = []
    for visit in visits.visits {
      let whose = owners[visit.visitor] ?? visit.visitor
      if funnel.within != nil, let place = units.firstIndex(where: { $0.whose == whose }) {
        units[place].hits += visit.hits
      } else {
        units.append(
          Unit(whose: whose, isPerson: owners[visit.visitor] != nil, hits: visit.hits))
      }
    }
    let walked = units.map { unit in
      (unit: unit, times: walk(unit.hits.sorted { $0.at < $1.at }, funnel, way))
    }
    return way.indices.map { step in
      let there = walked.filter { $0.times[step] != nil }
      let people = Set(there.map(\.unit.whose))
      let persons = Set(there.filter(\.unit.isPerson).map(\.unit.whose))
      let waits = there.compactMap { $0.times[step]?.wait }.map(Double.init).sorted()
      let middle = waits.isEmpty ? nil : (waits[(waits.count - 1) / 2] + waits[waits.count / 2]) / 2
      let reached = funnel.within == nil ? there.count : people.count
      return "\(reached) \(people.count) \(persons.count) \(middle.map { "\($0)" } ?? "-")"
    }
  }

  @Test(
    "tell what trying every way tells: in visits and over them, with detours and without",
    arguments: 1...4)
  func law(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    let hits = MarkedVisits.random(visitors: 7, hits: 22, paths: Self.paths, using: &random)
    let visits = MarkedVisits(hits)
    var site = Site.test()
    site.botSigns = []
    site.funnels = Self.funnels()
    var stage = try await LoadingStage([site])
    try await stage.load(hits.map(\.logged))
    try await stage.warehouse.declareDefinitions(of: [site])
    // Two browsers of one person, and one of another.
    let owners = [1: 101, 2: 101, 3: 103]
    let admin = try await TestDatabase.required.connect(as: "postgres")
    for (visitor, person) in owners {
      try await admin.query(
        """
        INSERT INTO footfall_store.visitor_owner
        SELECT s.visitor, s.first_at, s.last_at + interval '30 minutes', s.site, $1, s.first_at
        FROM footfall_store.session s
        WHERE s.visitor = (SELECT min(e.visitor) FROM footfall_store.event e
          WHERE e.at = to_timestamp($2))
        """, name: "own",
        [.int8(Int64(person)), .float8(Double(hits.first { $0.visitor == visitor }?.at ?? 0))])
    }
    // All of it, and a period whose last visits go on after its end.
    let starts = visits.visits.map(\.start)
    let middle = try #require(visits.visits.first { $0.seconds > 0 && $0.start > starts[3] }).start
    for period in [Int64(0)..<2_000_000_000, starts[2]..<middle + 1] {
      let seen = MarkedVisits(of: visits.visits.filter { period.contains($0.start) })
      for (funnel, way) in zip(site.funnels, Self.ways.flatMap { way in (0..<6).map { _ in way } })
      {
        let rows = try await admin.query(
          """
          SELECT format('%s %s %s', coalesce(visits, people), people, persons) AS line,
            median_seconds
          FROM footfall.funnel('shop', $1, to_timestamp($2), to_timestamp($3), NULL)
          """, name: "funnel",
          [
            .text(funnel.name), .float8(Double(period.lowerBound)),
            .float8(Double(period.upperBound)),
          ])
        let found = try rows.map { row in
          let median = try row.get("median_seconds", as: Double?.self)
          return try row.get("line", as: String.self) + " " + (median.map { "\($0)" } ?? "-")
        }
        let wanted = Self.reference(seen, owners: owners, funnel, way)
        #expect(found == wanted, "\(funnel.name) \(period)")
      }
    }
    await admin.close()
    await stage.warehouse.close()
  }
}
