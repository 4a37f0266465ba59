import PostgreSQL

/// An item that the database refused.
struct Refusal: Sendable {
  /// Its place among the items that were to be stored.
  let index: Int
  let error: PostgresError
}

extension Warehouse {
  /// Stores `count` items part by part, each in a savepoint of the open transaction, so that those
  /// which the database refuses are left out; returns them.
  ///
  /// Where the server names the row of a COPY, the part is cut there, so each refused item costs a
  /// few statements; else it is halved.
  /// - Parameter store: stores a range of the items with checks that do not wait for the commit.
  func isolate(
    _ count: Int, _ store: (Range<Int>) async throws -> Void
  ) async throws -> [Refusal] {
    var refusals: [Refusal] = []
    var parts = count > 0 ? [0..<count] : []
    while let part = parts.popLast() {
      guard let error = try await attempt(part, store) else { continue }
      if part.count == 1 {
        refusals.append(Refusal(index: part.lowerBound, error: error))
      } else {
        let cut = part.lowerBound + Self.cut(of: part.count, after: error)
        parts.append(cut..<part.upperBound)
        parts.append(part.lowerBound..<cut)
      }
    }
    return refusals
  }

  /// The error by which a part was refused for what is in it; nil where it was stored.
  private func attempt(
    _ part: Range<Int>, _ store: (Range<Int>) async throws -> Void
  ) async throws -> PostgresError? {
    do {
      try await connection.savepoint { _ in try await store(part) }
      return nil
    } catch let error as PostgresError where error.isDataError {
      return error
    }
  }

  /// Before which item a part of `count` items is cut.
  private static func cut(of count: Int, after error: PostgresError) -> Int {
    guard let row = error.copyRow, (1...count).contains(row) else { return count / 2 }
    return max(1, row - 1)
  }
}

extension PostgresError {
  /// Why a record was refused, for people, without a value of it.
  var refusal: String {
    var text =
      "the database refused it: " + (state.map { "\($0.condition) (SQLSTATE \($0))" } ?? "")
    for case (let kind, let name?) in [
      ("table", table), ("column", column), ("constraint", constraint),
    ] {
      text += "; \(kind) \(name)"
    }
    return text
  }
}
