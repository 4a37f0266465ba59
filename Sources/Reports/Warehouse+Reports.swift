import PostgreSQL
import Warehouse

extension Warehouse {
  /// A connection in the role for reports, which reads alone, and of which no statement takes longer
  /// than a minute.
  static func openForReports(
    _ server: ConnectionInfo, _ statements: StatementLibrary
  ) async throws -> Warehouse {
    let warehouse = try await Warehouse.open(
      server, role: .report, statements: statements,
      options: ConnectionOptions(applicationName: "footfall report"))
    do {
      // Planned for what is bound: a segment that is null costs nothing then.
      let limits =
        "SET statement_timeout = '60s'; SET jit = off; SET work_mem = '64MB'; "
        + "SET plan_cache_mode = force_custom_plan"
      try await warehouse.connection.execute(limits, name: "report limits")
      return warehouse
    } catch {
      await warehouse.close()
      throw error
    }
  }

  /// Opens such a connection for `body` and closes it after, however that ends.
  static func withReports<Answer>(
    _ server: ConnectionInfo, _ statements: StatementLibrary,
    _ body: (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    let warehouse = try await openForReports(server, statements)
    do {
      let answer = try await body(warehouse)
      await warehouse.close()
      return answer
    } catch {
      await warehouse.close()
      throw error
    }
  }
}
