import PostgreSQL
import Testing

extension LoadingDatabase {
  /// For every stream: read = kept + counted + ignored + rejected + undone, and what is kept and rejected is
  /// there; and the days of all sessions are marked.
  func expectBalance(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let connection = try await Connection.open(info)
    let rows = try await connection.query(
      """
      SELECT s.generation
      FROM footfall.source_status s
      WHERE read <> kept + counted + ignored + rejected + erased + undone + expired
        OR s.kind <> 'ledger' AND kept <> (SELECT count(*) FROM footfall_store.event e WHERE e.generation = s.generation)
          + (SELECT count(*) FROM footfall_store.contact c WHERE c.generation = s.generation)
        OR rejected <> (
          SELECT count(*) FROM footfall_store.rejected_record r
          WHERE r.generation = s.generation)
        OR least(kept, counted, ignored, rejected, erased, undone, expired) < 0
        OR (state = 'undone' AND kept + counted + ignored + rejected > 0)
      """, name: "balance")
    #expect(rows.isEmpty, "a stream is out of balance", sourceLocation: sourceLocation)
    let unmarked = try await connection.query(
      """
      SELECT s.visitor
      FROM footfall_store.session s
      JOIN footfall_store.site i ON i.id = s.site
      CROSS JOIN generate_series(
        (s.first_at AT TIME ZONE i.zone)::date::timestamp,
        (s.last_at AT TIME ZONE i.zone)::date::timestamp, interval '1 day') AS d (day)
      WHERE NOT EXISTS (
        SELECT FROM footfall_store.dirty_day m WHERE m.site = s.site AND m.day = d.day::date)
      AND NOT EXISTS (
        SELECT FROM footfall_store.visit_day v
        WHERE v.site = s.site AND v.day = (s.first_at AT TIME ZONE i.zone)::date)
      """, name: "unmarked days")
    #expect(
      unmarked.isEmpty, "a day is neither marked nor rolled up", sourceLocation: sourceLocation)
    await connection.close()
  }
}
