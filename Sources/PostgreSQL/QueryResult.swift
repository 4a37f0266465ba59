/// The rows that a statement returned, in memory, and how many it touched.
package struct QueryResult: Sendable {
  package struct Column: Hashable, Sendable {
    package let name: String
    package let type: PostgresType
  }

  /// The name of the statement, for errors.
  package let statement: String
  package let columns: [Column]
  /// Number of rows returned.
  package let count: Int
  /// Number of rows inserted, updated, deleted or returned, as the command tag says.
  package let affected: Int
  /// All values in the binary format, row by row.
  let bytes: [UInt8]
  /// The end of each value in `bytes`; its complement for a null.
  let ends: [Int]

  /// The position of the column named `name`.
  package func index(of name: String) throws(PostgresError) -> Int {
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    throw PostgresError(message: "no column named \(name) in the result", statement: statement)
  }

  /// The bytes of a value, nil for null.
  func range(row: Int, column: Int) -> Range<Int>? {
    let cell = row * columns.count + column
    let end = ends[cell]
    guard end >= 0 else { return nil }
    let before = cell == 0 ? 0 : ends[cell - 1]
    return (before < 0 ? ~before : before)..<end
  }
}

extension QueryResult: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package subscript(position: Int) -> Row {
    precondition(indices.contains(position), "row out of range")
    return Row(result: self, position: position)
  }
}
