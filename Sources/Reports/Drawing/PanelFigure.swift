import Clickstream
import Figures
import Markup

/// The picture of a panel and the table behind it.
struct PanelFigure {
  let panel: Panel
  let table: PanelTable
  let period: Period
  /// What the picture says in a sentence.
  let summary: String
  let size: FigureSize
  /// The same with the same days of the year before as what is compared.
  var before: PanelTable?
  /// Pages of single persons and vendors beside this one, by whom they are about.
  var pages: [Int64: String] = [:]

  /// The picture; `id` is unique on the page.
  func markup(id: String) -> Node {
    switch panel.figure {
    case .line, .area: line.markup(id: id, size: size)
    case .stacked: stack.markup(id: id, size: size)
    case .bar: ranking.markup()
    case .column: columns.markup(id: id, size: size)
    case .pie: pie.markup(id: id, size: size)
    case .heatmap: heatmap.markup()
    case .matrix: matrix.markup()
    case .calendar: calendar.markup(id: id, size: size)
    case .table: records(captioned: panel.question, limit: panel.limit ?? 500).markup()
    case .numbers: headlineNumbers
    case .sentence: .empty
    }
  }

  /// The table that folds out below the picture; nil where the picture is the table.
  func details() -> Node? {
    switch panel.figure {
    case .numbers, .sentence: nil
    case .table where table.rows.count <= panel.limit ?? 500: nil
    default: records(captioned: panel.question, limit: 500).details(summary: detailsTitle)
    }
  }

  private var detailsTitle: String {
    table.rows.count > (panel.limit ?? .max) ? "All \(table.rows.count) rows" : "Table"
  }

  func column(_ channel: FigureKind.Channel) -> String? { panel.columns[channel] }

  func text(_ row: Int, _ channel: FigureKind.Channel) -> String {
    table.text(row, column(channel)) ?? "unknown"
  }

  func numbers(_ channel: FigureKind.Channel) -> [Double?] { table.numbers(column(channel)) }

  /// The rows that are shown: all, or as many as the panel wants.
  var shownRows: Range<Int> { 0..<min(table.rows.count, panel.limit ?? table.rows.count) }

  // MARK: Categories

  private var ranking: RankTable {
    let values = numbers(.value)
    let compared = period.hasPrevious && column(.compared) != nil ? numbers(.compared) : nil
    let rows = shownRows.map { row in
      let value = values[row] ?? 0
      return RankTable.Row(
        text(row, .label), value: value,
        change: compared.map {
          Change(value: value, previous: $0[row] ?? 0, format: panel.format).short
        })
    }
    return RankTable(
      caption: compared == nil
        ? panel.question
        : "\(panel.question) Change against \(period.before).",
      labelHeading: panel.heading ?? column(.label) ?? "",
      valueHeading: panel.unit.isEmpty ? column(.value) ?? "" : panel.unit,
      changeHeading: compared == nil ? nil : "change",
      rows: rows, format: panel.format)
  }

  private var columns: ColumnFigure {
    let values = numbers(.y)
    return ColumnFigure(
      title: panel.question, summary: summary,
      bars: shownRows.map { .init(text($0, .x), values[$0]) }, unit: panel.unit,
      format: panel.format)
  }

  private var pie: PieFigure {
    let values = numbers(.value)
    return PieFigure(
      title: panel.question, summary: summary,
      slices: table.rows.indices.map { .init(text($0, .label), values[$0] ?? 0) },
      unit: panel.unit, format: panel.format)
  }

  // MARK: Grids

  private var heatmap: HeatTable {
    let grid = Grid(self)
    return HeatTable(
      caption: panel.question, columns: grid.columns, rows: grid.rows, values: grid.values,
      unit: panel.unit, format: panel.format, size: size)
  }

  private var matrix: MatrixFigure {
    let grid = Grid(self)
    return MatrixFigure(
      caption: panel.question, rows: grid.rows, columns: grid.columns, values: grid.values,
      rowHeading: panel.heading ?? column(.y) ?? "", columnHeading: column(.x) ?? "",
      unit: panel.unit, format: panel.format)
  }
}

/// Rows of (x, y, value) as a table with names along both sides, in the order of their coming.
private struct Grid {
  private(set) var columns: [String] = []
  private(set) var rows: [String] = []
  private(set) var values: [[Double?]] = []

  init(_ figure: PanelFigure) {
    var columnOf: [String: Int] = [:]
    var rowOf: [String: Int] = [:]
    let numbers = figure.numbers(.colour)
    let cells = figure.table.rows.indices.map { row in
      (x: figure.text(row, .x), y: figure.text(row, .y), value: numbers[row])
    }
    for cell in cells {
      if columnOf[cell.x] == nil {
        columnOf[cell.x] = columns.count
        columns.append(cell.x)
      }
      if rowOf[cell.y] == nil {
        rowOf[cell.y] = rows.count
        rows.append(cell.y)
      }
    }
    values = rows.map { _ in columns.map { _ in nil } }
    for cell in cells {
      guard let row = rowOf[cell.y], let column = columnOf[cell.x] else { continue }
      values[row][column] = cell.value
    }
  }
}
