import PostgreSQL
import Warehouse

/// Sessions counted again in SQL, with every rule, from the events alone.
enum Recount {
  /// Sessions that are stored and ought not to be, that ought to be and are not, and all stored.
  static func compare(
    _ connection: Connection
  ) async throws -> (surplus: Int, missing: Int, stored: Int) {
    let text = try StatementLibrary().text("recount_sessions")
    let rows = try await connection.query(text, name: "recount", [.null])
    guard let row = rows.first else { return (-1, -1, -1) }
    return (try row.get("surplus"), try row.get("missing"), try row.get("stored"))
  }
}
