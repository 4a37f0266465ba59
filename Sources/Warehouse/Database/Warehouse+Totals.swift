import PostgreSQL

extension Warehouse {
  /// What the database holds.
  package struct Totals: Sendable, Equatable, Codable {
    package var sessions: Int64
    /// Sessions of persons with a page view or a download.
    package var visits: Int64
    /// Visitors with a visit.
    package var visitors: Int64
    /// Persons with a contact.
    package var persons: Int64
    package var contacts: Int64
    /// Lines (messages, for mail) that were ever read, by what became of them.
    package var outcomes: [Outcome]

    /// Lines with one outcome: `kept counted ignored rejected erased undone expired`.
    package struct Outcome: Sendable, Equatable, Codable {
      package var name: String
      package var reason: String
      package var lines: Int64
    }

    /// Lines read: the sum of all outcomes.
    package var read: Int64 { outcomes.reduce(0) { $0 + $1.lines } }
  }

  /// Tells the planner of tables that changed much.
  package func analyzeChanged() async throws { try await run("analyze_changed") }

  package func totals() async throws -> Totals {
    let outcomes = try await run("balance").map { row in
      Totals.Outcome(
        name: try row.get("outcome"), reason: try row.get("reason"), lines: try row.get("lines"))
    }
    guard let row = try await run("count_all").first else {
      return Totals(
        sessions: 0, visits: 0, visitors: 0, persons: 0, contacts: 0, outcomes: outcomes)
    }
    return Totals(
      sessions: try row.get("sessions"), visits: try row.get("visits"),
      visitors: try row.get("visitors"), persons: try row.get("persons"),
      contacts: try row.get("contacts"), outcomes: outcomes)
  }
}
