/// What went wrong in talking to PostgreSQL, with where and in which statement, and without data.
///
/// Messages of the server can quote rows and bound values, so the text is kept only for the kinds
/// of error that cannot hold any; the rest is told by state, condition and the names of schema,
/// table, column and constraint.
package struct PostgresError: Error, Equatable, Sendable {
  /// The kind of error; nil where the connection broke without a word of the server.
  package var state: SQLState?
  /// `ERROR`, `FATAL`, `PANIC`; nil where the error arose on our side.
  package var severity: String?
  /// The name of the statement, never its text.
  package var statement: String?
  /// The host, or the directory of the socket.
  package var host: String?
  package var database: String?
  /// A message that cannot hold data; nil where the server's could.
  package var message: String?
  package var schema: String?
  package var table: String?
  package var column: String?
  package var constraint: String?
  /// The character of the statement's text at which a mistake was found, from 1.
  package var position: Int?
  /// The row of a COPY that was refused, from 1.
  package var copyRow: Int?
  /// The connection is gone and cannot be used again; whether an open COMMIT succeeded is unknown.
  package var isConnectionLost: Bool
  /// The server wants a password, and nobody gave one.
  package var isPasswordMissing = false

  package init(
    state: SQLState? = nil, message: String?, statement: String? = nil,
    isConnectionLost: Bool = false
  ) {
    self.state = state
    self.message = message
    self.statement = statement
    self.isConnectionLost = isConnectionLost
  }
}

extension PostgresError: CustomStringConvertible {
  package var description: String {
    var text = state.map { "\($0.condition) (SQLSTATE \($0))" } ?? "PostgreSQL"
    if let message { text += ": \(message)" }
    if let statement { text += "; statement \(statement)" }
    if let position { text += ", character \(position)" }
    if let copyRow { text += ", row \(copyRow) of the COPY" }
    let parts = [("schema", schema), ("table", table), ("column", column)]
    for case (let kind, let name?) in parts + [("constraint", constraint)] {
      text += "; \(kind) \(name)"
    }
    if let database { text += "; database \(database)" }
    if let host { text += " at \(host)" }
    return text
  }
}
