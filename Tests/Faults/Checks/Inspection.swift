import PostgreSQL

/// Looks into a database that was loaded under fire.
struct Inspection {
  let connection: Connection

  static func of<Answer>(
    _ info: ConnectionInfo, _ body: (Inspection) async throws -> Answer
  ) async throws -> Answer {
    let connection = try await Connection.open(
      info, options: ConnectionOptions(applicationName: "faults"))
    do {
      let answer = try await body(Inspection(connection: connection))
      await connection.close()
      return answer
    } catch {
      await connection.close()
      throw error
    }
  }

  private static func name(of sql: String) -> String {
    "inspect_\(UInt(bitPattern: sql.hashValue))"
  }

  func number(_ sql: String, _ parameters: [Parameter] = []) async throws -> Int {
    let rows = try await connection.query(
      "SELECT (\(sql))::bigint AS n", name: Self.name(of: sql), parameters)
    return try rows.first?.get("n", as: Int.self) ?? -1
  }

  private static let keptKeys = """
    SELECT bytes AS key FROM footfall_store.event UNION ALL
    SELECT substring(subject FROM 'key=([0-9]+)')::bigint FROM footfall_store.contact
    """
  private static let rejectedKeys = """
    SELECT substring(encode(raw, 'escape') FROM 'key=([0-9]+)')::bigint AS key
    FROM footfall_store.rejected_record
    """

  /// Keys that are in neither table, and keys that are there too often.
  func keys(of manifest: Manifest) async throws -> (lost: Int, duplicate: Int) {
    let rejected = manifest.rejectedKeys
    let lost =
      try await number(
        """
        SELECT count(*) FROM unnest($1::bigint[]) AS k (key)
        WHERE NOT EXISTS (SELECT FROM (\(Self.keptKeys)) e WHERE e.key = k.key)
        """, [.int8Array(manifest.kept)])
      + number(
        """
        SELECT count(*) FROM unnest($1::bigint[]) AS k (key)
        WHERE NOT EXISTS (SELECT FROM (\(Self.rejectedKeys)) r WHERE r.key = k.key)
        """, [.int8Array(rejected)])
    let duplicate = try await number(
      """
      SELECT count(*) - count(DISTINCT key) FROM (
        \(Self.keptKeys) UNION ALL \(Self.rejectedKeys)) AS a
      WHERE key IS NOT NULL
      """)
    return (lost, duplicate)
  }

  /// Those of some keys that were kept.
  func kept(of keys: [Int64]) async throws -> Set<Int64> {
    let rows = try await connection.query(
      "SELECT key FROM (\(Self.keptKeys)) AS e WHERE key = ANY ($1::bigint[])", name: "kept_keys",
      [.int8Array(keys)])
    return Set(try rows.map { try $0.get("key", as: Int64.self) })
  }

  /// Streams whose lines do not add up.
  func unbalanced() async throws -> Int {
    try await number(
      """
      SELECT count(*) FROM footfall.source_status s
      WHERE read <> kept + counted + ignored + rejected + erased + undone + expired
        OR kept <> (SELECT count(*) FROM footfall_store.event e WHERE e.generation = s.generation)
          + (SELECT count(*) FROM footfall_store.contact c WHERE c.generation = s.generation)
        OR rejected <> (
          SELECT count(*) FROM footfall_store.rejected_record r
          WHERE r.generation = s.generation)
        OR least(kept, counted, ignored, rejected) < 0
      """)
  }

  /// Rows of all tables in which a text stands, in bytes too; asked by the superuser.
  func rows(holding text: String) async throws -> Int {
    let tables = try await connection.query(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'footfall_store' AND c.relkind = 'r'
      """, name: "tables")
    var count = 0
    for table in tables {
      let name: String = try table.get("name")
      count += try await number(
        """
        SELECT count(*) FROM \(name) t
        WHERE strpos(t::text, $1) > 0 OR strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0
        """, [.text(text)])
    }
    return count
  }

  /// Columns that tell of the loading, not of what was loaded.
  private static let apart = [
    "stream", "first_loaded_at", "last_loaded_at", "rejected_at", "generation", "first_generation",
    "last_generation", "id", "position", "first_position", "last_position",
  ]

  /// One text for what analysts see, in whatever order it was stored.
  ///
  /// - Parameter isSalted: whether the keys of visitors belong to it; they differ where each
  ///   database made its own salts.
  func digest(isSalted: Bool = true) async throws -> [String: String] {
    let apart = Self.apart + (isSalted ? [] : ["visitor"])
    var digest: [String: String] = [:]
    for view in [
      "event", "session", "visitor", "page", "rejected_record", "contact", "person",
    ] {
      digest[view] = try await sum(
        "SELECT (to_jsonb(v) - $1::text[])::text AS row FROM footfall.\(view) v",
        [.textArray(apart)])
    }
    digest["tallies"] = try await sum(
      """
      SELECT concat_ws(' ', outcome, reason, sum(lines)) AS row FROM footfall_store.stream_tally
      WHERE outcome <> 'undone' GROUP BY outcome, reason HAVING sum(lines) <> 0
      """)
    digest["days"] = try await sum(
      """
      SELECT concat_ws(' ', site, day) AS row FROM (
        SELECT site, day FROM footfall_store.dirty_day
        UNION SELECT site, day FROM footfall_store.visit_day
      ) d
      """)
    return digest
  }

  private func sum(_ rows: String, _ parameters: [Parameter] = []) async throws -> String {
    let sums = try await connection.query(
      """
      SELECT count(*) || ' rows, ' || coalesce(sum(('x' || left(md5(row), 15))::bit(60)::bigint), 0)
        AS text
      FROM (\(rows)) AS r
      """, name: Self.name(of: rows), parameters)
    return try sums.first?.get("text", as: String.self) ?? ""
  }
}
