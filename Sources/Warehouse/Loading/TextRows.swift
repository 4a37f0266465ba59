import Enrichment
import PostgreSQL

/// The tables of the texts that events point to.
enum TextTable: String, CaseIterable, Sendable {
  case page
  case missingPage = "missing_page"
  case query, referrer, agent
}

/// Rows of one table of texts, column by column.
struct TextRows {
  private enum Column {
    case numbers([Int64])
    case texts([String])
  }

  let table: TextTable
  let ids: [Int64]
  private let columns: [Column]

  /// The rows of a batch, a table at a time; empty ones are left out.
  static func all(of batch: EventBatch) -> [TextRows] {
    func pages(_ table: TextTable, _ rows: [EventBatch.PageRow]) -> TextRows {
      TextRows(
        table: table, ids: rows.map(\.id),
        columns: [.numbers(rows.map(\.site)), .texts(rows.map(\.path))])
    }
    let tables = [
      pages(.page, batch.pages), pages(.missingPage, batch.missingPages),
      TextRows(
        table: .query, ids: batch.queries.map(\.id), columns: [.texts(batch.queries.map(\.text))]),
      TextRows(
        table: .referrer, ids: batch.referrers.map(\.id),
        columns: [
          .texts(batch.referrers.map(\.url)), .texts(batch.referrers.map { $0.host ?? "" }),
          .texts(batch.referrers.map { $0.engine ?? "" }),
        ]),
      TextRows(
        table: .agent, ids: batch.agents.map(\.id),
        columns: [.texts(batch.agents.map(\.text)), .texts(batch.agents.map { $0.bot ?? "" })]),
    ]
    return tables.filter { !$0.ids.isEmpty }
  }

  /// Arrays of a part of the rows, as the statements of the table take them.
  func parameters(_ range: Range<Int>) -> [Parameter] {
    [.int8Array(Array(ids[range]))]
      + columns.map { column in
        switch column {
        case .numbers(let values): .int8Array(Array(values[range]))
        case .texts(let values): .textArray(Array(values[range]))
        }
      }
  }
}
