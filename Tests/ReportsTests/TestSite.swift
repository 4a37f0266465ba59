import Clickstream
import Foundation
import PostgreSQL
import Reports
import Support
import Testing
import Warehouse

extension TestDatabase.Template {
  /// A database with the schema and nothing in it.
  static let migrated = TestDatabase.Template("reports") { info in
    let connection = try await Connection.open(info)
    try await Migrator(connection, library: StatementLibrary()).migrate()
    await connection.close()
  }
}

/// A site whose records are written by hand.
struct TestSite {
  /// One page view; a new visit begins where `visit` changes.
  struct Hit {
    var visitor: Int64
    var at: Instant
    var path = "/"
    var referrer: String?
    var agent = "Firefox"
    var isBot = false
    var status = 200
  }

  struct Message {
    var at: Instant
    var address: String
    var name = ""
    var topic = "enquiry"
    var subject = "A question"
    var isInbound = true
  }

  let site: Site

  init(
    _ name: String = "larkspur", zone: String = "Europe/London",
    hosts: [String] = ["www.larkspur.example"]
  ) throws {
    site = Site(
      name: name, title: "Larkspur & Books", hosts: hosts, zone: try Zone(named: zone),
      currency: "GBP", language: "en", profile: .footfall, ownNetworks: [], ownAddresses: [],
      saltPeriod: .month, quietHour: 4)
  }

  init(_ site: Site) { self.site = site }

  /// Local time of the site, as an instant.
  func at(_ day: String, _ hour: Int, _ minute: Int = 0) throws -> Instant {
    let day = try #require(Day(day))
    return site.zone.start(of: day).advanced(bySeconds: Int64(hour * 3_600 + minute * 60))
  }

  /// As the nightly does.
  private static let rollUp = """
    SELECT footfall_store.roll_up(site, min(day), max(day))
    FROM (
      SELECT s.site, (s.first_at AT TIME ZONE z.zone)::date AS day
      FROM footfall_store.session s JOIN footfall_store.site z ON z.id = s.site
    ) d
    GROUP BY site
    """

  /// Stores hits and messages; hits of one visitor within half an hour are one session.
  func store(_ hits: [Hit], _ messages: [Message] = []) async throws {
    let connection = try await TestDatabase.required.connect()
    let ids = Identifiers(site: site.name)
    try await connection.query(
      """
      INSERT INTO footfall_store.site VALUES ($1, $2, $3, $4, $5, 'GBP', 'en', 'footfall')
      """, name: "site",
      [
        .int8(ids.site), .text(site.name), .text(site.title), .textArray(site.hosts),
        .text(site.zone.name),
      ])
    let months = Set(hits.map { Zone.utc.day(of: $0.at).firstOfMonth })
    for month in months {
      try await connection.query(
        "SELECT footfall_store.ensure_event_partition($1)", name: "partition",
        [.date(unixDays: month.number)])
    }
    for (position, hit) in hits.enumerated() {
      try await store(hit, position: Int64(position), ids, connection)
    }
    try await connection.execute(Self.sessions, name: "sessions")
    try await connection.execute(Self.rollUp, name: "roll up")
    for (position, message) in messages.enumerated() {
      try await store(message, position: Int64(position), ids, connection)
    }
    try await connection.query(
      """
      INSERT INTO footfall_store.stream
        (generation, site, kind, name, format, head, position, chain, first_loaded_at,
        last_loaded_at)
      VALUES ($1, $1, 'access_log', 'access.log', 'combined', 1, 100, 1, $2, $2)
      """, name: "stream",
      [.int8(ids.site), .timestamptz(unixMicroseconds: 1_790_000_000_000_000)])
    try await connection.query(
      "INSERT INTO footfall_store.stream_tally VALUES ($1, 'kept', '', $2)", name: "tally",
      [.int8(ids.site), .int8(Int64(hits.count + messages.count))])
    await connection.close()
  }

