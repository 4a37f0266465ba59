import Clickstream
import PostgreSQL
import Warehouse

/// What is due each night besides loading: what may be kept for a time only goes, and who is who and
/// which messages belong together is derived from all that is stored.
enum Upkeep {
  static func run(
    on info: ConnectionInfo, _ statements: StatementLibrary, now: Instant
  ) async throws -> IdentityChanges {
    try await Warehouse.with(info, role: .ingest, statements: statements) { warehouse in
      try await warehouse.dropWhatIsTooOld(now: now)
      let changes = try await warehouse.derivePersons(now: now)
      try await warehouse.deriveConversations()
      return changes
    }
  }
}
