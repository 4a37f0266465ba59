import PostgreSQL
import Synchronization
import Warehouse

/// Asks many panels at once, over several connections that all see one state of the database.
struct PanelReading: Sendable {
  /// How a connection for reports is opened.
  let open: @Sendable () async throws -> Warehouse
  /// The most connections that ask, the first among them.
  let connections: Int

  /// The answers, in the order of the questions.
  ///
  /// - Parameters:
  ///   - first: a connection within a transaction of `.snapshot`, whose state all others see.
  ///   - step: hears of each question that is answered.
  func answers(
    _ questions: [PanelQuestion], first: Warehouse,
    step: @escaping @Sendable (PanelQuestion) -> Void
  ) async throws -> [PanelAnswer] {
    let queue = Mutex(questions.indices)
    let next: @Sendable () -> Int? = { queue.withLock { $0.popFirst() } }
    let ask: @Sendable (Warehouse) async throws -> [(Int, PanelAnswer)] = { warehouse in
      var answers: [(Int, PanelAnswer)] = []
      while let place = next() {
        try Task.checkCancellation()
        answers.append((place, try await questions[place].ask(warehouse)))
        step(questions[place])
      }
      return answers
    }
    let others = min(connections, questions.count) - 1
    guard others > 0 else { return try await ask(first).map(\.1) }
    let snapshot = try await first.exportSnapshot()
    let found = try await withThrowingTaskGroup(of: [(Int, PanelAnswer)].self) { group in
      group.addTask { try await ask(first) }
      for _ in 0..<others {
        group.addTask { try await beside(snapshot, ask) }
      }
      var found: [PanelAnswer?] = questions.map { _ in nil }
      for try await part in group {
        for (place, answer) in part { found[place] = answer }
      }
      return found
    }
    return found.compactMap(\.self)
  }

  private func beside<Answer>(
    _ snapshot: String, _ body: (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    let warehouse = try await open()
    do {
      let answer = try await warehouse.connection.transaction(.snapshot) { _ in
        try await warehouse.adopt(snapshot: snapshot)
        return try await body(warehouse)
      }
      await warehouse.close()
      return answer
    } catch {
      await warehouse.close()
      throw error
    }
  }
}

extension Warehouse {
  /// Names the state that the open transaction of `.snapshot` sees, for others to adopt while it lasts.
  fileprivate func exportSnapshot() async throws -> String {
    try await run("export_snapshot").first?.get(at: 0) ?? ""
  }

  /// Sees in the transaction of `.snapshot` that was just opened what another one sees.
  ///
  /// - Parameter snapshot: what `exportSnapshot` of the other gave, digits and dashes.
  fileprivate func adopt(snapshot: String) async throws {
    try await connection.execute("SET TRANSACTION SNAPSHOT '\(snapshot)'", name: "adopt_snapshot")
  }
}
