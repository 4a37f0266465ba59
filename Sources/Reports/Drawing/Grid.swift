/// Rows of (column, row, value) as a table with names along both sides, in the order of their coming.
struct Grid {
  private(set) var columns: [String] = []
  private(set) var rows: [String] = []
  private(set) var values: [[Double?]] = []

  init(
    _ figure: PanelFigure, columns x: FigureKind.Channel, rows y: FigureKind.Channel,
    values channel: FigureKind.Channel
  ) {
    var columnOf: [String: Int] = [:]
    var rowOf: [String: Int] = [:]
    let numbers = figure.numbers(channel)
    let cells = figure.table.rows.indices.map { row in
      (x: figure.text(row, x), y: figure.text(row, y), value: numbers[row])
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
