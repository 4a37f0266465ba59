package import PostgreSQL
package import Warehouse

/// There is no database to look into.
package struct NoDatabase: Error, CustomStringConvertible {
  package let description =
    "there is no database yet, so nothing was ever loaded; see `footfall db status`"
}

extension DatabaseService {
  /// A database for looking into and putting right: started and brought to the schema, never made.
  ///
  /// - Throws: `NoDatabase`; what `open` throws.
  package func existing(
    _ statements: StatementLibrary, announce: @escaping @Sendable (String) -> Void
  ) async throws -> ConnectionInfo {
    switch try await status {
    case .absent, .missing: throw NoDatabase()
    case .stopped, .running: return try await open(statements, announce: announce)
    }
  }

  /// Opens such a database, for `body` alone.
  package func withWarehouse<Answer>(
    _ role: Warehouse.Role, _ statements: StatementLibrary,
    announce: @escaping @Sendable (String) -> Void,
    _ body: (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    let info = try await existing(statements, announce: announce)
    return try await Warehouse.with(info, role: role, statements: statements, body)
  }

  /// Opens such a database for the loader's role.
  package func warehouse(
    _ statements: StatementLibrary, announce: @escaping @Sendable (String) -> Void
  ) async throws -> Warehouse {
    let info = try await existing(statements, announce: announce)
    return try await Warehouse.open(info, role: .ingest, statements: statements)
  }
}
