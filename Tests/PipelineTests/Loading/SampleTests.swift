import Clickstream
import Foundation
import Glibc
import Pipeline
import PostgreSQL
import Settings
import Support
import Testing

/// The sample of the project, loaded whole, against the truth that its generator wrote.
@Suite("The sample logs")
struct SampleTests {
  private struct Truth: Decodable {
    struct Access: Decodable {
      let lines_read: Int
      let events: Int
      let ignored: [String: Int]
      let rejects: [String: Int]
    }
    struct Events: Decodable {
      let total: Int
      let by_kind: [String: Int]
      let by_audience: [String: Int]
      let with_cookie: Int
      let with_user: Int
      let bytes: Int
      let by_status: [String: Int]
      let by_day: [Counts]
    }
    struct Counts: Decodable {
      let values: [String: String]

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        values = try container.decode([String: Scalar].self).mapValues(\.text)
      }
    }
    struct Scalar: Decodable {
      let text: String

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try (try? container.decode(String.self)) ?? String(container.decode(Int.self))
      }
    }
    struct Sessions: Decodable {
      let total: Int
      let by_audience: [String: Int]
      let visits: Int
      let visitors: Int
      let visitors_by_audience: [String: Int]
      let visitors_with_visit: Int
      let visits_by_day: [Counts]
      let top_pages: [Counts]
    }
    struct Forms: Decodable {
      let lines_read: Int
      let contacts: Int
      let by_form: [String: Int]
      let rejects: [String: Int]
    }
    struct Mail: Decodable {
      let messages_read: Int
      let contacts: Int
      let duplicates: Int
      let rejects: [String: Int]
    }
    struct Contacts: Decodable {
      let total: Int
      let by_channel: [String: Int]
      let by_direction: [String: Int]
      let by_topic: [String: Int]
      let without_address: Int
      let persons: Int
      let last_contact: [Counts]
    }
    struct Ledgers: Decodable {
      let rows: [String: Int]
      let rejects: [String: Int]
      let persons: Int
      let lifecycle: [String: Int]
      let revenue_pence: Int
      let cost_pence: Int
      let `repeat`: [String: Int]
      let season_tickets_running: Int
      let renewals_due: Int
      let next_actions_due: Int
    }
    let access: Access
    let events: Events
    let sessions: Sessions
    let bot_agents: [String]
    let forms: Forms
    let mail: Mail
    let contacts: Contacts
    let ledgers: Ledgers
    let persons: [Counts]
  }

  private struct Asked {
    let connection: Connection

    /// Rows of a table, each a text of all its columns in the order of their names.
    func rows(_ sql: String) async throws -> [String] {
      let table = try await connection.query(
        "SELECT to_jsonb(t)::text AS row FROM (\(sql)) AS t", name: sql)
      return try table.map { try $0.get("row") }
    }

    /// Counts by a name.
    func counts(_ expression: String, _ from: String) async throws -> [String: Int] {
      let table = try await connection.query(
        "SELECT \(expression)::text AS name, count(*) AS n FROM \(from) GROUP BY 1",
        name: "\(expression) \(from)")
      var counts: [String: Int] = [:]
      for row in table { counts[try row.get("name")] = try row.get("n", as: Int.self) }
      return counts
    }

    func number(_ sql: String) async throws -> Int {
      let table = try await connection.query("SELECT (\(sql))::bigint AS n", name: sql)
      return try table.first?.get("n", as: Int.self) ?? -1
    }
  }

  /// Some days after the sample ends.
  private static let now = Instant(seconds: 1_795_000_000)
  private static let folder = packageFolder.appending(path: "SampleLogs")

  private static func nonzero(_ counts: [String: Int]) -> [String: Int] {
    counts.filter { $0.value != 0 }
  }

  private static func texts(_ counts: [Truth.Counts], _ names: String...) -> [String] {
    counts.map { row in names.map { row.values[$0] ?? "" }.joined(separator: " | ") }
  }

  @Test("the database holds exactly what the manifest tells, also after a second load")
  func manifest() async throws {
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: Self.folder.appending(path: "manifest.json")))
    let settings = try String(
      contentsOf: Self.folder.appending(path: "footfall.yaml"), encoding: .utf8)
    let inputs = ["access", "forms", "mail", "ledgers"].map { Self.folder.appending(path: $0).path }
    try await LoadingDatabase.with { database in
      let summary = try await database.ingest(
        inputs[0], inputs[1], inputs[2], inputs[3], settings: settings,
        now: Instant(seconds: 1_795_000_000))
      #expect(summary.failures.isEmpty)
      try await database.expectBalance()
      let first = try await Contents(of: database)
      let connection = try await Connection.open(database.info)
      let asked = Asked(connection: connection)
      try await access(truth, asked)
      try await sessions(truth.sessions, asked)
      try await contacts(truth, asked)
      try await ledgers(truth.ledgers, asked)
      try await persons(truth.persons, asked)
      let recount = try await Recount.compare(connection)
      #expect(recount == (0, 0, truth.sessions.total))
      await connection.close()

      try await database.ingest(
        inputs[0], inputs[1], inputs[2], inputs[3], settings: settings,
        now: Instant(seconds: 1_795_000_000))
      #expect(try await Contents(of: database).differences(from: first) == [])
    }
  }

  @Test(
    "neither the order in which the files come nor a kill makes a difference", .database,
    arguments: [1, 2] as [UInt64])
  func order(seed: UInt64) async throws {
    let settings = try String(
      contentsOf: Self.folder.appending(path: "footfall.yaml"), encoding: .utf8)
    var inputs = ["mail", "mail/Maildir"].map { Self.folder.appending(path: $0).path }
    for folder in ["access", "forms", "ledgers"].map({ Self.folder.appending(path: $0) }) {
      inputs += try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
        folder.appending(path: $0).path
      }
    }
    inputs.sort()
    let spring: Int64 = 1_775_000_000
    let clean = try await LoadingDatabase.with { database in
      try await database.setSalts(of: settings, from: spring)
      for path in inputs { try await database.ingest(path, settings: settings, now: Self.now) }
      return try await Contents(of: database, .apartFromStreams)
    }
    try await LoadingDatabase.with { database in
      try await database.setSalts(of: settings, from: spring)
      var random = SplitMix64(seed: seed)
      inputs.shuffle(using: &random)
      for path in inputs {
        if Int.random(in: 0..<4, using: &random) == 0 {
          try await kill(
            database, path, settings, after: .random(in: 20_000...500_000, using: &random))
        }
        let summary = try await database.ingest(path, settings: settings, now: Self.now)
        #expect(summary.failures.isEmpty)
      }
      try await database.expectBalance()
      let contents = try await Contents(of: database, .apartFromStreams)
      let differences = contents.differences(from: clean)
      #expect(differences == [], "\(inputs)")
    }
  }

  /// Loads a file in a process of its own that is killed after a time, in microseconds, or at its end.
  private func kill(
    _ database: LoadingDatabase, _ path: String, _ settings: String, after delay: UInt32
  ) async throws {
    let url = database.info.description
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        url = url as String, path = path as String, settings = settings as String,
        delay = delay as UInt32
      ] in
      SuddenEnd.after(microseconds: delay)
      let database = LoadingDatabase(info: try ConnectionInfo(url: url))
      _ = try await database.ingest(
        path, settings: settings, batches: .tiny, now: Instant(seconds: 1_795_000_000))
      SuddenEnd.now()
    }
  }

  /// Every person, with number, orders and consent.
  private func persons(_ truth: [Truth.Counts], _ asked: Asked) async throws {
    let found = try await asked.connection.query(
      """
      SELECT concat_ws(' | ', coalesce(address, name), coalesce(customer_number, ''), orders,
        (100 * spent)::bigint,
        CASE WHEN opt_in THEN 'yes' WHEN NOT opt_in THEN 'no' ELSE '' END) AS row
      FROM footfall.person ORDER BY coalesce(address, name) COLLATE "C"
      """, name: "persons")
    #expect(
      try found.map { try $0.get("row", as: String.self) }
        == Self.texts(truth, "person", "customer", "orders", "spent_pence", "news"))
  }

  private func access(_ truth: Truth, _ asked: Asked) async throws {
    let log = "kind = 'access_log'"
    let read = try await asked.number(
      "SELECT sum(read) FROM footfall.source_status WHERE \(log)")
    #expect(read == truth.access.lines_read)
    #expect(
      try await asked.number("SELECT sum(ignored) FROM footfall.source_status WHERE \(log)")
        == truth.access.ignored.values.reduce(0, +))
    #expect(
      try await asked.counts("reason", "footfall.rejected_record WHERE stream_kind = 'access_log'")
        == Self.nonzero(truth.access.rejects))
    let events = truth.events
    #expect(try await asked.number("SELECT count(*) FROM footfall.event") == events.total)
    let kinds = try await asked.counts("kind", "footfall.event")
    #expect(kinds == Self.nonzero(events.by_kind))
    #expect(try await asked.counts("audience", "footfall.event") == events.by_audience)
    #expect(
      try await asked.counts("status", "footfall.event") == events.by_status)
    #expect(
      try await asked.number("SELECT count(cookie) FROM footfall.event") == events.with_cookie)
    #expect(try await asked.number("SELECT count(login) FROM footfall.event") == events.with_user)
    #expect(try await asked.number("SELECT sum(bytes) FROM footfall.event") == events.bytes)
    let days = try await asked.connection.query(
      """
      SELECT concat_ws(' | ', (at AT TIME ZONE 'Europe/London')::date, count(*),
        count(*) FILTER (WHERE kind = 'page'), count(*) FILTER (WHERE kind = 'error'),
        count(*) FILTER (WHERE kind = 'machine')) AS day
      FROM footfall.event GROUP BY (at AT TIME ZONE 'Europe/London')::date
      ORDER BY (at AT TIME ZONE 'Europe/London')::date
      """, name: "days")
    let found = try days.map { try $0.get("day", as: String.self) }
    #expect(
      found
        == Self.texts(events.by_day, "day", "total", "page", "error", "machine"))
    let bots = try await asked.counts("agent", "footfall.event WHERE audience = 'bot'")
    // The log's sign for no agent is not one, and a mail address is masked before it is stored.
    #expect(
      Set(bots.keys)
        == Set(
          truth.bot_agents.map {
            $0 == "-" ? "" : $0.replacing(/[^\s;()]+@[^\s;()]+/, with: "[mail]")
          }))
  }

  private func sessions(_ truth: Truth.Sessions, _ asked: Asked) async throws {
    #expect(try await asked.number("SELECT count(*) FROM footfall.session") == truth.total)
    #expect(try await asked.counts("audience", "footfall.session") == truth.by_audience)
    #expect(
      try await asked.number("SELECT count(*) FROM footfall.session WHERE is_visit")
        == truth.visits)
    #expect(try await asked.number("SELECT count(*) FROM footfall.visitor") == truth.visitors)
    #expect(
      try await asked.counts("audience", "footfall.visitor") == truth.visitors_by_audience)
    #expect(
      try await asked.number("SELECT count(*) FROM footfall.visitor WHERE visits > 0")
        == truth.visitors_with_visit)
    let days = try await asked.counts(
      "(started_at AT TIME ZONE 'Europe/London')::date", "footfall.session WHERE is_visit")
    #expect(
      days.sorted { $0.key < $1.key }.map { "\($0.key) | \($0.value)" }
        == Self.texts(truth.visits_by_day, "day", "visits").filter { !$0.hasSuffix("| 0") })
    let pages = try await asked.connection.query(
      """
      SELECT concat_ws(' | ', page, count(*)) AS row
      FROM (
        SELECT DISTINCT e.page, s.visitor, s.started_at
        FROM footfall.session s
        JOIN footfall.event e ON e.visitor = s.visitor AND e.at BETWEEN s.started_at AND s.ended_at
        WHERE s.is_visit AND e.kind = 'page') AS seen
      GROUP BY page ORDER BY count(*) DESC, page COLLATE "C" LIMIT 10
      """, name: "pages")
    #expect(
      try pages.map { try $0.get("row", as: String.self) }
        == Self.texts(truth.top_pages, "page", "visits"))
  }

  private func contacts(_ truth: Truth, _ asked: Asked) async throws {
    let contacts = truth.contacts
    #expect(try await asked.number("SELECT count(*) FROM footfall.contact") == contacts.total)
    #expect(try await asked.counts("channel", "footfall.contact") == contacts.by_channel)
    #expect(try await asked.counts("direction", "footfall.contact") == contacts.by_direction)
    #expect(
      try await asked.counts("topic", "footfall.contact") == Self.nonzero(contacts.by_topic))
    #expect(
      try await asked.counts("form", "footfall.contact WHERE channel = 'form'")
        == truth.forms.by_form)
    #expect(
      try await asked.number("SELECT count(*) FROM footfall.contact WHERE person IS NULL")
        == contacts.without_address)
    #expect(
      try await asked.number("SELECT count(*) FROM footfall.person WHERE contacts > 0")
        == contacts.persons)
    for (kind, rejects) in [("form", truth.forms.rejects), ("mail", truth.mail.rejects)] {
      #expect(
        try await asked.counts("reason", "footfall.rejected_record WHERE stream_kind = '\(kind)'")
          == rejects)
    }
    let last = try await asked.connection.query(
      """
      SELECT concat_ws(' | ', address,
        to_char(last_contact_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        last_channel, last_direction, last_topic, last_subject) AS row
      FROM footfall.person WHERE contacts > 0 ORDER BY address COLLATE "C"
      """, name: "last contacts")
    #expect(
      try last.map { try $0.get("row", as: String.self) }
        == Self.texts(
          contacts.last_contact, "person", "at", "channel", "direction", "topic", "subject"))
  }

  /// What holds at the end of the last day of the sample.
  private func ledgers(_ truth: Truth.Ledgers, _ asked: Asked) async throws {
    for (table, rows) in truth.rows {
      #expect(try await asked.number("SELECT count(*) FROM footfall.\(table)") == rows, "\(table)")
    }
    #expect(
      try await asked.counts("reason", "footfall.rejected_record WHERE stream_kind = 'ledger'")
        == truth.rejects)
    #expect(try await asked.number("SELECT count(*) FROM footfall.person") == truth.persons)
    #expect(
      try await asked.number("SELECT 100 * sum(amount) FROM footfall.customer_order")
        == truth.revenue_pence)
    #expect(
      try await asked.number("SELECT 100 * sum(amount) FROM footfall.cost") == truth.cost_pence)
    let end = "timestamptz '2026-11-13T00:00:00Z'"
    let running = "footfall.subscription WHERE coalesce(ended > '2026-11-12', true)"
    #expect(
      try await asked.counts(
        """
        footfall.lifecycle(p.orders, p.last_order_at,
          EXISTS (SELECT FROM \(running) AND person = p.person), \(end))
        """, "footfall.person p") == truth.lifecycle)
    #expect(
      try await asked.number("SELECT count(*) FROM \(running)") == truth.season_tickets_running)
    #expect(
      try await asked.number(
        "SELECT count(*) FROM \(running) AND renews_on > '2026-11-12' AND renews_on <= '2027-02-10'"
      ) == truth.renewals_due)
    #expect(
      try await asked.number(
        "SELECT count(*) FROM footfall.activity WHERE next_at > '2026-11-12'")
        == truth.next_actions_due)
    let buyer = """
      SELECT person, min(at) AS first_at, count(*) AS orders, (array_agg(at ORDER BY at))[2] AS next_at,
        count(*) FILTER (WHERE at >= \(end) - interval '12 months') AS lately
      FROM footfall.customer_order GROUP BY person
      """
    for (name, condition) in [
      ("buyers", "true"), ("twice_in_the_year", "lately > 1"), ("bought_before", "orders > 1"),
      ("again_within_a_year_of_the_first", "next_at < first_at + interval '12 months'"),
    ] {
      #expect(
        try await asked.number(
          "SELECT count(*) FROM (\(buyer)) b WHERE lately > 0 AND \(condition)")
          == truth.repeat[name], "\(name)")
    }
  }
}
