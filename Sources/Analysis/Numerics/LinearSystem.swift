/// A square matrix, inverted by Gaussian elimination with pivots of its columns.
struct SquareMatrix {
  let size: Int
  private var cells: [Double]

  init(size: Int) {
    self.size = size
    cells = [Double](repeating: 0, count: size * size)
  }

  static func identity(_ size: Int) -> SquareMatrix {
    var matrix = SquareMatrix(size: size)
    for index in 0..<size { matrix[index, index] = 1 }
    return matrix
  }

  subscript(row: Int, column: Int) -> Double {
    get { cells[row * size + column] }
    set { cells[row * size + column] = newValue }
  }

  /// The inverse, or nil where the matrix is singular.
  var inverse: SquareMatrix? {
    var left = self
    var right = SquareMatrix.identity(size)
    for column in 0..<size {
      let pivot = (column..<size).max { abs(left[$0, column]) < abs(left[$1, column]) } ?? column
      guard abs(left[pivot, column]) > 1e-300 else { return nil }
      left.exchange(pivot, column)
      right.exchange(pivot, column)
      let factor = 1 / left[column, column]
      left.scale(column, factor)
      right.scale(column, factor)
      for row in 0..<size where row != column {
        let factor = left[row, column]
        guard factor != 0 else { continue }
        left.subtract(factor, of: column, from: row)
        right.subtract(factor, of: column, from: row)
      }
    }
    return right
  }

  private mutating func exchange(_ one: Int, _ other: Int) {
    guard one != other else { return }
    for column in 0..<size { cells.swapAt(one * size + column, other * size + column) }
  }

  private mutating func scale(_ row: Int, _ factor: Double) {
    for column in 0..<size { self[row, column] *= factor }
  }

  private mutating func subtract(_ factor: Double, of source: Int, from row: Int) {
    for column in 0..<size { self[row, column] -= factor * self[source, column] }
  }
}
