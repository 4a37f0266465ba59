import Clickstream
import Enrichment
import Foundation
import Pipeline
import PostgreSQL
import Sessions
import Settings
import Support
import Testing
import Warehouse

@Suite("Telling what is stored anew by better rules")
struct ReclassifyTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Nobody is a bot, and no search engine is known.
  private static let old = """
    browsers: [mozilla/]
    rules:
      - {name: Nothing, class: crawler, agents: [no agent says this]}
    """
  private static let better = """
    browsers: [mozilla/]
    rules:
      - {name: Googlebot, class: crawler, operator: Google, agents: [googlebot]}
      - {name: iPhone, class: monitor, agents: [iphone]}
    """
  private static let oldSources = "referral: [{name: A search, hosts: [google.com]}]\n"

  private func settings(_ agents: String, _ sources: String?, signs: String) throws -> String {
    let file = try scratch.write(Array(agents.utf8), as: "agents-\(agents.utf8.count).yaml")
    let lists = try sources.map { try scratch.write(Array($0.utf8), as: "sources.yaml") }
    return """
      agents: \(file)
      \(lists.map { "sources: \($0)" } ?? "")
      sites:
        - {name: shop, title: Shop, zone: Europe/London, bot_signs: \(signs)}
      """
  }

  private func rules(_ settings: String) throws -> RuleBook {
    let shipped = try LoadingDatabase.rules.get()
    return RuleBook(
      topics: shipped.topics, visitors: try .load(try LoadingDatabase.configuration(settings)))
  }

  private func load(
    _ path: String, _ settings: String, into database: LoadingDatabase
  ) async throws {
    let (library, info) = (try LoadingDatabase.library.get(), database.info)
    let ingestion = try Ingestion(
      configuration: try LoadingDatabase.configuration(settings), rules: try rules(settings),
      hostlessSite: nil, now: LoadingDatabase.now
    ) { try await Warehouse.open(info, role: .ingest, statements: library) }
    _ = try await ingestion.run(paths: [path])
  }

  private func reclassify(
    _ settings: String, applies: Bool = true, in database: LoadingDatabase
  ) async throws -> Reclassified {
    let warehouse = try await Warehouse.open(
      database.info, role: .ingest, statements: try LoadingDatabase.library.get())
    let found = try await warehouse.reclassify(
      try LoadingDatabase.configuration(settings), by: try rules(settings), applies: applies)
    await warehouse.close()
    return found
  }

  private func olderRules(
    than settings: String, in database: LoadingDatabase
  ) async throws -> OlderRules? {
    let warehouse = try await Warehouse.open(
      database.info, role: .report, statements: try LoadingDatabase.library.get())
    let found = try await warehouse.olderRules(
      than: try rules(settings).visitors, sites: try LoadingDatabase.configuration(settings).sites)
    await warehouse.close()
    return found
  }

  private static let tables = [
    "SELECT * FROM footfall_store.agent", "SELECT * FROM footfall_store.visit_source",
    "SELECT * FROM footfall_store.session",
    "SELECT visitor, at, position, kind, audience FROM footfall_store.event",
    "SELECT * FROM footfall_store.query",
  ]

  private func contents(of database: LoadingDatabase) async throws -> [[String]] {
    var result: [[String]] = []
    for table in Self.tables {
      result.append(try await database.texts("SELECT t::text FROM (\(table)) t ORDER BY 1"))
    }
    return result
  }

  @Test(
    "gives what loading by the better rules gives; looking alone changes nothing",
    arguments: UInt64(1)...3)
  func law(seed: UInt64) async throws {
    var writer = LogWriter(seed: seed)
    let path = try scratch.write(writer.lines(600).file(), as: "access.log")
    let old = try settings(Self.old, Self.oldSources, signs: "[]")
    let better = try settings(
      Self.better, nil, signs: "[robots, probing, many_pages, no_assets, hammering]")
    let clean = try await LoadingDatabase.with { database in
      try await load(path, better, into: database)
      return try await contents(of: database)
    }
    try await LoadingDatabase.with { database in
      try await load(path, old, into: database)
      let before = try await contents(of: database)
      #expect(before != clean)
      let current = try await olderRules(than: old, in: database)
      #expect(current == nil)
      let older = try await olderRules(than: better, in: database)
      #expect(older?.agents == 4 && older.map { $0.sources > 0 } == true)
      #expect(older?.sites == ["shop"])
      let plan = try await reclassify(better, applies: false, in: database)
      let looked = try await contents(of: database)
      #expect(looked == before)
      let done = try await reclassify(better, in: database)
      #expect(done == plan)
      let told = done.judgements.map { "\($0.oldSign ?? "person") \($0.newSign ?? "person")" }
      #expect(told.contains { $0.hasPrefix("person ") }, "\(told)")
      #expect(done.agents.map(\.newReason).contains("iPhone"))
      #expect(done.sources.contains { $0.newName == "Google" && $0.oldName == "A search" })
      let after = try await contents(of: database)
      for (found, wanted) in zip(after, clean) { #expect(found == wanted) }
      let outdated = try await olderRules(than: better, in: database)
      #expect(outdated == nil)
      let again = try await reclassify(better, in: database)
      #expect(again.isEmpty)
    }
  }

  private static let counters = """
    UPDATE footfall_store.event SET kind = 11
    WHERE kind = 5 AND status BETWEEN 400 AND 499
      AND page IN (SELECT id FROM footfall_store.missing_page WHERE path LIKE '/wp-content/%');
    UPDATE footfall_store.event e SET kind = 1
    FROM footfall_store.page p
    WHERE p.id = e.page AND e.status = 200 AND p.path IN ('/wp-login.php', '/.env')
      AND e.method = 'GET';
    UPDATE footfall_store.site SET told_kinds = 0;
    """

  @Test("hits that an older version told are told anew, and the sessions follow")
  func hits() async throws {
    let settings = try settings(Self.better, nil, signs: "[probing, hammering]")
      .replacing("zone: Europe/London", with: "zone: Europe/London, hosts: [shop.example]")
    func line(_ second: Int, _ address: Int, _ request: String, _ status: Int, _ from: String)
      -> String
    {
      let time = "01/Apr/2025:10:0\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60) +0000"
      return
        #"198.51.100.\#(address) - - [\#(time)] "\#(request) HTTP/1.1" \#(status) 9 "\#(from)" "#
        + #""Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0""#
    }
    let own = "https://www.shop.example/"
    var lines = [
      line(0, 1, "GET /", 200, "-"), line(1, 1, "GET /wp-content/a.css", 404, own),
      line(2, 1, "GET /wp-content/b.js", 404, own),
      line(3, 2, "GET /", 200, "-"), line(4, 2, "GET /wp-content/a.css", 404, "-"),
      line(5, 2, "GET /wp-content/b.js", 404, "https://other.example/"),
      line(6, 3, "GET /.env", 200, "-"), line(7, 3, "GET /.git/config", 200, "-"),
    ]
    for index in 0..<5 {
      lines.append(line(10 + 2 * index, 4, "GET /wp-login.php", 200, "-"))
      lines.append(line(11 + 2 * index, 4, "POST /wp-login.php", 200, "-"))
    }
    let path = try scratch.write(lines.map { $0 + "\n" }.joined().utf8, as: "access.log")
    try await LoadingDatabase.with { database in
      try await load(path, settings, into: database)
      let clean = try await contents(of: database)
      let truth = try await database.texts(
        """
        SELECT coalesce(behaviour, 'person') || ' ' || is_visit
        FROM footfall.session ORDER BY started_at
        """)
      #expect(truth == ["person true", "probing false", "probing false", "hammering false"])
      try await database.execute(Self.counters)
      let older = try await olderRules(than: settings, in: database)
      #expect(older?.sites == ["shop"])
      let found = try await reclassify(settings, in: database)
      #expect(found.oldProbes == 2 && found.newProbes == 1 && found.recastPaths == 1)
      let after = try await contents(of: database)
      for (found, wanted) in zip(after, clean) { #expect(found == wanted) }
      let outdated = try await olderRules(than: settings, in: database)
      #expect(outdated == nil)
      let checks = try await database.verify()
      let isClean = checks.allSatisfy { $0.isClean }
      #expect(isClean)
    }
  }

  @Test("signs that changed since are no fault of the database, and are told")
  func changedSigns() async throws {
    var writer = LogWriter(seed: 7)
    let path = try scratch.write(writer.lines(400).file(), as: "access.log")
    let (old, new) = (
      try settings(Self.better, nil, signs: "[]"),
      try settings(Self.better, nil, signs: "[probing]")
    )
    let more = try scratch.write(writer.lines(300).file(), as: "more.log")
    try await LoadingDatabase.with { database in
      try await load(path, old, into: database)
      try await load(more, new, into: database)
      let checks = try await database.verify()
      for check in checks { #expect(check.isClean, "\(check)") }
      #expect(checks[2].notes.count == 1)
      let older = try await olderRules(than: new, in: database)
      #expect(older?.sites == ["shop"])
      _ = try await reclassify(new, in: database)
      let outdated = try await olderRules(than: new, in: database)
      let told = try await database.verify()
      #expect(outdated == nil && told.allSatisfy { $0.isClean && $0.notes.isEmpty })
    }
  }

  @Test("classes, devices, signs and channels are called alike in the program and in views")
  func names() async throws {
    try await LoadingDatabase.with { database in
      func names(_ function: String, _ numbers: ClosedRange<Int>) async throws -> [String] {
        try await database.texts(
          """
          SELECT footfall.\(function)(n::smallint)
          FROM generate_series(\(numbers.lowerBound), \(numbers.upperBound)) n ORDER BY n
          """)
      }
      let classes = try await names("agent_class_name", 0...12)
      #expect(classes == AgentClass.allCases.map(\.name))
      let devices = try await names("device_name", 1...7)
      #expect(devices == DeviceKind.allCases.dropFirst().map(\.name))
      let signs = try await names("behaviour_name", 1...5)
      #expect(signs == Behaviour.allCases.map(\.name))
      let channels = try await names("channel_name", 1...19)
      #expect(channels == Channel.allCases.map(\.title))
    }
  }

  @Test("what the program and the database take for a sign is the same", arguments: UInt64(1)...3)
  func signs(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    try await LoadingDatabase.with { database in
      let connection = try await Connection.open(database.info)
      for _ in 0..<200 {
        let edge: [Int32] = [0, 1, 2, 4, 5, 9, 10, 29, 30, 31, 40, 41, 160, 161, 199, 200]
        var counts = (0..<7).map { _ in edge.randomElement(using: &random) ?? 0 }
        if Bool.random(using: &random) { counts[4] = 0 }
        let chosen = Behaviour.allCases.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
        var session = Session(
          SessionHit(
            visitor: 1, moment: Moment(at: LoadingDatabase.now, generation: 1, position: 1),
            site: 1, agent: 1, audience: .person, kind: .other, page: 0, referrer: 0, bytes: 0))
        session.pages = counts[0]
        session.downloads = counts[1]
        session.errors = counts[2]
        session.probes = counts[3]
        session.assets = counts[4]
        session.robots = counts[5]
        session.submissions = counts[6]
        if Bool.random(using: &random) {
          (session.pages, session.downloads, session.assets) = (0, 0, 0)
          (counts[0], counts[1], counts[4]) = (0, 0, 0)
        }
        let row = try await connection.query(
          "SELECT footfall_store.behaviour_sign($1, $2, $3, $4, $5, $6, $7, $8) AS sign",
          name: "sign",
          [
            .int2Array(chosen.map(\.rawValue)), .int4(counts[0]), .int4(counts[1]),
            .int4(counts[6]), .int4(counts[2]), .int4(counts[4]), .int4(counts[5]),
            .int4(counts[3]),
          ]
        ).first
        let told = try row?.get("sign", as: Int16?.self)
        #expect(told ?? nil == BehaviourRule(chosen).sign(of: session)?.rawValue, "\(counts)")
      }
      await connection.close()
    }
  }
}
