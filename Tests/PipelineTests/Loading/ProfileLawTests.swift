import Clickstream
import Enrichment
import Pipeline
import PostgreSQL
import Sessions
import Settings
import Support
import Testing
import Warehouse

@Suite("Profiles in the database")
struct ProfileLawTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  static func settings(_ profile: Profile, zone: String = "Europe/London") -> String {
    """
    sites:
      - {name: shop, title: Shop, zone: \(zone), profile: \(profile)}
    """
  }

  /// Lines of people who come by campaigns now and then.
  static func lines(_ count: Int, seed: UInt64, visitors: Int = 6) -> [String] {
    var writer = LogWriter(seed: seed)
    var random = SplitMix64(seed: seed &+ 77)
    return writer.lines(count, visitors: visitors).map { line in
      guard Int.random(in: 0..<6, using: &random) == 0 else { return line }
      let campaign = ["spring", "Spring", "autumn"].randomElement(using: &random) ?? ""
      return line.replacing("\"GET / HTTP", with: "\"GET /?utm_campaign=\(campaign) HTTP")
        .replacing("\"GET /tickets HTTP", with: "\"GET /tickets?mtm_campaign=\(campaign) HTTP")
    }
  }

  private static func sessions(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts("SELECT s::text FROM footfall_store.session s ORDER BY 1")
  }

  private func reclassify(
    _ settings: String, applies: Bool = true, in database: LoadingDatabase
  ) async throws -> Reclassified {
    let warehouse = try await Warehouse.open(
      database.info, role: .ingest, statements: try LoadingDatabase.library.get())
    let found = try await warehouse.reclassify(
      try LoadingDatabase.configuration(settings), by: try LoadingDatabase.rules.get(),
      applies: applies)
    await warehouse.close()
    return found
  }

  private func expectRecount(_ database: LoadingDatabase) async throws {
    let connection = try await Connection.open(database.info)
    let (surplus, missing, stored) = try await Recount.compare(connection)
    await connection.close()
    #expect(stored > 10)
    #expect(surplus == 0)
    #expect(missing == 0)
    let checks = try await database.verify()
    for check in checks { #expect(check.isClean, "\(check)") }
  }

  @Test(
    "lines in any order and any batches give the sessions that SQL makes of the events",
    arguments: Profile.allCases, UInt64(1)...4)
  func recount(profile: Profile, seed: UInt64) async throws {
    let ordered = Self.lines(900, seed: seed)
    var lines = ordered
    var random = SplitMix64(seed: seed)
    if seed % 2 == 0 { lines.shuffle(using: &random) }
    if seed % 4 == 1 {
      for index in lines.indices.dropFirst(30) where index % 3 == 0 {
        lines.swapAt(index, index - Int.random(in: 1...30, using: &random))
      }
    }
    let path = try scratch.write(lines.file(), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path, settings: Self.settings(profile), batches: .tiny)
      let stored = try await database.texts("SELECT profile FROM footfall.site")
      #expect(stored == ["\(profile)"])
      try await expectRecount(database)
      // What was cut by a campaign is cut in this profile alone.
      let openings = try await database.texts(
        "SELECT DISTINCT opened_by FROM footfall.session ORDER BY 1")
      let known: Set<String> =
        switch profile {
        case .footfall: ["midnight", "silence"]
        case .matomo: ["campaign", "midnight", "silence"]
        case .ga4, .plausible: ["silence"]
        }
      #expect(Set(openings).isSubset(of: known) && openings.contains("silence"))
      #expect(openings.contains("campaign") == (profile == .matomo))
    }
  }

  @Test("writers that share their visitors keep the law of Matomo", arguments: UInt64(1)...3)
  func threeWriters(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var hands: [[String]] = [[], [], []]
    for line in Self.lines(700, seed: seed, visitors: 4) {
      hands[Int.random(in: 0..<3, using: &random)].append(line)
    }
    let paths = try hands.enumerated().map { index, lines in
      try scratch.write(lines.file(), as: "node-\(index).log")
    }
    try await LoadingDatabase.with { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for path in paths {
          group.addTask {
            try await database.ingest(path, settings: Self.settings(.matomo), batches: .tiny)
          }
        }
        try await group.waitForAll()
      }
      try await expectRecount(database)
    }
  }

  @Test("a session of more than 10,000 actions is cut where Matomo cuts it")
  func limit() async throws {
    var lines: [String] = []
    for second in 0..<10_700 {
      let line = LogWriter.line(
        LogWriter.start.advanced(bySeconds: Int64(second)), second % 100 == 7 ? "/a.css" : "/")
      lines += second == 10_101 ? [line, line, line] : [line]
    }
    // Late ones, before and after the cut.
    let late = [lines.remove(at: 10_400), lines.remove(at: 5_000), lines.remove(at: 9_990)]
    let paths = [
      try scratch.write(lines.file(), as: "1.log"), try scratch.write(late.file(), as: "2.log"),
    ]
    try await LoadingDatabase.with { database in
      try await database.ingest(all: paths, settings: Self.settings(.matomo))
      let connection = try await Connection.open(database.info)
      let (surplus, missing, stored) = try await Recount.compare(connection)
      await connection.close()
      #expect(stored == 2)
      #expect(surplus == 0)
      #expect(missing == 0)
      let actions = try await database.texts(
        "SELECT actions::text FROM footfall.session ORDER BY started_at")
      #expect(actions.first == "10000")
    }
  }

  @Test(
    "a change of the profile waits for reclassify, which gives what loading afresh gives",
    arguments: [
      (.footfall, .matomo), (.matomo, .plausible), (.ga4, .footfall), (.plausible, .matomo),
    ] as [(Profile, Profile)])
  func change(old: Profile, new: Profile) async throws {
    let lines = Self.lines(900, seed: 9)
    let first = try scratch.write(Array(lines.prefix(500)).file(), as: "1.log")
    let second = try scratch.write(Array(lines.dropFirst(500)).file(), as: "2.log")
    func load(_ profiles: Profile...) async throws -> [String] {
      try await LoadingDatabase.with { database in
        try await database.ingest(first, settings: Self.settings(profiles[0]), batches: .tiny)
        try await database.ingest(
          second, settings: Self.settings(profiles.last ?? profiles[0]), batches: .tiny)
        return try await Self.sessions(database)
      }
    }
    let (asOld, asNew) = (try await load(old), try await load(new))
    let mixed = try await load(old, new)
    #expect(mixed == asOld)
    #expect(asOld != asNew)
    try await LoadingDatabase.with { database in
      try await database.ingest(first, settings: Self.settings(old), batches: .tiny)
      try await database.ingest(second, settings: Self.settings(old), batches: .tiny)
      let plan = try await reclassify(Self.settings(new), applies: false, in: database)
      let looked = try await Self.sessions(database)
      #expect(looked == asOld)
      let done = try await reclassify(Self.settings(new), in: database)
      #expect(done == plan)
      #expect(done.profiles.map(\.newProfile) == ["\(new)"])
      let after = try await Self.sessions(database)
      #expect(after == asNew)
      try await expectRecount(database)
      let again = try await reclassify(Self.settings(new), in: database)
      #expect(again.isEmpty)
    }
  }

  @Test("a loader that is at work when the profile changes goes on with the new one")
  func running() async throws {
    let lines = Self.lines(600, seed: 12)
    let half = try scratch.write(Array(lines.prefix(300)).file(), as: "1.log")
    let whole = try scratch.write(lines.file(), as: "1.log.whole")
    try await LoadingDatabase.with { database in
      try await database.ingest(half, settings: Self.settings(.footfall), batches: .tiny)
      let warehouse = try await Warehouse.open(
        database.info, role: .ingest, statements: try LoadingDatabase.library.get())
      let ids = try #require(warehouse.ids)
      let loader = StreamLoader(ids: ids)
      try await Self.load(1, into: loader, warehouse)
      _ = try await reclassify(Self.settings(.matomo), in: database)
      try await Self.load(2, into: loader, warehouse)
      await warehouse.close()
      try await database.ingest(whole, settings: Self.settings(.matomo), batches: .tiny)
      let connection = try await Connection.open(database.info)
      let (surplus, missing, _) = try await Recount.compare(connection)
      await connection.close()
      #expect(surplus == 0)
      #expect(missing == 0)
      let cut = try await database.texts(
        "SELECT count(*)::text FROM footfall.session WHERE visitor = 7")
      #expect(cut == ["2"])
    }
  }

  /// Two hits of one visitor, ten seconds before and after a midnight of London, one for each part.
  private static func load(
    _ part: Int64, into loader: StreamLoader, _ warehouse: Warehouse
  ) async throws {
    let zone = try Zone(named: "Europe/London")
    let midnight = zone.start(of: try #require(Day("2025-04-12")))
    let origin = StreamMark(position: 0, chain: 0)
    let ids = try #require(warehouse.ids)
    let site = ids.id(.site, text: "shop")
    _ = try await warehouse.create(
      Warehouse.NewStream(
        generation: part, site: site, kind: .accessLog, name: "hits \(part)", format: "combined",
        head: part, origin: origin, beginnings: []), now: LoadingDatabase.now)
    let row = try #require(try await warehouse.own(part))
    var batch = StreamBatch(
      generation: part, epoch: row.epoch, name: "hits", start: origin,
      end: StreamMark(position: 1, chain: 1))
    batch.content.events.append(
      Event(
        visitor: 7, at: midnight.advanced(bySeconds: part == 1 ? -10 : 10), generation: part,
        position: 0, site: site, kind: .asset, audience: .person, status: 200, method: .none))
    _ = try await loader.load(batch, in: warehouse, now: LoadingDatabase.now)
  }

  @Test("another zone of the site waits likewise where midnights cut, and is told")
  func zone() async throws {
    let path = try scratch.write(Self.lines(600, seed: 4).file(), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path, settings: Self.settings(.matomo), batches: .tiny)
      let other = Self.settings(.matomo, zone: "Asia/Tokyo")
      try await database.ingest(path, settings: other)
      try await expectRecount(database)
      let warehouse = try await Warehouse.open(
        database.info, role: .report, statements: try LoadingDatabase.library.get())
      let changes = try await warehouse.profileChanges(
        of: try LoadingDatabase.configuration(other).sites)
      await warehouse.close()
      #expect(changes.map(\.oldZone) == ["Europe/London"])
      #expect(changes.first?.sentence.contains("footfall reclassify") == true)
      let before = try await Self.sessions(database)
      _ = try await reclassify(other, in: database)
      let after = try await Self.sessions(database)
      #expect(before != after)
      try await expectRecount(database)
    }
  }

  @Test("undoing a file leaves what the profile makes of the others")
  func undo() async throws {
    let lines = Self.lines(600, seed: 3)
    let odd = lines.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    let even = lines.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    let paths = try [even, odd].enumerated().map { index, lines in
      try scratch.write(lines.file(), as: "\(index).log")
    }
    let settings = Self.settings(.matomo)
    let clean = try await LoadingDatabase.with { database in
      try await database.ingest(paths[0], settings: settings)
      return try await Self.sessions(database)
    }
    try await LoadingDatabase.with { database in
      try await database.ingest(all: paths, settings: settings, batches: .tiny)
      try await database.undo(paths[1])
      let stored = try await Self.sessions(database)
      #expect(stored == clean)
    }
  }

  @Test("what the program and the database measure is the same", arguments: UInt64(1)...2)
  func metrics(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    try await LoadingDatabase.with { database in
      let connection = try await Connection.open(database.info)
      for _ in 0..<100 {
        let visit = VisitMeasures(
          pages: Int32.random(in: 0...3, using: &random),
          downloads: Int32.random(in: 0...2, using: &random),
          submissions: Int32.random(in: 0...1, using: &random),
          span: [0, 1, 9_999_999, 10_000_000, 10_000_001, 600_000_000].randomElement(
            using: &random) ?? 0)
        for profile in Profile.allCases {
          let row = try await connection.query(
            """
            SELECT footfall.action_count($1, $2, $3, $4) AS actions,
              footfall.is_bounce($1, $2, $3, $4, $5::bigint / 1e6::double precision) AS is_bounce,
              round(1e6 * footfall.visit_seconds($1, $2, $3, $4,
                $5::bigint / 1e6::double precision))::bigint AS duration
            """, name: "measures",
            [
              .text(profile.rawValue), .int4(visit.pages), .int4(visit.downloads),
              .int4(visit.submissions), .int8(visit.span),
            ]
          ).first
          let actions: Int32? = try row?.get("actions")
          #expect(actions == profile.actions(visit), "\(profile) \(visit)")
          let isBounce: Bool? = try row?.get("is_bounce")
          #expect(isBounce == profile.isBounce(visit), "\(profile) \(visit)")
          let duration: Int64? = try row?.get("duration")
          #expect(duration == profile.duration(visit), "\(profile) \(visit)")
        }
      }
      await connection.close()
    }
  }
}
