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
    let found = try await warehouse.olderRules(than: try rules(settings).visitors)
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
      Self.better, nil, signs: "[robots, probing, many_pages, no_assets]")
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
      let plan = try await reclassify(better, applies: false, in: database)
      let looked = try await contents(of: database)
      #expect(looked == before)
      let done = try await reclassify(better, in: database)
      #expect(done == plan)
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
      let signs = try await names("behaviour_name", 1...4)
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
        let edge: [Int32] = [0, 1, 2, 9, 10, 29, 30, 31, 40, 41, 160, 161, 199, 200]
        var counts = (0..<6).map { _ in edge.randomElement(using: &random) ?? 0 }
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
        let row = try await connection.query(
          "SELECT footfall_store.behaviour_sign($1, $2, $3, $4, $5, $6, $7) AS sign",
          name: "sign",
          [
            .int2Array(chosen.map(\.rawValue)), .int4(counts[0]), .int4(counts[1]),
            .int4(counts[2]), .int4(counts[4]), .int4(counts[5]), .int4(counts[3]),
          ]
        ).first
        let told = try row?.get("sign", as: Int16?.self)
        #expect(told ?? nil == BehaviourRule(chosen).sign(of: session)?.rawValue, "\(counts)")
      }
      await connection.close()
    }
  }
}
