package import Clickstream

/// Reads a whole file of rows into the records of a ledger.
///
/// A file whose columns do not suit its map is refused as a whole; a row that cannot be used is one
/// reject.
package struct LedgerReader: Sendable {
  package enum Row: Equatable, Sendable {
    case record(LedgerRecord)
    case rejected(RejectedRow)
    /// The map does not take it.
    case leftOut
  }

  package struct RejectedRow: Equatable, Sendable {
    package var position: Int64
    package var reason: RejectReason
    /// One sentence without bytes of the row.
    package var detail: String
    package var raw: [UInt8]
  }

  /// Why a file cannot be read by a map.
  package struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
    package var sentences: [String]
    package var description: String { sentences.joined(separator: "; ") }
  }

  private let table: LedgerTable
  private let map: LedgerMap
  private let values: LedgerValueReader
  /// Of each field: the columns that it is read from, or its constant.
  private let columns: [Column]
  /// Of each field: the file's own words for those of the field.
  private let words: [[String: String]]
  private let updated: Column
  /// What happened lies before it.
  private let horizon: Instant?
  /// Columns that say which rows are taken, and the words that they must hold.
  private let choices: [(place: Int, words: Set<String>)]
  /// The field of the country, where there are telephone numbers too.
  private let country: Int?
  private var offset = 0

  fileprivate enum Column {
    case none
    case constant([UInt8])
    case places([Int])
    /// The first that holds something.
    case first([Int])
  }

  /// - Parameters:
  ///   - zone: of times that name none, unless the map says another.
  ///   - callingCode: of telephone numbers that name no country.
  ///   - now: a row of which something happened more than a year after it is a reject; nil for no
  ///     bound. Calendars and contracts reach ahead, but a year that was mistyped reaches farther.
  package init(
    _ table: LedgerTable, map: LedgerMap, zone: Zone, callingCode: String? = nil,
    now: Instant? = nil
  ) throws(Problem) {
    let shortcomings = map.shortcomings(table.header)
    guard shortcomings.isEmpty else { throw Problem(sentences: shortcomings) }
    let places = Self.places(table.header)
    let column = { (name: String) in Column(map.sources[name], places) }
    self.table = table
    self.map = map
    horizon = now?.advanced(bySeconds: 366 * 86_400)
    columns = map.ledger.fields.map { column($0.name) }
    words = map.ledger.fields.map { map.words[$0.name] ?? [:] }
    updated = column(LedgerMap.updated)
    country =
      map.ledger.fields.contains { $0.kind == .phone } ? map.ledger.index(of: "country") : nil
    choices = map.only.compactMap { choice in
      choice.columns.lazy.compactMap { places[LedgerMap.folded($0)] }.first
        .map { ($0, choice.words) }
    }
    var zone = zone
    if let name = map.zone {
      do {
        zone = try Zone(named: name)
      } catch {
        throw Problem(sentences: ["the zone `\(name)` is not known"])
      }
    }
    let said = LedgerConventions(decimal: map.decimal, dates: map.dates, zone: zone)
    let (conventions, problem) = Self.survey(table, map.ledger, columns, updated).conventions(said)
    if let problem { throw Problem(sentences: [problem]) }
    values = LedgerValueReader(conventions: conventions, callingCode: callingCode)
  }

  /// Where each column stands, the first of several of one name.
  private static func places(_ header: [String]) -> [String: Int] {
    Dictionary(
      header.enumerated().map { (LedgerMap.folded($1), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// How a file writes numbers and dates in the columns that a map names.
  static func survey(_ table: LedgerTable, _ map: LedgerMap) -> LedgerSurvey {
    let places = places(table.header)
    return survey(
      table, map.ledger, map.ledger.fields.map { Column(map.sources[$0.name], places) },
      Column(map.sources[LedgerMap.updated], places))
  }

  /// The bytes of the row that begins at a place of the text.
  package func bytes(at position: Int64) -> [UInt8] {
    var offset = Int(position)
    return table.row(at: &offset).map { Array(table.bytes($0.range)) } ?? []
  }

  private static func survey(
    _ table: LedgerTable, _ ledger: Ledger, _ columns: [Column], _ updated: Column
  ) -> LedgerSurvey {
    var survey = LedgerSurvey()
    var offset = 0
    while let row = table.row(at: &offset) {
      for (field, column) in zip(ledger.fields, columns) {
        switch field.kind {
        case .decimal: survey.take(number: column.bytes(of: row.values))
        case .day, .instant: survey.take(date: column.bytes(of: row.values))
        default: break
        }
      }
      survey.take(date: updated.bytes(of: row.values))
    }
    return survey
  }

  /// The next row; nil at the end of the file.
  package mutating func next() -> Row? {
    guard let row = table.row(at: &offset) else { return nil }
    func reject(_ reason: RejectReason, _ detail: String) -> Row {
      .rejected(
        RejectedRow(
          position: Int64(row.position), reason: reason, detail: detail,
          raw: Array(table.bytes(row.range).prefix(RejectedRecord.rawLimit))))
    }
    if let problem = row.problem ?? footing(row) { return reject(.format, problem) }
    guard isTaken(row) else { return .leftOut }
    do throws(RowProblem) {
      let (values, updated) = try read(row)
      return .record(
        LedgerRecord(position: Int64(row.position), values: values, updated: updated))
    } catch {
      return reject(error.reason, error.detail)
    }
  }

  /// Why a line below the rows is none of them: programs write there who made the file, and when.
  ///
  /// An address by itself is a person.
  private func footing(_ row: LedgerTable.Row) -> String? {
    guard !map.isPlain, case .delimited = table.shape, table.header.count >= 5 else { return nil }
    let values = row.values.filter { !LedgerValueReader.isNothing($0) }
    guard values.count == 1, MailAddress(String(decoding: values[0], as: UTF8.self)) == nil else {
      return nil
    }
    return "It is no row of the list: one value stands where the header has \(table.header.count)."
  }

  private func isTaken(_ row: LedgerTable.Row) -> Bool {
    choices.allSatisfy { place, words in
      let bytes = place < row.values.count ? row.values[place] : []
      return words.contains(
        PlainText.line(String(decoding: bytes, as: UTF8.self)).lowercased())
    }
  }

  private struct RowProblem: Error {
    var reason: RejectReason
    var detail: String
  }

  private func read(_ row: LedgerTable.Row) throws(RowProblem) -> ([LedgerValue?], Instant?) {
    var result: [LedgerValue?] = []
    result.reserveCapacity(columns.count)
    let callingCode = callingCode(row)
    for (index, column) in columns.enumerated() {
      let bytes = column.bytes(of: row.values)
      let field = map.ledger.fields[index]
      if !row.lists.isEmpty, !row.lists.isDisjoint(with: column.all) {
        throw RowProblem(
          reason: .field,
          detail: "Column \(title(column)) for `\(field.name)`: expected one value, found a list.")
      }
      if bytes.isEmpty, !field.isRequired {
        result.append(nil)
        continue
      }
      let value: LedgerValue?
      do throws(LedgerValueReader.Problem) {
        value = try values.value(
          bytes, field, words: words[index], callingCode: callingCode)
      } catch {
        throw RowProblem(
          reason: .field,
          detail: "Column \(title(column)) for `\(field.name)`: expected \(error.expected).")
      }
      if value == nil, field.isRequired {
        throw RowProblem(
          reason: .field,
          detail: "Column \(title(column)) for `\(field.name)` is empty and is needed.")
      }
      if let problem = timeProblem(value, field) {
        throw RowProblem(reason: .timestamp, detail: "`\(field.name)` \(problem).")
      }
      result.append(value)
    }
    let bytes = updated.bytes(of: row.values)
    guard !bytes.isEmpty else { return (result, nil) }
    guard let instant = LedgerDate.instant(bytes, values.conventions) else {
      throw RowProblem(
        reason: .field, detail: "Column \(title(updated)) for `updated`: expected a day or time.")
    }
    return (result, instant)
  }

  /// The code of the row's own country; nil where it names none that is known.
  private func callingCode(_ row: LedgerTable.Row) -> String? {
    guard let country else { return nil }
    let bytes = columns[country].bytes(of: row.values)
    return bytes.isEmpty ? nil : CallingCode.of(String(decoding: bytes, as: UTF8.self))
  }

  /// Why a day or time cannot be; nil where it can, and for other values.
  private func timeProblem(_ value: LedgerValue?, _ field: Ledger.Field) -> String? {
    let instant: Instant
    switch value {
    case .instant(let found): instant = found
    case .day(let day): instant = values.conventions.zone.start(of: day)
    default: return nil
    }
    if instant < Instant(seconds: -5_364_662_400) { return "lies before 1800" }
    guard let horizon, !field.isPlan, instant > horizon else { return nil }
    return "lies more than a year ahead"
  }

  /// A column's own name, which is no data of the row.
  private func title(_ column: Column) -> String {
    switch column {
    case .places(let places):
      return places.map { "“\(table.header[$0])”" }.joined(separator: " and ")
    case .first(let places) where !places.isEmpty:
      return places.map { "“\(table.header[$0])”" }.joined(separator: " or ")
    default: return "(none)"
    }
  }
}

extension LedgerReader.Column {
  fileprivate init(_ source: LedgerMap.Source?, _ places: [String: Int]) {
    switch source {
    case .constant(let text): self = .constant(Array(text.utf8))
    case .column(let names): self = .first(names.compactMap { places[LedgerMap.folded($0)] })
    case .joined(let names): self = .places(names.compactMap { places[LedgerMap.folded($0)] })
    case nil: self = .none
    }
  }

  /// Columns that it is read from.
  fileprivate var all: [Int] {
    switch self {
    case .none, .constant: []
    case .places(let places), .first(let places): places
    }
  }

  /// The bytes that a row has for it; empty where there are none.
  fileprivate func bytes(of values: [[UInt8]]) -> [UInt8] {
    switch self {
    case .none: []
    case .constant(let bytes): bytes
    case .first(let places):
      places.lazy.filter { place in
        place < values.count
          && !LedgerValueReader.isNothing(values[place])
      }.first.map { values[$0] } ?? []
    case .places(let places):
      places.count == 1
        ? (places[0] < values.count ? values[places[0]] : [])
        : Array(
          places.compactMap { $0 < values.count && !values[$0].isEmpty ? values[$0] : nil }.joined(
            separator: [32]))
    }
  }
}
