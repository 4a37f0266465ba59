import Clickstream

/// A file of rows under named columns: delimited values, or a JSON object a line.
package struct LedgerTable: Sendable {
  package struct Row: Equatable, Sendable {
    package var position: Int
    package var range: Range<Int>
    package var values: [[UInt8]]
    /// Why the row cannot be used, in a sentence without its bytes.
    package var problem: String?
    /// Columns in which a list stands, where one value is wanted.
    package var lists: Set<Int> = []
  }

  package enum Shape: Equatable, Sendable {
    case delimited(DelimitedDialect)
    case json
  }

  /// Names of the columns.
  package let header: [String]
  package let shape: Shape
  /// Whether nothing tells what it is written in: it is read as Windows-1252.
  package private(set) var isEncodingGuessed = false
  private let text: [UInt8]
  private let places: [String: Int]
  private let start: Int

  /// Decodes a file and reads its header; nil where there is none.
  ///
  /// The columns of JSON lines are the names of all objects of the file; a value within a value is
  /// named by both: `address.city`.
  ///
  /// - Parameter encoding: nil for what the bytes themselves tell; bytes that are none of it have no
  ///   header.
  package init?(_ bytes: [UInt8], encoding: LedgerEncoding? = nil) {
    guard let (text, isGuessed) = LedgerText.utf8(bytes, encoding) else { return nil }
    let first = text.first { ![9, 10, 13, 32].contains($0) }
    guard let first else { return nil }
    if first == UInt8(ascii: "{") {
      self.init(json: text)
    } else {
      self.init(delimited: text)
    }
    isEncodingGuessed = isGuessed
  }

  private init?(delimited text: [UInt8]) {
    let dialect = DelimitedDialect(sniffing: text)
    var reader = DelimitedReader(
      text, dialect: dialect, from: DelimitedDialect.preambleLength(text))
    guard let row = reader.next(), !row.isBroken else { return nil }
    let names = row.values.map { PlainText.line(String(decoding: $0, as: UTF8.self), limit: 200) }
    guard names.contains(where: { !$0.isEmpty }) else { return nil }
    shape = .delimited(dialect)
    places = [:]
    self.text = text
    // A text of one column is any text; of mail addresses it is a list, with a title or without.
    if names.count == 1, MailAddress(names[0]) != nil {
      header = ["email"]
      start = DelimitedDialect.preambleLength(text)
    } else {
      guard names.count > 1 || LedgerGuess.isOfAddresses(names[0]) else { return nil }
      header = names
      start = reader.offset
    }
  }

  /// The values of its first rows, as text.
  package func sample(_ count: Int) -> [[String]] {
    var rows: [[String]] = []
    var offset = 0
    while rows.count < count, let row = row(at: &offset) {
      rows.append(
        row.values.map { PlainText.line(String(decoding: $0, as: UTF8.self), limit: 200) })
    }
    return rows
  }

  /// Whether its only column holds mail addresses, as far as its first rows tell.
  var isOfAddresses: Bool {
    guard header.count == 1 else { return false }
    let values = sample(20).flatMap { $0 }.filter { !$0.isEmpty }
    // One that is mistyped is a reject, and the rest a list.
    return values.count { MailAddress($0) != nil } * 4 >= values.count * 3
  }

  private init?(json text: [UInt8]) {
    var names: [String] = []
    var places: [String: Int] = [:]
    var lines = JSONLines(text)
    while let (_, line) = lines.next() {
      guard let members = Self.members(text[line]) else { continue }
      for member in members where places[member.name] == nil {
        guard names.count < 1_000 else { break }
        places[member.name] = names.count
        names.append(PlainText.line(member.name, limit: 200))
      }
    }
    guard !names.isEmpty else { return nil }
    header = names
    shape = .json
    self.places = places
    start = 0
    self.text = text
  }

  /// The bytes of a range of the decoded text.
  package func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { text[range] }

  /// The row at or after `offset`, which moves behind it; zero is the first row.
  package func row(at offset: inout Int) -> Row? {
    switch shape {
    case .delimited(let dialect):
      var row: DelimitedReader.Row
      var reader = DelimitedReader(text, dialect: dialect, from: max(offset, start))
      // Spreadsheets end in rows of nothing but separators.
      repeat {
        guard let next = reader.next() else { return nil }
        row = next
      } while !row.isBroken && row.values.allSatisfy { $0.allSatisfy { $0 <= 32 } }
      offset = reader.offset
      return Row(
        position: row.position, range: row.range, values: row.values,
        problem: problem(row.values, isBroken: row.isBroken))
    case .json:
      var lines = JSONLines(text, from: offset)
      guard let (position, line) = lines.next() else { return nil }
      offset = lines.offset
      return jsonRow(position, line)
    }
  }

  private func problem(_ values: [[UInt8]], isBroken: Bool) -> String? {
    if isBroken { return "A quote is not closed, or text follows it." }
    if values.count > header.count, !values[header.count...].allSatisfy(\.isEmpty) {
      return "The row has \(values.count) values, the header \(header.count)."
    }
    return values.contains { $0.contains(0) } ? "The row holds a zero byte." : nil
  }

  private func jsonRow(_ position: Int, _ line: Range<Int>) -> Row {
    var row = Row(
      position: position, range: line, values: Array(repeating: [], count: header.count))
    guard let members = Self.members(text[line]) else {
      row.problem = "The line is no JSON object."
      return row
    }
    for member in members {
      guard let place = places[member.name] else { continue }
      row.values[place] = Array((member.value.scalarText ?? "").utf8)
      if case .array(let items) = member.value, !items.isEmpty { row.lists.insert(place) }
    }
    return row
  }

  /// Names and values of an object, those of objects within it under both names.
  private static func members(_ line: ArraySlice<UInt8>) -> [JSONValue.Member]? {
    let bytes = Array(line)
    guard case .object(let members)? = try? JSONReader.value(of: unsafe bytes.span.bytes) else {
      return nil
    }
    return flat(members, prefix: "")
  }

  private static func flat(_ members: [JSONValue.Member], prefix: String) -> [JSONValue.Member] {
    members.flatMap { member -> [JSONValue.Member] in
      let name = prefix + member.name
      guard case .object(let inner) = member.value else {
        return [JSONValue.Member(name: name, value: member.value)]
      }
      return flat(inner, prefix: name + ".")
    }
  }
}

/// The lines of a text that are not blank.
private struct JSONLines {
  private let text: [UInt8]
  private(set) var offset: Int

  init(_ text: [UInt8], from offset: Int = 0) {
    self.text = text
    self.offset = offset
  }

  mutating func next() -> (position: Int, line: Range<Int>)? {
    while offset < text.count {
      let start = offset
      let end = text[start...].firstIndex(of: 10) ?? text.count
      offset = min(end + 1, text.count)
      if text[start..<end].contains(where: { ![9, 13, 32].contains($0) }) {
        return (start, start..<end)
      }
    }
    return nil
  }
}
