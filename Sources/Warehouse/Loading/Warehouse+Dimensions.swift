package import Enrichment
import PostgreSQL

extension Warehouse {
  /// Stores the texts that a batch's events point to, in a transaction of their own.
  ///
  /// - Throws: `WarehouseError.collision` where an id is taken by another text.
  package func storeDimensions(of batch: EventBatch) async throws {
    func pages(_ rows: [EventBatch.PageRow]) -> [Parameter] {
      [.int8Array(rows.map(\.id)), .int8Array(rows.map(\.site)), .textArray(rows.map(\.path))]
    }
    let tables: [(name: String, count: Int, parameters: [Parameter])] = [
      ("page", batch.pages.count, pages(batch.pages)),
      ("missing_page", batch.missingPages.count, pages(batch.missingPages)),
      (
        "query", batch.queries.count,
        [.int8Array(batch.queries.map(\.id)), .textArray(batch.queries.map(\.text))]
      ),
      (
        "referrer", batch.referrers.count,
        [
          .int8Array(batch.referrers.map(\.id)), .textArray(batch.referrers.map(\.url)),
          .textArray(batch.referrers.map { $0.host ?? "" }),
          .textArray(batch.referrers.map { $0.engine ?? "" }),
        ]
      ),
      (
        "agent", batch.agents.count,
        [
          .int8Array(batch.agents.map(\.id)), .textArray(batch.agents.map(\.text)),
          .textArray(batch.agents.map { $0.bot ?? "" }),
        ]
      ),
    ]
    for table in tables where table.count > 0 {
      let inserted = try await run("insert_\(table.name)", table.parameters)
      if inserted.affected == table.count { continue }
      let found = try await run("collide_\(table.name)", table.parameters)
      if let row = found.first, try row.get("collisions", as: Int64.self) > 0 {
        throw WarehouseError.collision(table: table.name)
      }
    }
  }
}
