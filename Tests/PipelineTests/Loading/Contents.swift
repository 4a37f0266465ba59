import PostgreSQL
import Testing

/// What the analysts' views show, all but the history of runs, as comparable text.
struct Contents: Equatable {
  /// Which columns count.
  enum Manner {
    /// All but names of files and times of loading.
    case whole
    /// Neither do the ids of streams, which depend on what was loaded first.
    case apartFromStreams
    /// Nor do receipts of messages, of whose copies that of the first counts.
    case apartFromReceipts
  }

  private static let withReceipts: Set<String> = ["message", "contact", "person_attribute"]

  /// What was done when, by whom: no function of what is stored.
  private static let history: Set<String> = [
    "person_run", "person_change", "visit_change", "vendor_reveal", "source", "source_gap",
    "source_reject", "followed_file",
  ]

  private(set) var rows: [String: [String]] = [:]

  init(of database: LoadingDatabase, _ manner: Manner = .whole) async throws {
    var dropped = ["stream", "first_loaded_at", "last_loaded_at"]
    if manner != .whole {
      dropped += ["generation", "first_generation", "last_generation", "id"]
    }
    let connection = try await Connection.open(database.info)
    let views = try await connection.query(
      """
      SELECT table_name::text AS name FROM information_schema.views
      WHERE table_schema = 'footfall' AND table_name <> ALL ($1::text[])
      ORDER BY 1
      """, name: "views", [.textArray(Self.history.sorted())])
    for view in try views.map({ try $0.get("name", as: String.self) }) {
      // What was counted and taken back again leaves a row of nothing.
      let only = view == "source_tally" ? "WHERE lines <> 0" : ""
      let hasReceipts = manner == .apartFromReceipts && Self.withReceipts.contains(view)
      let table = try await connection.query(
        "SELECT (to_jsonb(v) - $1::text[])::text AS row FROM footfall.\(view) v \(only) ORDER BY 1",
        name: "read \(view)", [.textArray(dropped + (hasReceipts ? ["position"] : []))])
      rows[view] = try table.map { try $0.get("row") }
    }
    await connection.close()
  }

  func count(_ view: String) -> Int { rows[view]?.count ?? 0 }

  /// The views that differ, with the first rows of each that the other lacks; empty where equal.
  func differences(from other: Contents, in views: [String]? = nil) -> [String] {
    (views ?? rows.keys.sorted()).flatMap { view -> [String] in
      let (mine, theirs) = (rows[view] ?? [], other.rows[view] ?? [])
      guard mine != theirs else { return [] }
      let (extra, missing) = (mine.without(theirs), theirs.without(mine))
      return ["\(view): \(mine.count) rows, not \(theirs.count)"]
        + extra.prefix(3).map { "  too much: \($0)" } + missing.prefix(3).map { "  missing: \($0)" }
    }
  }
}

extension [String] {
  /// These without one occurrence of each of `others`.
  fileprivate func without(_ others: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for other in others { counts[other, default: 0] += 1 }
    return filter { row in
      guard let count = counts[row], count > 0 else { return true }
      counts[row] = count - 1
      return false
    }
  }
}
