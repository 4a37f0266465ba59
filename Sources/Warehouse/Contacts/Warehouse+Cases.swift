package import Clickstream
import PostgreSQL

/// What staff does about a case.
package enum CaseStep: Sendable, Equatable {
  case assign(owner: String)
  /// Texts are empty where nothing is said.
  case close(cause: String, note: String)
  case reopen(note: String)
}

/// A case is as a step would make it already; nothing was written down.
package struct CaseStands: Error {
  package let row: Warehouse.CaseRow
}

extension CaseStep {
  /// Whether a case is as the step would make it.
  package func changesNothing(about row: Warehouse.CaseRow) -> Bool {
    switch self {
    case .assign(let owner): row.owner?.lowercased() == owner.lowercased()
    case .close: row.closedAt != nil
    case .reopen: row.closedAt == nil
    }
  }
}

extension Warehouse {
  /// A complaint, or a question that waits for an answer or was taken in hand.
  package struct CaseRow: Sendable, Encodable, Equatable {
    package var id: Int64
    /// Name of the site.
    package var site: String
    /// `complaint` or `question`.
    package var kind: String
    /// `open` or `closed`.
    package var state: String
    package var address: String?
    package var name: String?
    package var topic: String
    package var subject: String?
    package var openedAt: Instant
    /// Time of the first message that is not answered.
    package var waitingSince: Instant?
    package var owner: String?
    package var cause: String?
    package var note: String?
    package var closedAt: Instant?
    package var closedBy: String?
  }

  /// Cases, the oldest first.
  ///
  /// - Parameters:
  ///   - site: its name; nil for all.
  ///   - kind: `complaint` or `question`; nil for both.
  ///   - withClosed: closed ones too.
  ///   - owner: who sees to them; nil for all.
  ///   - limit: how many at most.
  package func cases(
    site: String?, kind: String?, withClosed: Bool, owner: String?, limit: Int
  ) async throws -> [CaseRow] {
    try await run(
      "list_cases",
      [
        .text(site ?? ""), .text(kind ?? ""), .bool(withClosed), .text(owner ?? ""),
        .int8(Int64(limit)),
      ]
    ).map(Self.caseRow)
  }

  /// Writes down what staff does about a case.
  ///
  /// - Parameter id: of the case, or of any message of its conversation.
  /// - Returns: the case as it is after; nil where no such message or activity is a case.
  /// - Throws: `CaseStands` where the step would change nothing.
  package func take(
    _ step: CaseStep, of id: Int64, staff: String, now: Instant
  ) async throws -> CaseRow? {
    let (name, owner, cause, note) =
      switch step {
      case .assign(let owner): ("assign", owner, "", "")
      case .close(let cause, let note): ("close", "", cause, note)
      case .reopen(let note): ("reopen", "", "", note)
      }
    do {
      return try await connection.transaction { _ in
        try await run("lock_cases")
        if let row = try await run("find_case", [.int8(id)]).first.map(Self.caseRow),
          step.changesNothing(about: row)
        {
          throw CaseStands(row: row)
        }
        try await run(
          "put_case_step",
          [
            .int8(id), .timestamptz(unixMicroseconds: now.microseconds), .text(name),
            .text(owner), .text(cause), .text(note), .text(staff),
          ])
        guard let row = try await run("find_case", [.int8(id)]).first else { throw NoCase() }
        return try Self.caseRow(row)
      }
    } catch is NoCase {
      return nil
    }
  }

  /// Rolls back what was written down of something that is no case.
  private struct NoCase: Error {}

  private static func caseRow(_ row: Row) throws -> CaseRow {
    CaseRow(
      id: try row.get("id"), site: try row.get("site"), kind: try row.get("kind"),
      state: try row.get("state"), address: try row.get("address"), name: try row.get("name"),
      topic: try row.get("topic"), subject: try row.get("subject"),
      openedAt: try row.instant("opened_at"),
      waitingSince: try row.optionalInstant("waiting_since"),
      owner: try row.get("owner"), cause: try row.get("cause"), note: try row.get("note"),
      closedAt: try row.optionalInstant("closed_at"), closedBy: try row.get("closed_by"))
  }
}
