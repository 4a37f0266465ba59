import Clickstream
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

/// Whatever is loaded, taken back and loaded again, and whenever days are rolled up meanwhile: at the
/// end they are what one roll-up of what is stored gives.
@Suite("The law of rolled up days")
struct DayLawTests {
  private static let settings = LoadingDatabase.settings + "\n    link_browsing: always"
  private static let folded = [
    "visit_day", "visit_hour", "page_day", "referrer_day", "visitor_day", "visitor_return",
    "person_day", "person_return", "session_login", "known_visit",
  ]
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Logs of a spring: the same visitors come again after days, some of them logged in.
  private func logs(seed: UInt64) throws -> [String] {
    var random = SplitMix64(seed: seed)
    var writer = LogWriter(seed: seed)
    return try (0..<8).map { number in
      let start = LogWriter.start.advanced(
        bySeconds: Int64.random(in: 0...60, using: &random) * 86_400)
      let lines = writer.lines(120, from: start).map { line in
        guard line.hasPrefix("198.51.0.2 ") || line.hasPrefix("198.51.0.6 "),
          Int.random(in: 0..<3, using: &random) == 0
        else { return line }
        let login = line.hasPrefix("198.51.0.2 ") ? "alice" : "bob"
        return line.replacing(" - - [", with: " - \(login) [", maxReplacements: 1)
      }
      return try scratch.write(lines.file(), as: "\(number).log")
    }
  }

  private func contents(of database: LoadingDatabase) async throws -> [[String]] {
    var result: [[String]] = []
    for table in Self.folded {
      result.append(
        try await database.texts(
          "SELECT t::text FROM footfall_store.\(table) t ORDER BY 1"))
    }
    return result
  }

  private func load(
    _ paths: [String], into database: LoadingDatabase, settings: String = Self.settings,
    batches: BatchSize = .standard
  ) async throws {
    for path in paths {
      if path.hasSuffix(".csv") {
        _ = try await database.importing(path, settings: settings)
      } else {
        try await database.ingest(path, settings: settings, batches: batches, loadsUndone: true)
      }
    }
  }

  private func roll(_ database: LoadingDatabase) async throws {
    try await database.withWarehouse { warehouse in
      _ = try await warehouse.derivePersons(now: LoadingDatabase.now)
      try await warehouse.rollUpDays()
      let left = try await warehouse.rollUpDays()
      #expect(left == 0)
    }
  }

  private func customers() throws -> String {
    try scratch.write(
      ["number,login,email", "1,alice,alice@a.example", "2,bob,bob@b.example"].file(),
      as: "customers.csv")
  }

