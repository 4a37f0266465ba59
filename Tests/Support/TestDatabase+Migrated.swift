package import PostgreSQL
package import Warehouse

extension TestDatabase.Template {
  /// A database with the schema of this program, and nothing in it.
  package static let migrated = TestDatabase.Template("migrated") { info in
    let connection = try await Connection.open(info)
    try await Migrator(connection, library: try StatementLibrary()).migrate()
    await connection.close()
  }
}

extension TestDatabase {
  /// Opens the warehouse in a role.
  package func warehouse(_ role: Warehouse.Role = .ingest) async throws -> Warehouse {
    try await Warehouse.open(info, role: role, statements: try StatementLibrary())
  }
}
