package import Clickstream
import PostgreSQL

extension Warehouse {
  /// Declares the goals, funnels and segments of sites as the configuration has them now; sites of
  /// which nothing was loaded yet are passed over.
  ///
  /// Where they are others than before all days of the site are marked as changed: rolling them up
  /// marks their visits, too.
  package func declareDefinitions(of sites: [Site]) async throws {
    for site in sites {
      let definitions = VisitDefinitions(site)
      let fingerprint = definitions.fingerprint
      try await connection.transaction { _ in
        try await run("lock_definitions")
        guard let row = try await run("read_definitions", [.text(site.name)]).first,
          try row.get("definitions", as: Int64.self) != fingerprint
        else { return }
        let id = Parameter.int8(try row.get("id"))
        try await run("forget_definitions", [id])
        try await run("put_goals", [id] + definitions.goals)
        try await run("put_funnels", [id] + definitions.funnels)
        try await run("put_funnel_steps", [id] + definitions.steps)
        try await run("put_segments", [id] + definitions.segments)
        try await run("put_segment_conditions", [id] + definitions.conditions)
        try await run("note_definitions", [id, .int8(fingerprint)])
      }
    }
  }

  /// Marks anew which visits belong to segments that depend on more than the visit itself.
  ///
  /// They depend on other visits, persons, lists and messages. Safe to repeat.
  /// All else is marked where the days that changed are rolled up; so are the days that change here.
  ///
  /// - Returns: how many marks changed.
  @discardableResult
  package func markSegmentsBeyond(of sites: [Site]) async throws -> Int64 {
    var changes: Int64 = 0
    for site in sites {
      guard let row = try await run("read_definitions", [.text(site.name)]).first,
        try row.get("looks_beyond")
      else { continue }
      let id = Parameter.int8(try row.get("id"))
      changes += try await run("mark_segments_beyond", [id]).first?.get("changes") ?? 0
    }
    return changes
  }
}
