import Enrichment
import PostgreSQL

/// The tables of the texts that events point to.
enum TextTable: String, CaseIterable, Sendable {
  case page
  case missingPage = "missing_page"
  case query, referrer, agent, place
  case visitSource = "visit_source"
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
        table: .query, ids: batch.queries.map(\.id),
        columns: [
          .texts(batch.queries.map(\.text)), .texts(batch.queries.map { $0.search ?? "" }),
          .numbers(batch.queries.map(\.campaign)),
        ]),
      TextRows(
        table: .referrer, ids: batch.referrers.map(\.id),
        columns: [
          .texts(batch.referrers.map(\.url)), .texts(batch.referrers.map { $0.host ?? "" }),
        ]),
      agents(batch.agents), places(batch.places), sources(batch.sources),
    ]
    return tables.filter { !$0.ids.isEmpty }
  }

  private static func agents(_ rows: [EventBatch.AgentRow]) -> TextRows {
    let profiles = rows.map(\.profile)
    func texts(_ field: (AgentProfile) -> String?) -> Column {
      .texts(profiles.map { field($0) ?? "" })
    }
    return TextRows(
      table: .agent, ids: rows.map(\.id),
      columns: [
        .texts(rows.map(\.text)), .texts(rows.map { $0.bot ?? "" }),
        .numbers(profiles.map { Int64($0.class.rawValue) }), texts(\.reason),
        texts(\.agentOperator), texts(\.browser), texts(\.browserVersion), texts(\.system),
        texts(\.systemVersion), .numbers(profiles.map { Int64($0.device.rawValue) }),
        texts(\.deviceModel), .numbers(rows.map(\.rules)),
      ])
  }

  private static func places(_ rows: [EventBatch.PlaceRow]) -> TextRows {
    func texts(_ field: (Place) -> String?) -> Column { .texts(rows.map { field($0.place) ?? "" }) }
    return TextRows(
      table: .place, ids: rows.map(\.id),
      columns: [
        texts(\.country), texts(\.region), texts(\.city),
        .numbers(rows.map { Int64($0.place.network ?? 0) }), texts(\.networkName),
      ])
  }

  private static func sources(_ rows: [EventBatch.SourceRow]) -> TextRows {
    let sources = rows.map(\.source)
    func texts(_ field: (VisitSource) -> String?) -> Column {
      .texts(sources.map { field($0) ?? "" })
    }
    return TextRows(
      table: .visitSource, ids: rows.map(\.id),
      columns: [
        .numbers(rows.map(\.site)), .numbers(rows.map(\.referrer)), .numbers(rows.map(\.query)),
        .numbers(sources.map { Int64($0.channel.rawValue) }), texts(\.name), texts(\.campaign),
        texts(\.medium), texts { $0.term ?? $0.searchTerm }, texts(\.content), texts(\.clickId),
        .numbers(sources.map { ($0.isSpam ? 1 : 0) + ($0.isWord ? 2 : 0) }),
        .numbers(rows.map(\.rules)),
      ])
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
