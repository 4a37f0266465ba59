package import Enrichment
import PostgreSQL

extension Warehouse {
  /// Stores the texts that a batch's events point to, in a transaction of their own.
  ///
  /// - Throws: `WarehouseError.collision` where an id is taken by another text.
  package func storeDimensions(of batch: EventBatch) async throws {
    for rows in TextRows.all(of: batch) { try await store(rows, rows.ids.indices) }
  }

  /// Stores the texts that the database takes; returns the others.
  func isolateDimensions(of batch: EventBatch) async throws -> [RefusedTexts.Text] {
    try await connection.transaction { _ in
      try await run("check_at_once")
      var refused: [RefusedTexts.Text] = []
      for rows in TextRows.all(of: batch) {
        let refusals = try await isolate(rows.ids.count) { try await store(rows, $0) }
        refused += refusals.map {
          RefusedTexts.Text(table: rows.table, id: rows.ids[$0.index], error: $0.error)
        }
      }
      return refused
    }
  }

  private func store(_ rows: TextRows, _ range: Range<Int>) async throws {
    let parameters = rows.parameters(range)
    let inserted = try await run("insert_\(rows.table.rawValue)", parameters)
    if inserted.affected == range.count { return }
    let found = try await run("collide_\(rows.table.rawValue)", parameters)
    if let row = found.first, try row.get("collisions", as: Int64.self) > 0 {
      throw WarehouseError.collision(table: rows.table.rawValue)
    }
  }
}
