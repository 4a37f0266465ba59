internal import CPostgreSQL

/// The owner of a `PGresult`.
@safe struct ResultHandle: ~Copyable {
  private let result: OpaquePointer

  init(owning result: OpaquePointer) {
    unsafe self.result = result
  }

  deinit { unsafe PQclear(result) }

  var status: ExecStatusType { unsafe PQresultStatus(result) }

  var isError: Bool {
    switch status {
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_PIPELINE_ABORTED: true
    default: false
    }
  }

  var isCopyIn: Bool { status == PGRES_COPY_IN }
  var isCopyOut: Bool { status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH }

  /// The command tag: `INSERT 0 5`, `COMMIT`.
  var tag: String { unsafe PQcmdStatus(result).map { unsafe String(cString: $0) } ?? "" }

  /// Rows touched by the command; 0 where it touches none.
  var affected: Int { unsafe Int(String(cString: PQcmdTuples(result))) ?? 0 }

  /// The server's or libpq's words, as one line.
  var message: String {
    unsafe PQresultErrorMessage(result).map { unsafe String(cString: $0) }?
      .split(whereSeparator: \.isNewline).joined(separator: " ") ?? ""
  }

  /// A field of an error.
  func field(_ code: some BinaryInteger) -> String? {
    unsafe PQresultErrorField(result, Int32(code)).map { unsafe String(cString: $0) }
  }

  var parameterTypes: [PostgresType] {
    unsafe (0..<PQnparams(result)).map { unsafe PostgresType(oid: PQparamtype(result, $0)) }
  }

  var columns: [QueryResult.Column] {
    unsafe (0..<PQnfields(result)).map { index in
      unsafe QueryResult.Column(
        name: String(cString: PQfname(result, index)),
        type: PostgresType(oid: PQftype(result, index)))
    }
  }

  /// Copies all values into Swift memory, row by row.
  func rows(statement: String) -> QueryResult {
    let columns = self.columns
    let count = unsafe Int(PQntuples(result))
    var bytes: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(count * columns.count)
    for row in 0..<Int32(count) {
      for column in 0..<Int32(columns.count) {
        if unsafe PQgetisnull(result, row, column) == 1 {
          ends.append(~bytes.count)
          continue
        }
        let length = unsafe Int(PQgetlength(result, row, column))
        if let value = unsafe PQgetvalue(result, row, column) {
          unsafe bytes.append(
            contentsOf: UnsafeRawBufferPointer(start: UnsafeRawPointer(value), count: length))
        }
        ends.append(bytes.count)
      }
    }
    return QueryResult(
      statement: statement, columns: columns, count: count, affected: affected, bytes: bytes,
      ends: ends)
  }
}
