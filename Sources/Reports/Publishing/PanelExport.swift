import Clickstream
import Foundation
import PostgreSQL

/// The rows of a panel as files for spreadsheets and programs, with values as they are.
struct PanelExport {
  let answer: PanelAnswer
  let period: Period
  let site: Site

  /// Comma-separated, with the names of the columns in the first line (RFC 4180, lines end in LF).
  ///
  /// What a spreadsheet would take for a formula has an apostrophe before it.
  var csv: String {
    let table = answer.table
    let lines = [table.columns] + table.rows.map { $0.map(Self.text) }
    return lines.map { SpreadsheetRow.text($0) + "\n" }.joined()
  }

  /// An object with question, site, days, the names of the columns, and the rows as arrays.
  var json: String {
    let table = answer.table
    let head: [(String, String)] = [
      ("question", Self.quoted(answer.panel.question)),
      ("site", Self.quoted(site.name)),
      ("zone", Self.quoted(site.zone.name)),
      ("from", Self.quoted("\(period.from)")),
      ("until", Self.quoted("\(period.lastDay)")),
      ("data_until", Self.quoted(period.dataUntil.rfc3339)),
      ("columns", "[" + table.columns.map(Self.quoted).joined(separator: ", ") + "]"),
    ]
    let rows = table.rows.map { "  [" + $0.map(Self.json).joined(separator: ", ") + "]" }
    return "{\n" + head.map { "\"\($0)\": \($1),\n" }.joined() + "\"rows\": [\n"
      + rows.joined(separator: ",\n") + "\n]\n}\n"
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .text(let text): text
    case .number(let number) where !number.isFinite: ""
    default: plain(value)
    }
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool, .integer: plain(value)
    case .number(let number): number.isFinite ? plain(value) : "null"
    case .text(let text): quoted(text)
    case .bytes, .timestamp, .day: quoted(plain(value))
    }
  }

  private static func plain(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    case .text(let text): text
    case .bytes(let bytes): Data(bytes).base64EncodedString()
    case .timestamp(let time): Instant(microseconds: time.unixMicroseconds).rfc3339
    case .day(let day): Day(number: day.unixDays).description
    }
  }

  /// A JSON string; controls, and what would end a script, are escaped.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "<", ">", "&", "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
