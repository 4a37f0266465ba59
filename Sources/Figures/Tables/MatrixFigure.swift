package import Markup

/// A heat table between things with long names, as from page to page: columns are numbered, and the
/// same number stands before the name in the row or in the key below.
package struct MatrixFigure: Sendable {
  package let caption: String
  package let rows: [String]
  package let columns: [String]
  /// One row of values for each name in `rows`; nil where nothing was measured.
  package let values: [[Double?]]
  /// What rows and columns are: `from`, `to`.
  package let rowHeading: String
  package let columnHeading: String
  package let unit: String
  package let format: ValueFormat

  package init(
    caption: String, rows: [String], columns: [String], values: [[Double?]], rowHeading: String,
    columnHeading: String, unit: String, format: ValueFormat = .count
  ) {
    self.caption = caption
    self.rows = rows
    self.columns = columns
    self.values = values
    self.rowHeading = rowHeading
    self.columnHeading = columnHeading
    self.unit = unit
    self.format = format
  }

  /// The table, the key to its colours and, where a column has no row of its name, the key to the
  /// numbers.
  package func markup() -> Node {
    let cells = rows.indices.map { row in columns.indices.map { value(row, $0) } }
    let present = cells.flatMap { $0.compactMap { $0 } }
    let scale = HeatScale(present)
    let widest = present.map { TextStyle.tick.width(of: format.label($0)) }.max() ?? 0
    let room = { (table: Double, border: Double) in
      table / Double(max(1, columns.count)) - border
    }
    var classes = ["heat", "matrix"]
    if widest + 2 > room(640, 4) { classes.append("dense") }
    if widest + 2 <= room(170, 2) { classes.append("roomy") }
    let colours = HeatKey(
      scale: scale, format: format, unit: unit, hasMissing: cells.contains { $0.contains(nil) })
    return .fragment([
      h(
        .table, [.class(classes.joined(separator: " "))],
        h(.caption, .text(Label.clean(caption))),
        h(.thead, h(.tr, [corner] + columns.indices.map(heading))),
        h(
          .tbody,
          zip(rows, cells).map { name, cells in
            h(
              .tr,
              [rowHeader(name)] + cells.map { HeatCell.node($0, scale: scale, format: format) })
          })),
      colours.paragraph,
      columns.allSatisfy(rows.contains) ? .empty : numberKey,
    ])
  }

  private func value(_ row: Int, _ column: Int) -> Double? {
    guard values.indices.contains(row), values[row].indices.contains(column) else { return nil }
    return values[row][column].flatMap { $0.isFinite ? $0 : nil }
  }

  private var corner: Node {
    h(.td, .text("\(Label.clean(rowHeading)) ↓ \(Label.clean(columnHeading)) →"))
  }

  private func heading(_ column: Int) -> Node {
    h(
      .th, [.init(.scope, "col")], .text("\(column + 1)"),
      h(.span, [.class("vh")], " ", .isolated(Label.clean(columns[column]))))
  }

  private func rowHeader(_ name: String) -> Node {
    let number = columns.firstIndex(of: name).map { "\($0 + 1)" } ?? ""
    return h(
      .th, [.init(.scope, "row")], h(.b, .text(number)),
      h(.span, [.class("name")], .isolated(Label.clean(name, limit: 60))))
  }

  private var numberKey: Node {
    h(
      .p, [.class("columns")],
      [.text("\(Label.clean(columnHeading)):")]
        + columns.enumerated().filter { !rows.contains($0.element) }.flatMap { index, name in
          [" ", h(.b, .text("\(index + 1)")), " ", .isolated(Label.clean(name, limit: 60))]
        })
  }
}
