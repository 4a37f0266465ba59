import Clickstream
import Figures
import PostgreSQL

/// The rows that a panel's query gave: what the picture, the sentence and the table are made of.
struct PanelTable: Sendable {
  let columns: [String]
  let rows: [[Value]]
  let zone: Zone

  init(_ result: QueryResult, zone: Zone) throws {
    columns = result.columns.map(\.name)
    rows = try result.map { row in
      try (0..<result.columns.count).map { try row.get(at: $0) }
    }
    self.zone = zone
  }

  init(columns: [String], rows: [[Value]], zone: Zone) {
    self.columns = columns
    self.rows = rows
    self.zone = zone
  }

  private func value(_ row: Int, _ column: String?) -> Value {
    guard let column, let index = columns.firstIndex(of: column), rows.indices.contains(row)
    else { return .null }
    return rows[row][index]
  }

  /// The number in a cell; nil where there is none.
  func number(_ row: Int, _ column: String?) -> Double? {
    switch value(row, column) {
    case .integer(let value): Double(value)
    case .number(let value): value.isFinite ? value : nil
    default: nil
    }
  }

  /// The whole number in a cell, digit by digit; nil where there is none.
  func id(_ row: Int, _ column: String?) -> Int64? {
    if case .integer(let value) = value(row, column) { Int64(value) } else { nil }
  }

  /// The cell as words; nil where it is null.
  func text(_ row: Int, _ column: String?) -> String? {
    switch value(row, column) {
    case .null: nil
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): ValueFormat.decimal.text(value)
    case .bool(let value): value ? "yes" : "no"
    case .day(let day): DayText.weekday(Day(number: day.unixDays))
    case .timestamp(let time):
      DayText.minute(Instant(microseconds: time.unixMicroseconds), in: zone)
    case .bytes: "bytes"
    }
  }

  func day(_ row: Int, _ column: String?) -> Day? {
    if case .day(let day) = value(row, column) { Day(number: day.unixDays) } else { nil }
  }

  func numbers(_ column: String?) -> [Double?] { rows.indices.map { number($0, column) } }
}
