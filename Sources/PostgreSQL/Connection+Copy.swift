/// Takes the buffers of one COPY.
package struct CopyWriter: Sendable {
  fileprivate let connection: Connection

  /// Sends one buffer, best of about 1 MiB.
  package func write(_ buffer: [UInt8]) async throws {
    try await connection.putCopy(buffer)
  }
}

extension Connection {
  /// Runs `COPY … FROM STDIN (FORMAT binary)` with the buffers that `produce` writes, and gives the
  /// number of rows stored.
  ///
  /// What `produce` throws gives the COPY up, stores nothing and is thrown on; the connection stays
  /// usable.
  @discardableResult
  package nonisolated func copyIn(
    _ sql: String, name: String, _ produce: (CopyWriter) async throws -> Void
  ) async throws -> Int {
    try await beginCopy(sql, name: name)
    do {
      try await produce(CopyWriter(connection: self))
    } catch {
      await abortCopy()
      throw error
    }
    return try await endCopy(name: name)
  }
}