  @Test("rolled up at any time, in any order, they are what one roll-up gives", arguments: 1...4)
  func law(seed: UInt64) async throws {
    let (paths, list) = (try logs(seed: seed), try customers())
    var random = SplitMix64(seed: seed &+ 100)
    let clean = try await LoadingDatabase.with { database in
      try await load([list] + paths, into: database)
      try await roll(database)
      return try await contents(of: database)
    }
    #expect(clean.allSatisfy { !$0.isEmpty })
    try await LoadingDatabase.with { database in
      for path in ([list] + paths).shuffled(using: &random) {
        try await load([path], into: database, batches: .tiny)
        if Bool.random(using: &random) { try await roll(database) }
      }
      let undone = paths.shuffled(using: &random).prefix(2)
      for path in undone { try await database.undo(path) }
      try await roll(database)
      let without = try await contents(of: database)
      #expect(without != clean)
      let undoing = try await database.verify().last
      #expect(undoing?.isClean == true, "\(String(describing: undoing))")
      try await load(Array(undone), into: database)
      try await roll(database)
      let after = try await contents(of: database)
      for (found, wanted) in zip(after, clean) { #expect(found == wanted) }
      let check = try await database.verify().last
      #expect(check?.isClean == true && check?.examined ?? 0 > 5, "\(String(describing: check))")
    }
  }

  @Test("distinct visitors and persons of a thousand ranges are those that are counted one by one")
  func distinct() async throws {
    let (paths, list) = (try logs(seed: 9), try customers())
    try await LoadingDatabase.with { database in
      try await load([list] + paths, into: database)
      try await roll(database)
      let wrong = try await database.texts(
        """
        SELECT concat_ws(' ', r.since, r.before, r.visitors, n.visitors, r.persons, n.persons)
        FROM (
          SELECT d.since, d.before, footfall.visitors_of('shop', d.since, d.before) AS visitors,
            footfall.persons_of('shop', d.since, d.before) AS persons
          FROM (
            SELECT date '2025-03-25' + (hashint4(i) & 127) % 70 AS since,
              date '2025-03-25' + (hashint4(i) & 127) % 70 + (hashint4(-i) & 127) % 40 AS before
            FROM generate_series(1, 1000) AS i
          ) d
        ) r
        CROSS JOIN LATERAL (
          SELECT count(DISTINCT s.visitor) AS visitors, count(DISTINCT o.person) AS persons
          FROM footfall.session s
          LEFT JOIN footfall.person_visit o
            ON o.visitor = s.visitor AND o.started_at = s.started_at
          WHERE s.is_visit AND (s.started_at AT TIME ZONE 'Europe/London')::date >= r.since
            AND (s.started_at AT TIME ZONE 'Europe/London')::date < r.before
        ) n
        WHERE (r.visitors, r.persons) <> (n.visitors, n.persons)
        """)
      #expect(wrong == [])
      let most = try await database.texts(
        "SELECT footfall.visitors_of('shop', '2025-01-01', '2026-01-01')::text")
      #expect(Int(most[0]) ?? 0 > 5)
    }
  }

  @Test("pages of days are those of the page views")
  func pages() async throws {
    let paths = try logs(seed: 12)
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      try await roll(database)
      let wrong = try await database.texts(
        """
        WITH seen AS (
          SELECT (visit AT TIME ZONE 'Europe/London')::date AS day, page, count(*) AS views,
            count(DISTINCT (visitor, visit)) AS visits
          FROM footfall.page_view('shop', '2025-01-01', '2026-01-01')
          GROUP BY 1, 2
        ), stored AS (
          SELECT day, page, views, visits FROM footfall.page_day WHERE site = 'shop'
        )
        SELECT m::text FROM ((TABLE seen EXCEPT TABLE stored) UNION ALL
          (TABLE stored EXCEPT TABLE seen)) m
        """)
      #expect(wrong == [])
    }
  }

  /// Spans for which something tells otherwise than sessions, page views and owners.
  private static let wrongSpans = """
    WITH span AS (
      SELECT least(a.at, b.at) AS since, greatest(a.at, b.at) AS before
      FROM generate_series(1, 60) AS i
      CROSS JOIN LATERAL (
        SELECT timestamptz '2025-03-28' + (hashint4(i) & 1048575) * interval '6 seconds' AS at) a
      CROSS JOIN LATERAL (
        SELECT timestamptz '2025-03-28' + (hashint4(-i) & 1048575) * interval '6 seconds' AS at) b
      UNION ALL
      SELECT timestamptz '2025-03-29 00:00Z', timestamptz '2025-05-09 23:00Z'
    ), told AS (
      SELECT s.since, s.before,
        (SELECT concat_ws(' ', coalesce(sum(c.sessions), 0), coalesce(sum(c.hits), 0),
            coalesce(sum(c.pages) FILTER (WHERE c.is_visit), 0), coalesce(sum(c.sessions) FILTER (
              WHERE c.visitor_kind NOT IN ('People', 'Referrer spam', 'Staff')), 0))
          FROM footfall.visit_count('shop', s.since, s.before, NULL) c) AS sessions,
        (SELECT concat_ws(' ', coalesce(sum(c.views), 0), coalesce(sum(c.visits), 0),
            count(DISTINCT c.page))
          FROM footfall.page_count('shop', s.since, s.before, NULL) c) AS pages,
        concat_ws(' ', footfall.visitor_count('shop', s.since, s.before, NULL, false),
          footfall.visitor_count('shop', s.since, s.before, NULL, true)) AS visitors,
        (SELECT count(*) || ' ' || count(DISTINCT k.person)
          FROM footfall.known_visit('shop', s.since, s.before) k) AS known,
        (SELECT concat_ws(' ', x.first_at, x.last_at)
          FROM footfall.extent_of('shop', s.before) x) AS extent
      FROM span s
    ), counted AS (
      SELECT s.since, s.before,
        (SELECT concat_ws(' ', count(*), coalesce(sum(n.hits), 0),
            coalesce(sum(n.pages) FILTER (WHERE n.is_visit), 0),
            count(*) FILTER (WHERE n.audience = 'bot'))
          FROM footfall.session n
          WHERE n.started_at >= s.since AND n.started_at < s.before) AS sessions,
        (SELECT concat_ws(' ', count(*), count(DISTINCT (v.visitor, v.visit, v.page)),
            count(DISTINCT v.page))
          FROM footfall.page_view('shop', s.since, s.before) v) AS pages,
        (SELECT concat_ws(' ', count(DISTINCT n.visitor), count(DISTINCT (n.visitor,
            (n.started_at AT TIME ZONE 'Europe/London')::date)))
          FROM footfall.session n
          WHERE n.is_visit AND n.started_at >= s.since AND n.started_at < s.before) AS visitors,
        (SELECT count(*) || ' ' || count(DISTINCT k.person)
          FROM footfall.person_visit k
          WHERE k.is_visit AND k.from_at >= s.since AND k.from_at < s.before) AS known,
        (SELECT concat_ws(' ', min(n.started_at), least(max(n.ended_at), s.before))
          FROM footfall.session n WHERE n.started_at < s.before HAVING count(*) > 0) AS extent
      FROM span s
    )
    SELECT t::text || ' ' || c::text
    FROM told t
    JOIN counted c ON c.since = t.since AND c.before = t.before
    WHERE (t.sessions, t.pages, t.visitors, t.known)
        IS DISTINCT FROM (c.sessions, c.pages, c.visitors, c.known)
      OR c.extent IS NOT NULL AND t.extent <> c.extent
    """

