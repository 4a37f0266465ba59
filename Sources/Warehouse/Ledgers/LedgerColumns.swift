import Clickstream
import PostgreSQL

/// A row of a ledger as it is stored: what is secret in it is encrypted.
struct LedgerRow: Sendable {
  var id: Int64
  /// Since when it says so.
  var asOf: Instant
  /// Keyed hash of all that it says.
  var content: Int64
  var record: LedgerRecord
}

/// How rows of a file are written for the database.
struct LedgerColumns: Sendable {
  private let ledger: Ledger
  private let site: Int64
  private let generation: Int64

  init(of file: Warehouse.LedgerFile) {
    ledger = file.ledger
    site = file.site
    generation = file.generation
  }

  private static let common = [
    "id", "site", "as_of", "confirmed_at", "content", "generation", "position", "told",
  ]

  /// The command that takes rows of which nothing is known yet.
  var copy: String {
    let columns = (Self.common + ledger.fields.map(\.name)).map { "\"\($0)\"" }
    return "COPY footfall_store.\(ledger.table) (\(columns.joined(separator: ", "))) "
      + "FROM STDIN (FORMAT binary)"
  }

  /// Rows as a binary COPY takes them.
  func binary(_ rows: [LedgerRow]) -> [UInt8] {
    var encoder = CopyEncoder(capacity: rows.count * 256)
    var told = Told(generation: generation)
    for row in rows {
      encoder.row(fields: Self.common.count + ledger.fields.count)
      encoder.int8(row.id)
      encoder.int8(site)
      encoder.timestamptz(unixMicroseconds: row.asOf.microseconds)
      encoder.timestamptz(unixMicroseconds: row.asOf.microseconds)
      encoder.int8(row.content)
      encoder.int8(generation)
      encoder.int8(row.record.position)
      encoder.bytes(told.jsonb(row))
      for value in row.record.values { encoder.ledgerValue(value) }
    }
    return encoder.finish()
  }

  /// What rows are compared with what is stored by: ids, since when they say so, contents.
  func told(by rows: [LedgerRow]) -> [Parameter] {
    [
      .int8Array(rows.map(\.id)),
      .timestamptzArray(unixMicroseconds: rows.map(\.asOf.microseconds)),
      .int8Array(rows.map(\.content)),
    ]
  }

  /// Rows as a JSON array, for those that are compared with what is stored.
  func json(_ rows: [LedgerRow]) -> String {
    var json: [UInt8] = []
    for row in rows {
      json.append(UInt8(ascii: json.isEmpty ? "[" : ","))
      json += Array("{\"id\":\(row.id),\"site\":\(site),\"as_of\":".utf8)
      let asOf = row.asOf.rfc3339
      json.appendQuoted(asOf)
      json += Array(",\"confirmed_at\":".utf8)
      json.appendQuoted(asOf)
      json += Array(
        ",\"content\":\(row.content),\"generation\":\(generation)".utf8)
      json += Array(",\"position\":\(row.record.position)".utf8)
      for (field, value) in zip(ledger.fields, row.record.values) {
        guard let value else { continue }
        json += Array(",\"\(field.name)\":".utf8)
        switch value {
        case .text(let text): json.appendQuoted(text)
        case .decimal(let digits): json += Array(digits.utf8)
        case .day(let day): json.appendQuoted(day.description)
        case .instant(let instant): json.appendQuoted(instant.rfc3339)
        case .flag(let flag): json += Array((flag ? "true" : "false").utf8)
        }
      }
      json.append(UInt8(ascii: "}"))
    }
    return String(decoding: json + [UInt8(ascii: "]")], as: UTF8.self)
  }

  /// The file as the only one that told a version: `[{"at": …, "by": …, "position": …}]`.
  private struct Told {
    let generation: Int64
    private var asOf: Instant?
    private var head: [UInt8] = []

    init(generation: Int64) { self.generation = generation }

    /// The binary form: a version of the format, and the text.
    mutating func jsonb(_ row: LedgerRow) -> [UInt8] {
      if asOf != row.asOf {
        asOf = row.asOf
        // As the database itself writes a time into JSON.
        let at = row.asOf.rfc3339.dropLast() + "+00:00"
        head = [1] + Array(#"[{"at": "\#(at)", "by": \#(generation), "position": "#.utf8)
      }
      return head + Array("\(row.record.position)}]".utf8)
    }
  }
}

extension CopyEncoder {
  fileprivate mutating func ledgerValue(_ value: LedgerValue?) {
    switch value {
    case nil: null()
    case .text(let text): plainText(text)
    case .decimal(let digits): numeric(digits)
    case .day(let day): date(unixDays: day.number)
    case .instant(let instant): timestamptz(unixMicroseconds: instant.microseconds)
    case .flag(let flag): bool(flag)
    }
  }

  /// Control characters mean nothing in a value, and a zero would be refused.
  private mutating func plainText(_ value: String) {
    guard value.utf8.contains(where: { $0 < 32 }) else { return text(value) }
    bytes(value.utf8.map { $0 < 32 ? 32 : $0 })
  }
}
