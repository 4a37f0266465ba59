internal import CPostgreSQL

extension PostgresError {
  /// The error that a failed result reports.
  init(result: borrowing ResultHandle, statement: String?) {
    let state = result.field(FOOTFALL_DIAG_SQLSTATE).map(SQLState.init)
    let text = result.field(FOOTFALL_DIAG_MESSAGE)
    self.init(
      state: state,
      message: Self.mayBeShown(state) ? text ?? result.message : nil,
      statement: statement)
    severity = result.field(FOOTFALL_DIAG_SEVERITY)
    schema = result.field(FOOTFALL_DIAG_SCHEMA)
    table = result.field(FOOTFALL_DIAG_TABLE)
    column = result.field(FOOTFALL_DIAG_COLUMN)
    constraint = result.field(FOOTFALL_DIAG_CONSTRAINT)
    position = result.field(FOOTFALL_DIAG_POSITION).flatMap { Int($0) }
    copyRow = result.field(FOOTFALL_DIAG_CONTEXT).flatMap(Self.copyRow)
  }

  /// The error of a connection that did not come about, from libpq's words in their long form.
  init(refusal text: String) {
    // The long form adds a line with the place in the server's source.
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.contains(".c:") }
    var words = lines.joined(separator: " ").split(separator: " ")
    let at = words.firstIndex { word in
      word.utf8.count == 6 && word.last == ":" && word.contains(where: \.isNumber)
        && word.dropLast().allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
    }
    let code = at.map { String(words.remove(at: $0).dropLast()) } ?? "08001"
    self.init(
      state: SQLState(code), message: words.joined(separator: " "), isConnectionLost: true)
  }

  /// Whether messages of this state name only objects, hosts and pieces of statements.
  ///
  /// Without a state the text is libpq's own, about the connection.
  private static func mayBeShown(_ state: SQLState?) -> Bool {
    guard let state else { return true }
    switch state {
    case .connectionException, .insufficientResources, .invalidAuthorization, .invalidCatalogName:
      return true
    case .insufficientPrivilege, .syntaxError, .undefinedColumn, .undefinedTable, .duplicateTable:
      return true
    default:
      return state.code.hasPrefix("57P")
        || ["42704", "42883", "42P02", "42P18"].contains(state.code)
    }
  }

  /// The number after `line` in `COPY event, line 7, column …`, and nothing else of the context.
  private static func copyRow(_ context: String) -> Int? {
    guard context.hasPrefix("COPY ") else { return nil }
    let words = context.split(separator: " ")
    guard let line = words.firstIndex(of: "line"), line + 1 < words.count else { return nil }
    return Int(words[line + 1].prefix { $0.isASCII && $0.isNumber })
  }
}