  private func store(
    _ hit: Hit, position: Int64, _ ids: Identifiers, _ connection: Connection
  ) async throws {
    let isMissing = (400..<500).contains(hit.status)
    let table = isMissing ? "missing_page" : "page"
    let page = ids.of(table, hit.path)
    try await connection.query(
      "INSERT INTO footfall_store.\(table) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
      name: table, [.int8(page), .int8(ids.site), .text(hit.path)])
    let agent = ids.of("agent", hit.agent)
    try await connection.query(
      """
      INSERT INTO footfall_store.agent (id, text, bot, class, reason, operator, browser, system, device)
      VALUES ($1, $2::text, $3::text, CASE WHEN $3::text IS NULL THEN 0 ELSE 4 END,
        coalesce($3::text, 'browser'), $3::text, $2::text, $2::text, 1)
      ON CONFLICT DO NOTHING
      """,
      name: "agent",
      [.int8(agent), .text(hit.agent), .optional(hit.isBot ? hit.agent : nil) { .text($0) }])
    let referrer = hit.referrer.map { ids.of("referrer", $0) }
    if let referrer, let url = hit.referrer {
      let host = url.hasPrefix("http") ? URL(string: url)?.host() : nil
      try await connection.query(
        "INSERT INTO footfall_store.referrer VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        name: "referrer",
        [.int8(referrer), .text(url), .optional(host) { .text($0) }])
      let isSearch = host?.contains("search") == true
      try await connection.query(
        """
        INSERT INTO footfall_store.visit_source
          (site, referrer, query, channel, name, campaign, is_spam, rules)
        VALUES ($1, $2, 0, $3, $4::text, $5::text, false, 0) ON CONFLICT DO NOTHING
        """,
        name: "visit_source",
        [
          .int8(ids.site), .int8(referrer), .int2(isSearch ? 12 : 18),
          .text(isSearch ? "Search" : host ?? url), .text(url),
        ])
    }
    try await connection.query(
      """
      INSERT INTO footfall_store.event
        (visitor, at, generation, position, site, agent, page, referrer, bytes, kind, audience,
        status, method)
      VALUES ($1, $2, $3, $4, $3, $5, $6, $7, 1000, $8, $9, $10, 'GET')
      """, name: "event",
      [
        .int8(hit.visitor), .timestamptz(unixMicroseconds: hit.at.microseconds), .int8(ids.site),
        .int8(position), .int8(agent), .int8(page), .optional(referrer) { .int8($0) },
        .int2(hit.status >= 400 ? 5 : hit.path.hasSuffix(".pdf") ? 2 : 1), .int2(hit.isBot ? 1 : 0),
        .int2(Int16(hit.status)),
      ])
  }

  private func store(
    _ message: Message, position: Int64, _ ids: Identifiers, _ connection: Connection
  ) async throws {
    let person = ids.of("person", message.address)
    try await connection.query(
      "INSERT INTO footfall_store.person VALUES ($1, $2) ON CONFLICT DO NOTHING", name: "person",
      [.int8(person), .text(message.address)])
    try await connection.query(
      """
      INSERT INTO footfall_store.contact VALUES
        ($1, $2, $3, $4, 9, $5, $6, 2, $7, 'a rule', $8, $9, 'Dear all', '', '', $3)
      """, name: "contact",
      [
        .int8(ids.of("contact", "\(position)")), .int8(ids.site), .int8(person),
        .timestamptz(unixMicroseconds: message.at.microseconds), .int8(position),
        .int2(message.isInbound ? 1 : 2), .text(message.topic), .text(message.name),
        .text(message.subject),
      ])
  }

  /// Sessions by the rule of half an hour, from the events of the database.
  private static let sessions = """
    DELETE FROM footfall_store.session;
    INSERT INTO footfall_store.session
    SELECT
      visitor, min(at), min(generation), (array_agg(position ORDER BY at, position))[1], max(at),
      min(generation), (array_agg(position ORDER BY at DESC, position DESC))[1], min(site),
      min(agent), sum(bytes),
      (array_agg(page ORDER BY at, position) FILTER (WHERE kind < 3))[1],
      (array_agg(referrer ORDER BY at, position) FILTER (WHERE kind = 1))[1],
      min(at), min(generation), 0,
      (array_agg(page ORDER BY at DESC, position DESC) FILTER (WHERE kind < 3))[1],
      max(at), min(generation), 0,
      count(*), count(*) FILTER (WHERE kind = 1), count(*) FILTER (WHERE kind = 2), 0,
      count(*) FILTER (WHERE kind = 5),
      max(audience), 0
    FROM (
      SELECT *, count(*) FILTER (WHERE opens) OVER (PARTITION BY visitor ORDER BY at, position)
        AS cut
      FROM (
        SELECT *, coalesce(at - lag(at) OVER (PARTITION BY visitor ORDER BY at, position)
          >= interval '30 minutes', true) AS opens
        FROM footfall_store.event
      ) AS gap
    ) AS hit
    GROUP BY visitor, cut
    """
}

/// Ids of texts, as good as keyed hashes for a test.
private struct Identifiers {
  let site: Int64

  init(site name: String) { site = Self.hash("site " + name) }

  func of(_ table: String, _ text: String) -> Int64 { Self.hash("\(site) \(table) \(text)") }

  private static func hash(_ text: String) -> Int64 {
    let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    return Int64(bitPattern: hash)
  }
}
