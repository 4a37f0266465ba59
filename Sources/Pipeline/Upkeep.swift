import Clickstream
import PostgreSQL
import Warehouse

/// What is due each night besides loading: what may be kept for a time only goes, and who is who is
/// derived from all that is stored.
enum Upkeep {
  static func run(
    on info: ConnectionInfo, _ statements: StatementLibrary, now: Instant
  ) async throws -> IdentityChanges {
    let warehouse = try await Warehouse.open(info, role: .ingest, statements: statements)
    do {
      try await warehouse.dropWhatIsTooOld(now: now)
      let changes = try await warehouse.derivePersons(now: now)
      await warehouse.close()
      return changes
    } catch {
      await warehouse.close()
      throw error
    }
  }
}
