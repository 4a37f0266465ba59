import PostgreSQL
import Testing

extension SampleCheck {
  func access() async throws {
    let log = "kind = 'access_log'"
    let read = try await number(
      "SELECT sum(read) FROM footfall.source_status WHERE \(log)")
    #expect(read == truth.access.lines_read)
    #expect(
      try await number("SELECT sum(ignored) FROM footfall.source_status WHERE \(log)")
        == truth.access.ignored.values.reduce(0, +))
    #expect(
      try await counts("reason", "footfall.rejected_record WHERE stream_kind = 'access_log'")
        == truth.access.rejects.nonzero)
    let events = truth.events
    #expect(try await number("SELECT count(*) FROM footfall.event") == events.total)
    let kinds = try await counts("kind", "footfall.event")
    #expect(kinds == events.by_kind.nonzero)
    #expect(try await counts("audience", "footfall.event") == events.by_audience)
    #expect(
      try await counts("status", "footfall.event") == events.by_status)
    #expect(
      try await number("SELECT count(cookie) FROM footfall.event") == events.with_cookie)
    #expect(try await number("SELECT count(login) FROM footfall.event") == events.with_user)
    #expect(try await number("SELECT sum(bytes) FROM footfall.event") == events.bytes)
    let days = try await connection.query(
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
        == events.by_day.texts("day", "total", "page", "error", "machine"))
    let bots = try await counts("agent", "footfall.event WHERE audience = 'bot'")
    // The log's sign for no agent is not one, and a mail address is masked before it is stored.
    #expect(
      Set(bots.keys)
        == Set(
          truth.bot_agents.map {
            $0 == "-" ? "" : $0.replacing(/[^\s;()]+@[^\s;()]+/, with: "[mail]")
          }))
  }

  func sessions() async throws {
    let truth = truth.sessions
    #expect(try await number("SELECT count(*) FROM footfall.session") == truth.total)
    #expect(try await counts("audience", "footfall.session") == truth.by_audience)
    #expect(
      try await number("SELECT count(*) FROM footfall.session WHERE is_visit")
        == truth.visits)
    #expect(try await number("SELECT count(*) FROM footfall.visitor") == truth.visitors)
    #expect(
      try await counts("audience", "footfall.visitor") == truth.visitors_by_audience)
    #expect(
      try await number("SELECT count(*) FROM footfall.visitor WHERE visits > 0")
        == truth.visitors_with_visit)
    let days = try await counts(
      "(started_at AT TIME ZONE 'Europe/London')::date", "footfall.session WHERE is_visit")
    #expect(
      days.sorted { $0.key < $1.key }.map { "\($0.key) | \($0.value)" }
        == truth.visits_by_day.texts("day", "visits").filter { !$0.hasSuffix("| 0") })
    let pages = try await connection.query(
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
        == truth.top_pages.texts("page", "visits"))
  }
}
