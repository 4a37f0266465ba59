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
  /// What happened and may explain what a picture along days shows.
  var annotations: [Site.Annotation] = []

  /// The figure as marks; nil where it is a table.
  var chart: (any Chart)? {
    switch panel.figure {
    case .line, .area: column(.colour) == nil ? line : lines
    case .stacked: stack
    case .multiples: multiples
    case .calendar: calendar
    case .bar: column(.colour) == nil ? nil : parts
    case .column: columns
    case .pie, .ring: pie
    case .treemap: treemap
    case .flow: flow
    case .funnel: funnel
    case .scatter: scatter
    case .histogram: histogram
    case .dots: ranges
    case .heatmap, .matrix, .cohort, .table, .numbers, .sentence: nil
    }
  }

  /// The picture or the table; `id` is unique on the page.
  func markup(id: String) -> Node {
    if let chart { return chart.markup(id: id, size: size) }
    return switch panel.figure {
    case .bar: ranking.markup()
    case .heatmap: heatmap.markup()
    case .matrix: matrix.markup()
    case .cohort: cohorts.markup()
    case .table: records(captioned: panel.question, limit: panel.limit ?? 500).markup()
    case .numbers: headlineNumbers
    default: .empty
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
    let targets = column(.target).map { _ in numbers(.target) }
    let rows = shownRows.map { row in
      let value = values[row] ?? 0
      return RankTable.Row(
        text(row, .label), value: value,
        change: compared.map {
          Change(value: value, previous: $0[row] ?? 0, format: panel.format).short
        }, target: targets?[row])
    }
    return RankTable(
      caption: compared == nil
        ? panel.question
        : "\(panel.question) Change against \(period.before).",
      labelHeading: panel.heading ?? column(.label) ?? "",
      valueHeading: panel.unit.isEmpty ? column(.value) ?? "" : panel.unit,
      changeHeading: compared == nil ? nil : "change",
      targetHeading: targets == nil ? nil : "target",
      rows: rows, format: panel.format)
  }

  private var columns: ColumnFigure {
    let values = numbers(.y)
    let targets = column(.target).map { _ in numbers(.target) }
    return ColumnFigure(
      title: panel.question, summary: summary,
      bars: shownRows.map { .init(text($0, .x), values[$0], target: targets?[$0]) },
      unit: panel.unit, format: panel.format)
  }

  private var pie: PieFigure {
    let values = numbers(.value)
    return PieFigure(
      title: panel.question, summary: summary,
      slices: table.rows.indices.map { .init(text($0, .label), values[$0] ?? 0) },
      unit: panel.unit, format: panel.format, hasHole: panel.figure == .ring)
  }

  // MARK: Grids

  private var heatmap: HeatTable {
    let grid = Grid(self, columns: .x, rows: .y, values: .colour)
    return HeatTable(
      caption: panel.question, columns: grid.columns, rows: grid.rows, values: grid.values,
      unit: panel.unit, format: panel.format, size: size)
  }

  private var matrix: MatrixFigure {
    let grid = Grid(self, columns: .x, rows: .y, values: .colour)
    return MatrixFigure(
      caption: panel.question, rows: grid.rows, columns: grid.columns, values: grid.values,
      rowHeading: panel.heading ?? column(.y) ?? "", columnHeading: column(.x) ?? "",
      unit: panel.unit, format: panel.format)
  }
}
