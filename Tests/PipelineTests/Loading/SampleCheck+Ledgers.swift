import PostgreSQL
import Testing

extension SampleCheck {
  /// What holds at the end of the last day of the sample.
  func ledgers() async throws {
    let truth = truth.ledgers
    for (table, rows) in truth.rows {
      #expect(try await number("SELECT count(*) FROM footfall.\(table)") == rows, "\(table)")
    }
    #expect(
      try await counts("reason", "footfall.rejected_record WHERE stream_kind = 'ledger'")
        == truth.rejects)
    #expect(try await number("SELECT count(*) FROM footfall.person") == truth.persons)
    #expect(
      try await number("SELECT 100 * sum(amount) FROM footfall.benefit") == truth.benefit_pence)
    #expect(try await counts("status", "footfall.order_status") == truth.order_states)
    let outcome = """
      CASE WHEN delivered_at IS NULL THEN 'under way' WHEN delivered_at > due_at THEN 'late'
        ELSE 'in time' END
      """
    #expect(try await counts(outcome, "footfall.shipment") == truth.shipments)
    #expect(try await counts("tone", "footfall.mention") == truth.mentions)
    #expect(
      try await counts(
        "v.number", "footfall.vendor v JOIN footfall.product p ON p.vendor = v.number")
        == truth.books_by_vendor)
    #expect(
      try await number(
        "SELECT count(*) FROM footfall.order_as_of('larkspur', NULL) WHERE cancelled_at IS NOT NULL"
      )
        == truth.cancelled)
    #expect(
      try await number("SELECT 100 * sum(amount) FROM footfall.sale")
        == truth.revenue_pence)
    #expect(
      try await number("SELECT 100 * sum(amount) FROM footfall.cost") == truth.cost_pence)
    let end = "timestamptz '2026-11-13T00:00:00Z'"
    let running = "footfall.subscription WHERE coalesce(ended > '2026-11-12', true)"
    #expect(
      try await counts(
        """
        footfall.lifecycle(p.orders, p.last_order_at,
          EXISTS (SELECT FROM \(running) AND person = p.person), \(end))
        """, "footfall.person p") == truth.lifecycle)
    #expect(
      try await number("SELECT count(*) FROM \(running)") == truth.season_tickets_running)
    #expect(
      try await number(
        "SELECT count(*) FROM \(running) AND renews_on > '2026-11-12' AND renews_on <= '2027-02-10'"
      ) == truth.renewals_due)
    #expect(
      try await number(
        "SELECT count(*) FROM footfall.activity WHERE next_at > '2026-11-12'")
        == truth.next_actions_due)
    let buyer = """
      SELECT person, min(at) AS first_at, count(*) AS orders, (array_agg(at ORDER BY at))[2] AS next_at,
        count(*) FILTER (WHERE at >= \(end) - interval '12 months') AS lately
      FROM footfall.sale GROUP BY person
      """
    for (name, condition) in [
      ("buyers", "true"), ("twice_in_the_year", "lately > 1"), ("bought_before", "orders > 1"),
      ("again_within_a_year_of_the_first", "next_at < first_at + interval '12 months'"),
    ] {
      #expect(
        try await number(
          "SELECT count(*) FROM (\(buyer)) b WHERE lately > 0 AND \(condition)")
          == truth.repeat[name], "\(name)")
    }
  }
}
