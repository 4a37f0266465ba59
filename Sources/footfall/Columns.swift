import Clickstream

/// A table of text: columns as wide as what is in them, two blanks between.
///
/// Nothing in a cell moves the cursor of a terminal, wherever it came from.
enum Columns {
  static func text(_ cells: [[String]], rightAligned: Range<Int> = 0..<0) -> String {
    let rows = cells.map { $0.map { PrintableText.string(from: $0) } }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? blanks + cell : cell + blanks
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
