/// One row of a result.
///
/// The type asked for decides how the value is read: `let visits: Int64 = try row.get("visits")`.
/// An optional takes null; anything else refuses it.
package struct Row: Sendable {
  let result: QueryResult
  let position: Int

  /// The value of the column named `name`; throws when there is none, or it has another type.
  package func get<Value: ColumnDecodable>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    try get(at: result.index(of: name), as: type)
  }

  /// The value of the column at `index`.
  package func get<Value: ColumnDecodable>(
    at index: Int, as type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    let column = result.columns[index]
    let range = result.range(row: position, column: index)
    if let value = Value(cell: range.map { result.bytes[$0] }, type: column.type) { return value }
    let found = range == nil ? "null" : "\(column.type)"
    throw PostgresError(
      message: "column \(column.name) is \(found), not readable as \(Value.self)",
      statement: result.statement)
  }

  package func isNull(at index: Int) -> Bool {
    result.range(row: position, column: index) == nil
  }
}
