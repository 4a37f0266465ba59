package import Markup

/// A heat map that is a real table: rows by ordered columns, as weekdays by hours or topics by
/// months, each cell its number on the colour of its class.
package struct HeatTable: Sendable {
  package let caption: String
  /// Names of the columns in their order; where they do not all fit, every second, third … is shown.
  package let columns: [String]
  package let rows: [String]
  /// One row of values for each name in `rows`; nil where nothing was measured.
  package let values: [[Double?]]
  package let unit: String
  package let format: ValueFormat
  /// Whether a last column holds the sums of the rows.
  package let hasTotals: Bool
  package let size: FigureSize

  package init(
    caption: String, columns: [String], rows: [String], values: [[Double?]], unit: String,
    format: ValueFormat = .count, hasTotals: Bool = true, size: FigureSize = .full
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.values = values
    self.unit = unit
    self.format = format
    self.hasTotals = hasTotals
    self.size = size
  }

  private func value(_ row: Int, _ column: Int) -> Double? {
    guard values.indices.contains(row), values[row].indices.contains(column) else { return nil }
    return values[row][column].flatMap { $0.isFinite ? $0 : nil }
  }

  /// The table and the key to its colours.
  package func markup() -> Node {
    let cells = rows.indices.map { row in columns.indices.map { value(row, $0) } }
    let present = cells.flatMap { $0.compactMap { $0 } }
    let scale = HeatScale(present)
    let fit = HeatFit(
      columns: columns.map { Label.clean($0, limit: 40) }, rows: rows,
      numbers: present.map { format.label($0) }, hasTotals: hasTotals, size: size)
    let key = HeatKey(
      scale: scale, format: format, unit: unit, hasMissing: cells.contains { $0.contains(nil) })
    var heads = [h(.td)] + fit.headings
    if hasTotals { heads.append(h(.th, [.init(.scope, "col"), .class("sum")], "all")) }
    return .fragment([
      h(
        .table, [.class(fit.className)],
        h(.caption, .text(Label.clean(caption))),
        h(.thead, h(.tr, heads)),
        h(
          .tbody,
          zip(rows, cells).map { name, cells in
            var nodes = [h(.th, [.init(.scope, "row")], .isolated(Label.clean(name)))]
            nodes += cells.map { HeatCell.node($0, scale: scale, format: format) }
            if hasTotals {
              let sum = cells.reduce(0) { $0 + ($1 ?? 0) }
              nodes.append(h(.td, [.class("sum")], .text(format.label(sum))))
            }
            return h(.tr, nodes)
          })),
      key.paragraph,
    ])
  }
}

/// One cell of a heat map: the number on its class, zero quiet, a missing one hatched and empty.
enum HeatCell {
  static func node(_ value: Double?, scale: HeatScale, format: ValueFormat) -> Node {
    h(
      .td, [.class(scale.className(value))],
      value.map { [.text(format.label($0))] } ?? [h(.span, [.class("vh")], "no data")])
  }
}
