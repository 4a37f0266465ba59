/// How a transaction sees what others do.
package enum TransactionMode: Sendable {
  /// Each statement sees what was committed before it began.
  case readCommitted
  /// All statements see the same state, and write nothing.
  case snapshot

  fileprivate var begin: String {
    switch self {
    case .readCommitted: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    case .snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }
  }
}

extension Connection {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws or the
  /// task is cancelled.
  ///
  /// Runs where the caller runs. An error whose `isConnectionLost` is true leaves open whether the
  /// commit took place: read the stored position on a new connection.
  @discardableResult
  package nonisolated func transaction<Answer>(
    _ mode: TransactionMode = .readCommitted, _ body: (Connection) async throws -> Answer
  ) async throws -> Answer {
    try await begin(mode)
    let answer: Answer
    do {
      answer = try await body(self)
      try Task.checkCancellation()
    } catch {
      await rollBack()
      throw error
    }
    try await commit()
    return answer
  }

  /// Runs `body` as a part of the open transaction: what it did is taken back when it throws, and
  /// the transaction goes on.
  @discardableResult
  package nonisolated func savepoint<Answer>(
    _ body: (Connection) async throws -> Answer
  ) async throws -> Answer {
    try await mark("SAVEPOINT part")
    let answer: Answer
    do {
      answer = try await body(self)
    } catch {
      if await isOpen { try await mark("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part") }
      throw error
    }
    try await mark("RELEASE SAVEPOINT part")
    return answer
  }

  private func mark(_ script: String) throws(PostgresError) {
    try runScript(script, name: "SAVEPOINT")
  }

  private func begin(_ mode: TransactionMode) async throws {
    guard isIdle || !isOpen else {
      throw PostgresError(message: "a transaction is open already", statement: "BEGIN")
    }
    try await interruptible { _ = try self.runScript(mode.begin, name: "BEGIN") }
  }

  /// Commits, without heed to cancellation: once it is asked for, its outcome is wanted.
  private func commit() throws(PostgresError) {
    let tag = try runScript("COMMIT", name: "COMMIT")
    guard tag == "COMMIT" else {
      throw PostgresError(
        state: .inFailedTransaction,
        message: "rolled back, for a statement in it had failed", statement: "COMMIT")
    }
  }

  /// Rolls back; where that fails the connection is lost and the server rolls back itself.
  private func rollBack() {
    _ = try? runScript("ROLLBACK", name: "ROLLBACK")
  }
}
