package import Clickstream
import PostgreSQL

extension Warehouse {
  /// What staff wrote down of a call, visit, letter, chat, mail or meeting, or a note.
  package struct ActivityRow: Sendable, Encodable, Equatable {
    package var id: Int64
    /// Name of the site.
    package var site: String
    package var at: Instant
    package var kind: String
    /// `inbound` or `outbound`; nil where it is not told.
    package var direction: String?
    package var staff: String?
    /// With whom.
    package var name: String?
    package var topic: String?
    package var subject: String?
    package var note: String?
    package var outcome: String?
    /// What the person has against buying.
    package var objection: String?
    package var nextAction: String?
    /// As 2026-11-27.
    package var nextAt: String?
  }

  /// What staff wrote down, the newest first.
  ///
  /// - Parameters:
  ///   - site: its name; nil for all.
  ///   - person: with whom; nil for all.
  ///   - staff: by whom; nil for all.
  ///   - limit: how many at most.
  package func activities(
    site: String?, person: Int64?, staff: String?, limit: Int
  ) async throws -> [ActivityRow] {
    try await run(
      "list_activities",
      [.text(site ?? ""), .int8(person ?? 0), .text(staff ?? ""), .int8(Int64(limit))]
    ).map { row in
      ActivityRow(
        id: try row.get("id"), site: try row.get("site"), at: try row.instant("at"),
        kind: try row.get("kind"), direction: try row.get("direction"),
        staff: try row.get("staff"), name: try row.get("name"), topic: try row.get("topic"),
        subject: try row.get("subject"), note: try row.get("note"),
        outcome: try row.get("outcome"), objection: try row.get("objection"),
        nextAction: try row.get("next_action"),
        nextAt: try row.get("next_at"))
    }
  }

  /// The files that tell of an activity: their content ids, and what each is called.
  package func sources(ofActivity id: Int64) async throws -> [(generation: Int64, name: String)] {
    try await run("find_activity", [.int8(id)]).map {
      (try $0.get("generation"), try $0.get("stream"))
    }
  }

  /// The activities that a file tells of.
  package func activities(in generation: Int64) async throws -> [Int64] {
    try await run("find_new_activities", [.int8(generation)]).map { try $0.get("id") }
  }
}
