package import Markup

/// The plain table behind a figure, or a table that is the figure.
package struct DataTable: Sendable {
  package struct Column: Sendable {
    package let label: String
    /// The format of the numbers in it; nil for a column of words.
    package let format: ValueFormat?

    package init(_ label: String, _ format: ValueFormat? = nil) {
      self.label = label
      self.format = format
    }
  }

  package let caption: String
  package let columns: [Column]
  package let rows: [[Cell]]
  /// Whether the caption is for those alone who hear the page: a heading above it says the same.
  private let isTitled: Bool

  /// Rows of as many cells as there are columns; the first cell of a row is its header.
  package init(caption: String, columns: [Column], rows: [[Cell]], isTitled: Bool = false) {
    self.isTitled = isTitled
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The table, in a box that scrolls by itself where it is too wide.
  package func markup() -> Node {
    let caption = Label.clean(caption)
    return h(
      .div,
      [
        .class("scroll"), .init(.tabindex, "0"), .init(.role, "region"), .init(.ariaLabel, caption),
      ],
      h(
        .table, [.class("data")],
        h(.caption, isTitled ? [.class("vh")] : [], .text(caption)),
        h(.thead, h(.tr, columns.map(heading))),
        h(.tbody, rows.map(row))))
  }

  /// The table folded away under a line that opens it.
  package func details(summary: String = "Table") -> Node {
    h(.details, h(.summary, .text(summary)), markup())
  }

  private func heading(_ column: Column) -> Node {
    let numeric: [Attribute] = column.format == nil ? [] : [.class("num")]
    return h(.th, [.init(.scope, "col")] + numeric, .text(Label.clean(column.label)))
  }

  private func row(_ cells: [Cell]) -> Node {
    h(
      .tr,
      zip(columns.indices, zip(columns, cells)).map { index, pair in
        let (column, cell) = pair
        let content = cell.node(column.format ?? .decimal)
        let numeric: [Attribute] =
          column.format != nil ? [.class("num")] : cell.isKept ? [.class("kept")] : []
        return index == 0
          ? h(.th, [.init(.scope, "row")] + numeric, content) : h(.td, numeric, content)
      })
  }
}
