import PostgreSQL

/// The lock of the nightly: one at a time in a database, on whatever host; gone with its holder.
struct RunLock: Sendable {
  /// The lock's number among the advisory locks of the database.
  private static let number: Int64 = 0x666f_6f74_6e69_6768

  /// Runs `body` while nobody else runs one.
  ///
  /// - Throws: `TryLater` where another one is at work.
  static func hold<Answer>(
    on info: ConnectionInfo, _ body: () async throws -> Answer
  ) async throws -> Answer {
    try await withConnection(to: info) { connection in
      let rows = try await connection.query(
        "SELECT pg_try_advisory_lock($1) AS taken", name: "take_nightly_lock", [.int8(number)])
      guard let row = rows.first, try row.get("taken", as: Bool.self) else {
        throw TryLater("a nightly run is already at work on this database; try again later")
      }
      return try await body()
    }
  }
}