  @Test("what any span is asked for is what its sessions give, rolled up or not")
  func spans() async throws {
    let (paths, list) = (try logs(seed: 21), try customers())
    try await LoadingDatabase.with { database in
      try await load([list] + paths.dropLast(2), into: database)
      try await roll(database)
      let rolled = try await database.texts(Self.wrongSpans)
      #expect(rolled == [])
      try await load(Array(paths.suffix(2)), into: database)
      let changed = try await database.texts(Self.wrongSpans)
      #expect(changed == [])
      let left = try await database.texts("SELECT count(*)::text FROM footfall_store.dirty_day")
      #expect(left != ["0"])
      try await roll(database)
      let again = try await database.texts(Self.wrongSpans)
      #expect(again == [])
    }
  }

  @Test("a zone that changes moves the days; an erased person is in none of them")
  func moved() async throws {
    let (paths, list) = (try logs(seed: 5), try customers())
    try await LoadingDatabase.with { database in
      try await load([list] + paths, into: database)
      try await roll(database)
      let london = try await contents(of: database)
      let far = Self.settings.replacing("Europe/London", with: "Asia/Kolkata")
      try await load([list], into: database, settings: far)
      try await roll(database)
      let kolkata = try await contents(of: database)
      #expect(london[1] != kolkata[1])
      let check = try await database.verify().last
      #expect(check?.isClean == true, "\(String(describing: check))")
      try await database.withWarehouse { warehouse in
        let found = try await warehouse.persons(named: "alice", id: nil, site: "shop")
        let alice = try #require(found.first)
        _ = try await warehouse.erasePerson(alice, now: LoadingDatabase.now)
      }
      let left = try await database.texts(
        "SELECT DISTINCT person::text FROM footfall_store.person_day")
      #expect(left.count == 1)
      try await roll(database)
      let after = try await database.verify()
      for check in after { #expect(check.isClean, "\(check)") }
    }
  }

  @Test(
    "days that are not what they ought to be are found",
    arguments: [
      "UPDATE visit_day SET pages = pages + 1", "DELETE FROM visit_hour", "DELETE FROM page_day",
      "DELETE FROM referrer_day",
      "DELETE FROM visitor_day WHERE day = (SELECT min(day) FROM visitor_day)",
      "UPDATE visitor_day SET previous_day = '-infinity'", "DELETE FROM visitor_return",
      "UPDATE person_return SET persons = persons + 1",
      "INSERT INTO person_day (site, person, day) SELECT site, 1, day FROM visit_day LIMIT 1",
      "DELETE FROM session_login", "UPDATE known_visit SET person = 1",
    ])
  func damage(script: String) async throws {
    let (paths, list) = (try logs(seed: 3), try customers())
    try await LoadingDatabase.with { database in
      try await load([list] + paths, into: database)
      try await roll(database)
      try await database.execute("SET search_path = footfall_store; \(script)")
      let check = try await database.verify().last
      #expect(check?.isClean == false)
    }
  }
}
