import Clickstream
import Enrichment
import PostgreSQL
import Sessions
import Settings
import Support
import Testing
import Warehouse

@Suite("Sessions in the database")
struct SessionLawTests {
  @Test(
    "a recount in SQL with every rule equals the sessions, row for row",
    arguments: UInt64(1)...6)
  func recount(seed: UInt64) async throws {
    var writer = LogWriter(seed: seed)
    let scratch = try Scratch()
    var lines = writer.lines(1_500)
    if seed % 2 == 0 {
      var random = SplitMix64(seed: seed)
      lines.shuffle(using: &random)
    }
    let path = try scratch.write(lines.file(), as: "access.log")
    try await LoadingDatabase.with { database in
      try await database.ingest(path, batches: .tiny)
      let connection = try await Connection.open(database.info)
      let (surplus, missing, stored) = try await Recount.compare(connection)
      await connection.close()
      #expect(stored > 20)
      #expect(surplus == 0)
      #expect(missing == 0)
    }
  }

  @Test(
    "three writers that share their visitors write the sessions that the reference gives at once",
    arguments: UInt64(1)...4)
  func threeWriters(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var writer = LogWriter(seed: seed)
    var hands: [[String]] = [[], [], []]
    for line in writer.lines(900, visitors: 4, noise: false) {
      hands[Int.random(in: 0..<3, using: &random)].append(line)
    }
    let scratch = try Scratch()
    let paths = try hands.enumerated().map { index, lines in
      try scratch.write(lines.file(), as: "node-\(index).log")
    }
    try await LoadingDatabase.with { database in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for path in paths {
          group.addTask { try await database.ingest(path, batches: .tiny) }
        }
        try await group.waitForAll()
      }
      let connection = try await Connection.open(database.info)
      let stored = try await Self.stored(connection)
      let wanted = try await Self.reference(connection, zone: Zone(named: "Europe/London"))
      let recount = try await Recount.compare(connection)
      await connection.close()
      #expect(stored == wanted)
      #expect(recount.surplus == 0 && recount.missing == 0)
    }
  }

  /// Two writers of one chain are held where both have read and neither has written: without the
  /// lane they do not see each other.
  @Test("what the lane keeps right goes wrong without it", arguments: [true, false])
  func lane(takesLane: Bool) async throws {
    try await LoadingDatabase.with { database in
      let gate = try await Connection.open(database.info)
      let watcher = try await Connection.open(database.info)
      let start = LogWriter.start
      try await gate.execute(
        "BEGIN; LOCK TABLE footfall_store.session IN SHARE MODE", name: "close the gate")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<2 {
          let hits = (0..<3).map { start.advanced(bySeconds: Int64($0 * 1_000 + writer * 300)) }
          group.addTask {
            try await Self.write(hits, generation: Int64(writer + 1), takesLane, database)
          }
        }
        var waiting = 0
        while waiting < 2 {
          let rows = try await watcher.query(
            """
            SELECT count(*) AS n FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """, name: "count the waiting")
          waiting = try rows.first?.get("n") ?? 0
        }
        try await gate.execute("COMMIT", name: "open the gate")
        try await group.waitForAll()
      }
      let stored = try await Self.stored(watcher)
      let wanted = try await Self.reference(watcher, zone: Zone(named: "Europe/London"))
      #expect(wanted.count == 1)
      #expect((stored == wanted) == takesLane)
      await gate.close()
      await watcher.close()
    }
  }

  /// Loads hits of one visitor as a stream of their own.
  private static func write(
    _ hits: [Instant], generation: Int64, _ takesLane: Bool, _ database: LoadingDatabase
  ) async throws {
    let warehouse = try await Warehouse.open(
      database.info, role: .ingest, statements: try StatementLibrary())
    let ids = try #require(warehouse.ids)
    let site = try LoadingDatabase.configuration(LoadingDatabase.settings).sites[0]
    let directory = SiteDirectory([site], ids: ids, hostless: nil)
    let loader = StreamLoader(ids: ids, takesLane: takesLane)
    let origin = StreamMark(position: 0, chain: 0)
    _ = try await warehouse.create(
      Warehouse.NewStream(
        generation: generation, site: directory.entries[0].id, kind: .accessLog, name: "hits",
        format: "combined", head: generation, origin: origin, beginnings: []),
      now: LoadingDatabase.now)
    let row = try #require(try await warehouse.own(generation))
    var batch = StreamBatch(
      generation: generation, epoch: row.epoch, name: "hits", start: origin,
      end: StreamMark(position: Int64(hits.count), chain: 1))
    for (position, at) in hits.enumerated() {
      batch.content.events.append(
        Event(
          visitor: 7, at: at, generation: generation, position: Int64(position),
          site: directory.entries[0].id, kind: .asset, audience: .person, status: 200,
          method: .none))
    }
    _ = try await loader.load(batch, in: warehouse, now: LoadingDatabase.now)
    await warehouse.close()
  }

  /// What is stored of each session, as text.
  private static func stored(_ connection: Connection) async throws -> [String] {
    try await connection.query(
      """
      SELECT concat_ws(' ', visitor, (extract(epoch FROM first_at) * 1000000)::bigint,
        (extract(epoch FROM last_at) * 1000000)::bigint, hits, pages, bytes, opening) AS row
      FROM footfall_store.session ORDER BY visitor, first_at
      """, name: "read sessions"
    ).map { try $0.get("row") }
  }

  /// What the reference makes of all events, as the same text.
  private static func reference(_ connection: Connection, zone: Zone) async throws -> [String] {
    let rows = try await connection.query(
      """
      SELECT visitor, at, generation, position, site, agent, audience, kind, bytes
      FROM footfall_store.event ORDER BY visitor, at, generation, position
      """, name: "read events")
    let hits = try rows.map { row in
      SessionHit(
        visitor: try row.get("visitor"),
        moment: Moment(
          at: Instant(microseconds: try row.get("at", as: Timestamp.self).unixMicroseconds),
          generation: try row.get("generation"), position: try row.get("position")),
        site: try row.get("site"), agent: try row.get("agent"),
        audience: Audience(rawValue: try row.get("audience")) ?? .person,
        kind: EventKind(rawValue: try row.get("kind")) ?? .other, page: 0, referrer: 0,
        bytes: try row.get("bytes", as: Int64?.self) ?? -1)
    }
    let rule = SessionRule(zone: zone)
    let visitors = Dictionary(grouping: hits, by: \.visitor).sorted { $0.key < $1.key }
    return visitors.flatMap { rule.sessions(of: $0.value).map(text) }
  }

  private static func text(_ session: Session) -> String {
    let times = "\(session.first.at.microseconds) \(session.last.at.microseconds)"
    let counts = "\(session.hits) \(session.pages) \(session.bytes)"
    return "\(session.visitor) \(times) \(counts) \(session.opening.rawValue)"
  }
}
