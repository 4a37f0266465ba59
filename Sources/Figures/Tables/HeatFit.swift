import Markup

/// What of a heat table fits: which column names, and whether cells hold their numbers.
struct HeatFit {
  /// Widths in CSS pixels, equal to those of the style sheet.
  private struct Space {
    let table: Double
    let label: Double
    let sum: Double
    let border: Double
  }

  let className: String
  let headings: [Node]

  init(columns: [String], rows: [String], numbers: [String], hasTotals: Bool, size: FigureSize) {
    let style = TextStyle.tick
    let isNamed = (rows.map { style.width(of: $0) }.max() ?? 0) > 40
    let wide = Space(
      table: size == .full ? 950 : 400, label: isNamed ? 150 : 44, sum: 52, border: 4)
    let narrow = Space(table: 320, label: isNamed ? 96 : 36, sum: 40, border: 2)
    let cell = { (space: Space) in
      (space.table - space.label - (hasTotals ? space.sum : 0)) / Double(max(1, columns.count))
        - space.border
    }
    let number = (numbers.map { style.width(of: $0) }.max() ?? 0) + 2
    var classes = ["heat"]
    if isNamed { classes.append("named") }
    if number > cell(wide) { classes.append("dense") }
    if number <= cell(narrow) { classes.append("roomy") }
    className = classes.joined(separator: " ")

    let shownWide = Self.shown(columns, cell: cell(wide) + wide.border)
    let shownNarrow = Self.shown(columns, cell: cell(narrow) + narrow.border)
    headings = columns.indices.map { index in
      let name = Node.text(columns[index])
      let content: Node =
        if shownWide.contains(index), shownNarrow.contains(index) {
          name
        } else if shownWide.contains(index) {
          h(.span, [.class("vh-narrow")], name)
        } else if shownNarrow.contains(index) {
          h(.span, [.class("vh-wide")], name)
        } else {
          h(.span, [.class("vh")], name)
        }
      return h(.th, [.init(.scope, "col")], content)
    }
  }

  /// The columns whose names are shown: as many in equal steps as keep apart.
  private static func shown(_ columns: [String], cell: Double) -> Set<Int> {
    // A name of several words takes several lines.
    let widths = columns.map { name in
      (name.split(separator: " ").map { TextStyle.tick.width(of: String($0)) }.max() ?? 0) + 6
    }
    let steps = [1, 2, 3, 4, 6, 7, 12] + Array(stride(from: 14, to: columns.count + 14, by: 7))
    for step in steps {
      let shown = columns.indices.filter { $0 % step == 0 }
      let fits = shown.allSatisfy { widths[$0] <= cell * Double(step) }
      guard fits else { continue }
      // The last one may reach no further than the table does.
      return Set(shown.filter { widths[$0] <= cell * Double(columns.count - $0) })
    }
    return []
  }
}
