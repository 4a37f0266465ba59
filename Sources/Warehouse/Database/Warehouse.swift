import Clickstream
package import Enrichment
package import PostgreSQL

/// A database of Footfall, open in one role.
///
/// One task at a time uses it, as it uses its connection.
package struct Warehouse: Sendable {
  /// What the connection may do; the roles are made by the migrations.
  package enum Role: String, Sendable {
    case ingest = "footfall_ingest"
    case report = "footfall_report"
    case analyst = "footfall_analyst"
  }

  package let connection: Connection
  package let statements: StatementLibrary
  /// Keyed ids of this database; only the loader may read the key.
  package let ids: Ids?

  /// Opens a migrated database in a role.
  ///
  /// - Throws: `PostgresError`; `WarehouseError.roleMissing` where the role cannot be taken.
  package static func open(
    _ server: ConnectionInfo, role: Role, statements: StatementLibrary,
    options: ConnectionOptions = ConnectionOptions()
  ) async throws -> Warehouse {
    var options = options
    options.settings["role"] = role.rawValue
    options.settings["search_path"] = "footfall, pg_catalog"
    if role != .ingest { options.settings["default_transaction_read_only"] = "on" }
    let connection: Connection
    do {
      connection = try await Connection.open(server, options: options)
    } catch let error as PostgresError where error.state?.code == "22023" {
      throw WarehouseError.roleMissing(role.rawValue)
    }
    guard role == .ingest else {
      return Warehouse(connection: connection, statements: statements, ids: nil)
    }
    let rows = try await connection.query(
      try statements.text("read_secret"), name: "read_secret")
    guard let value: [UInt8] = try rows.first?.get("value"), value.count >= 16 else {
      throw WarehouseError.missingResources("secret id_key")
    }
    let words = [0, 8].map { start in
      value[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    return Warehouse(
      connection: connection, statements: statements,
      ids: Ids(key: SipHash.Key(words[0], words[1])))
  }

  /// Opens it for `body` and closes it after, however that ends.
  package static func with<Answer>(
    _ server: ConnectionInfo, role: Role, statements: StatementLibrary,
    _ body: (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    let warehouse = try await open(server, role: role, statements: statements)
    do {
      let answer = try await body(warehouse)
      await warehouse.close()
      return answer
    } catch {
      await warehouse.close()
      throw error
    }
  }

  package func close() async { await connection.close() }

  /// Runs a statement of the library.
  @discardableResult
  package func run(_ name: String, _ parameters: [Parameter] = []) async throws -> QueryResult {
    try await connection.query(try statements.text(name), name: name, parameters)
  }
}
