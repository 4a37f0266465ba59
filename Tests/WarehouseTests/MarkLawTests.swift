import Clickstream
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Marks of visits", .database(from: .migrated))
struct MarkLawTests {
  private static let paths = [
    "/", "/a", "/a/1", "/a/2", "/b_c", "/bxc", "/f/x.pdf", "/f/y.pdf", "/s.css",
  ]

  private static func goal(_ name: String, _ change: (inout Site.Goal) -> Void) -> Site.Goal {
    var goal = Site.Goal()
    goal.name = name
    goal.title = name
    change(&goal)
    return goal
  }

  private static func segment(
    _ name: String, _ change: (inout Site.Conditions) -> Void
  ) -> Site.Segment {
    var segment = Site.Segment()
    (segment.name, segment.title) = (name, name)
    var conditions = Site.Conditions()
    change(&conditions)
    segment.all = [conditions]
    return segment
  }

  private static let site: Site = {
    var site = Site.test()
    site.botSigns = []
    site.goals = [
      goal("once") { $0.deed.page = ["/a/*"] },
      goal("every") {
        $0.deed.page = ["/a*", "/"]
        $0.every = true
      },
      // In LIKE an underscore would be any character.
      goal("literal") { $0.deed.page = ["/b_c"] },
      goal("file") { $0.deed.download = ["*.pdf"] },
      goal("files") {
        $0.deed.download = ["/f/*"]
        $0.every = true
      },
      goal("written") { $0.deed.page = ["/%61/1/index.html"] },
      goal("long") { $0.deed.duration = 220 },
      goal("deep") { $0.deed.pages = 3 },
    ]
    site.segments = [
      segment("deep") { $0.pages = 3 },
      segment("long") { $0.duration = 220 },
      segment("entered") { $0.entry = ["/a*"] },
      segment("saw") {
        $0.page = ["/a//1/", "/b_c"]
        $0.pages = 2
      },
      segment("again") { $0.returning = true },
      segment("new") { $0.returning = false },
      segment("tuesday") { $0.weekday = [.tue] },
      segment("evening") { $0.hour = [18, 19, 20, 21] },
      segment("reached") { $0.goal = ["once", "file"] },
      segment("browser") {
        $0.browser = ["fire*"]
        $0.device = ["desktop"]
        $0.channel = ["direct"]
        $0.system = ["linux"]
      },
      segment("unknown") { $0.known = true },
      segment("elsewhere") { $0.country = ["gb"] },
    ]
    return site
  }()

  /// What is to be marked, line by line.
  private func wanted(_ visits: MarkedVisits) -> Set<String> {
    var lines: Set<String> = []
    for visit in visits.visits {
      func reach(_ goal: String, _ times: [Int64]) {
        for (number, at) in times.enumerated() {
          lines.insert("\(goal) \(visit.start) \(number + 1) \(at)")
        }
      }
      let views = visit.views
      let inA = views.filter { $0.path == "/a" || $0.path.hasPrefix("/a/") }.map(\.at)
      let files = visit.hits.filter(\.isDownload).map(\.at)
      reach("once", Array(inA.prefix(1)))
      reach("every", views.filter { $0.path.hasPrefix("/a") || $0.path == "/" }.map(\.at))
      reach("literal", Array(views.filter { $0.path == "/b_c" }.map(\.at).prefix(1)))
      reach("file", Array(files.prefix(1)))
      // Each file once a visit, however many requests there were.
      let each = visit.hits.filter(\.isDownload).reduce(into: [MarkedVisits.Hit]()) { each, hit in
        if !each.contains(where: { $0.path == hit.path }) { each.append(hit) }
      }
      reach("files", each.map(\.at))
      reach("written", Array(views.filter { $0.path == "/a/1" }.map(\.at).prefix(1)))
      reach("long", visit.seconds >= 220 ? [visit.start + 220] : [])
      reach("deep", views.count >= 3 ? [views[2].at] : [])
      let entry = visit.hits.first { $0.isPage || $0.isDownload }?.path ?? ""
      let isAgain = visits.visits.contains {
        $0.visitor == visit.visitor && $0.start < visit.start
      }
      let day = (visit.start / 86_400 + 3) % 7
      let hour = visit.start / 3_600 % 24
      let belongs = [
        "deep": views.count >= 3, "long": visit.seconds >= 220,
        "entered": entry.hasPrefix("/a"),
        "saw": views.count >= 2 && views.contains { $0.path == "/a/1" || $0.path == "/b_c" },
        "again": isAgain, "new": !isAgain, "tuesday": day == 1, "evening": (18...21).contains(hour),
        "reached": !inA.isEmpty || !files.isEmpty, "browser": true,
      ]
      for (name, holds) in belongs where holds { lines.insert("in \(name) \(visit.start)") }
    }
    return lines
  }

