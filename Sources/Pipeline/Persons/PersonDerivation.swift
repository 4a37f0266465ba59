import Clickstream
import PostgreSQL
import Warehouse

/// Who is who, by all that is stored.
enum PersonDerivation {
  static func run(
    on info: ConnectionInfo, _ statements: StatementLibrary, now: Instant
  ) async throws -> IdentityChanges {
    let warehouse = try await Warehouse.open(info, role: .ingest, statements: statements)
    do {
      let changes = try await warehouse.derivePersons(now: now)
      await warehouse.close()
      return changes
    } catch {
      await warehouse.close()
      throw error
    }
  }
}
