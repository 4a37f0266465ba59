/// Reads rows of delimited values (RFC 4180 and what spreadsheets make of it).
///
/// A row ends at a line feed, with or without a carriage return before it, or at a carriage return
/// alone; inside quotes line ends belong to the value, and two quotes are one. A quote inside a value
/// that does not begin with one stands for itself.
package struct DelimitedReader: Sendable {
  /// Values of a row, and where it begins.
  package struct Row: Equatable, Sendable {
    package var position: Int
    /// Bytes of the row, its end left out.
    package var range: Range<Int>
    package var values: [[UInt8]]
    /// A quote that is never closed, or text after a closing quote.
    package var isBroken: Bool
  }

  /// A quote that is not closed on a million bytes was none.
  package static let rowLimit = 1 << 20

  private let text: [UInt8]
  private let separator: UInt8
  package private(set) var offset: Int

  /// - Parameter text: the whole file as UTF-8, without byte-order mark.
  package init(_ text: [UInt8], dialect: DelimitedDialect, from offset: Int = 0) {
    self.text = text
    separator = dialect.separator
    self.offset = offset
  }

  /// The next row that is not empty; nil at the end.
  package mutating func next() -> Row? {
    while offset < text.count {
      let row = read()
      if row.values.count > 1 || row.isBroken || !(row.values.first?.isEmpty ?? true) { return row }
    }
    return nil
  }

  private mutating func read() -> Row {
    var row = Row(position: offset, range: offset..<offset, values: [], isBroken: false)
    var isOpen = true
    while isOpen {
      var value: [UInt8] = []
      if offset < text.count, text[offset] == UInt8(ascii: "\"") {
        readQuoted(into: &value, &row)
      }
      let start = offset
      while offset < text.count, text[offset] != separator, text[offset] != 10, text[offset] != 13 {
        offset += 1
      }
      value += text[start..<offset]
      row.values.append(value)
      isOpen = offset < text.count && text[offset] == separator
      if isOpen { offset += 1 }
    }
    row.range = row.position..<offset
    if offset < text.count, text[offset] == 13 { offset += 1 }
    if offset < text.count, text[offset] == 10,
      offset == row.range.upperBound || text[offset - 1] == 13
    {
      offset += 1
    }
    return row
  }

  /// Reads from a quote to the one that closes it.
  private mutating func readQuoted(into value: inout [UInt8], _ row: inout Row) {
    let start = offset
    offset += 1
    while offset < text.count {
      guard text[offset] == UInt8(ascii: "\"") else {
        value.append(text[offset])
        offset += 1
        guard offset - row.position <= Self.rowLimit else { break }
        continue
      }
      offset += 1
      guard offset < text.count, text[offset] == UInt8(ascii: "\"") else {
        // Blanks after the closing quote are let through, other text is not.
        let rest = text[offset...].prefix { $0 == 32 }
        let after = offset + rest.count
        if after < text.count, ![separator, 10, 13].contains(text[after]) {
          row.isBroken = true
        } else {
          offset = after
        }
        return
      }
      value.append(UInt8(ascii: "\""))
      offset += 1
    }
    // The quote is not closed: the row ends with its first line, so that the rest can be read.
    row.isBroken = true
    value = []
    offset = start
    while offset < text.count, text[offset] != 10, text[offset] != 13 { offset += 1 }
    value += text[start..<offset]
  }
}