  private func marked() async throws -> Set<String> {
    let connection = try await TestDatabase.required.connect(as: "postgres")
    let rows = try await connection.query(
      """
      SELECT format('%s %s %s %s', goal, extract(epoch FROM first_at)::bigint, number,
        extract(epoch FROM at)::bigint) AS line
      FROM footfall_store.conversion
      UNION ALL
      SELECT format('in %s %s', segment, extract(epoch FROM started_at)::bigint)
      FROM footfall.visit_segment
      """, name: "marks")
    await connection.close()
    return Set(try rows.map { try $0.get("line", as: String.self) })
  }

  private func nightly(_ warehouse: Warehouse, _ site: Site = Self.site) async throws {
    try await warehouse.declareDefinitions(of: [site])
    try await warehouse.markSegmentsBeyond(of: [site])
    try await warehouse.rollUpDays()
  }

  @Test("are those of the reference, however the lines arrive", arguments: 1...4)
  func law(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    let hits = MarkedVisits.random(visitors: 6, hits: 25, paths: Self.paths, using: &random)
    let wanted = wanted(MarkedVisits(hits))
    var stage = try await LoadingStage([Self.site])
    var rest = hits.shuffled(using: &random)
    while !rest.isEmpty {
      let count = min(rest.count, Int.random(in: 1...60, using: &random))
      try await stage.load(rest.prefix(count).map(\.logged))
      rest.removeFirst(count)
      if Bool.random(using: &random) { try await nightly(stage.warehouse) }
    }
    try await nightly(stage.warehouse)
    let plain = wanted.filter { !$0.hasPrefix("in browser") }
    let first = try await marked()
    #expect(first.subtracting(plain) == [] && plain.subtracting(first) == [])
    // Rules tell anew what the agent is: no line came, and yet all visits are marked again.
    let admin = try await TestDatabase.required.connect(as: "postgres")
    try await admin.execute(
      "UPDATE footfall_store.agent SET browser = 'Firefox', system = 'Linux', device = 1",
      name: "agents")
    await admin.close()
    try await stage.warehouse.run("mark_all_days")
    try await nightly(stage.warehouse)
    let found = try await marked()
    #expect(found.subtracting(wanted) == [] && wanted.subtracting(found) == [])
    #expect(wanted.contains { $0.hasPrefix("in saw") } && wanted.contains { $0.hasPrefix("file") })
    let again = try await stage.warehouse.rollUpDays()
    #expect(again == 0)
    let columns = try await stage.warehouse.connection.query(
      """
      SELECT count(*) AS different FROM footfall.session s WHERE segments IS DISTINCT FROM ARRAY(
        SELECT g.segment FROM footfall.visit_segment g WHERE g.visitor = s.visitor
          AND g.started_at = s.started_at ORDER BY g.segment)
      """, name: "columns")
    #expect(try columns.first?.get("different", as: Int64.self) == 0)
    await stage.warehouse.close()
  }

  @Test("follow what is declared: others take their place, and nothing leaves none")
  func changes() async throws {
    var random = SplitMix64(seed: 9)
    let hits = MarkedVisits.random(visitors: 3, hits: 12, paths: Self.paths, using: &random)
    var stage = try await LoadingStage([Self.site])
    try await stage.load(hits.map(\.logged))
    var site = Self.site
    site.goals = [site.goals[0]]
    site.segments = [site.segments[4]]
    for site in [Self.site, site] { try await nightly(stage.warehouse, site) }
    let wanted = wanted(MarkedVisits(hits)).filter {
      $0.hasPrefix("once ") || $0.hasPrefix("in again ")
    }
    let found = try await marked()
    #expect(found == wanted)
    try await nightly(stage.warehouse, Site.test())
    let none = try await marked()
    #expect(none == [])
    await stage.warehouse.close()
  }
}
