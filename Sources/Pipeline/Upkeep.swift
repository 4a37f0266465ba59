import Clickstream
import PostgreSQL
import Warehouse

/// What is due each night besides loading: salts and bytes of rejects that are too old go (hits,
/// sessions and sums only by `footfall retention --apply`), who is who and which messages belong
/// together is derived from all that is stored, visits are marked with the goals that they reached and
/// the segments to which they belong, the days that changed are rolled up, and the planner is told.
enum Upkeep {
  /// What was learned of who is who, and what the database holds then.
  static func run(
    on info: ConnectionInfo, _ statements: StatementLibrary, _ retention: Retention,
    sites: [Site], now: Instant
  ) async throws -> (persons: IdentityChanges, totals: Warehouse.Totals) {
    try await Warehouse.with(info, role: .ingest, statements: statements) { warehouse in
      try await warehouse.dropWhatIsTooOld(now: now, retention)
      let persons = try await warehouse.derivePersons(now: now)
      try await warehouse.deriveConversations()
      // After the persons, for whose a visit is may put it into a segment.
      try await warehouse.declareDefinitions(of: sites)
      try await warehouse.markSegmentsBeyond(of: sites)
      try await warehouse.rollUpDays()
      try await warehouse.analyzeChanged()
      return (persons, try await warehouse.totals())
    }
  }
}
