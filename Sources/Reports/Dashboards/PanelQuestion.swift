import Clickstream
import PostgreSQL
import Settings
import Warehouse

/// A panel to be asked about the days of a site, and of a segment of its visits where one is named.
struct PanelQuestion: Sendable {
  let site: Site
  let panel: Panel
  let period: Period
  var segment: String?

  /// Asks in the transaction of a connection.
  ///
  /// - Throws: `ReportError.panelFailed` where the statement fails, `PostgresError`.
  func ask(_ warehouse: Warehouse) async throws -> PanelAnswer {
    let table = try await table(warehouse, comparing: .previous)
    let before =
      panel.figure == .numbers && panel.columns[.compared] != nil && period.hasYearBefore
      ? try await self.table(warehouse, comparing: .yearBefore) : nil
    return PanelAnswer(panel, table, period: period, site: site, yearBefore: before)
  }

  private func table(
    _ warehouse: Warehouse, comparing: Period.Comparison
  ) async throws -> PanelTable {
    do {
      let result = try await warehouse.connection.query(
        panel.statement.text, name: panel.statementName,
        panel.statement.parameters.map { value(of: $0, comparing) })
      return try PanelTable(result, zone: site.zone)
    } catch let error as PostgresError where !error.isConnectionLost && error.state != nil {
      throw ReportError.panelFailed(file: panel.file, reason: panel.problem(error).message)
    }
  }

  private func value(of parameter: PanelParameter, _ comparing: Period.Comparison) -> Parameter {
    switch parameter {
    case .site: .text(site.name)
    case .zone: .text(site.zone.name)
    case .segment: .optional(segment) { .text($0) }
    case .from, .until, .previousFrom, .previousUntil, .asOf, .toldUntil:
      .optional(period.bound(parameter, comparing: comparing)) {
        .timestamptz(unixMicroseconds: $0.microseconds)
      }
    }
  }
}
