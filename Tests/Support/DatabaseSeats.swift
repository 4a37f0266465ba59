/// How many tests use the server at once: all tests of a process begin together, and each may
/// open a dozen connections and start programs.
actor DatabaseSeats {
  static let shared = DatabaseSeats(count: 8)

  /// Whoever has a seat needs no second one for another database.
  @TaskLocal private static var isTaken = false

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { free = count }

  nonisolated func with<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    if Self.isTaken { return try await body() }
    await take()
    do {
      let answer = try await Self.$isTaken.withValue(true) { try await body() }
      await leave()
      return answer
    } catch {
      await leave()
      throw error
    }
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
