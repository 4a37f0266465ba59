import Enrichment
package import Settings
package import Warehouse

extension DatabaseService {
  /// Opens the database for an audit, made ready, with its sites declared.
  package func auditing<Answer>(
    _ configuration: Configuration, _ statements: StatementLibrary, _ progress: ProgressDisplay,
    _ body: (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    let info = try await open(statements) { progress.say($0) }
    return try await Warehouse.with(info, role: .ingest, statements: statements) { warehouse in
      guard let ids = warehouse.ids else {
        throw WarehouseError.missingResources("secret id_key")
      }
      try await warehouse.declare(SiteDirectory(configuration.sites, ids: ids, hostless: nil))
      return try await body(warehouse)
    }
  }
}
