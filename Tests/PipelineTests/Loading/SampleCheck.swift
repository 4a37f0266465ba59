import Foundation
import PostgreSQL
import Testing

/// A database that the sample was loaded into, and what the generator says of it.
struct SampleCheck {
  let truth: SampleTruth
  let connection: Connection

  /// The texts of a table of one column.
  func rows(_ sql: String) async throws -> [String] {
    try await connection.query(sql, name: sql).map { try $0.get(at: 0) }
  }

  /// Demands that a table of one column holds these texts, in any order.
  func expect(
    _ sql: String, gives expected: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let differences = try await rows(sql).sorted().difference(from: expected.sorted()).map {
      change in
      switch change {
      case .insert(_, let row, _): "too much: \(row)"
      case .remove(_, let row, _): "missing: \(row)"
      }
    }
    #expect(differences == [], sourceLocation: sourceLocation)
  }

  /// Counts by a name.
  func counts(_ expression: String, _ from: String) async throws -> [String: Int] {
    let table = try await connection.query(
      "SELECT \(expression)::text AS name, count(*) AS n FROM \(from) GROUP BY 1",
      name: "\(expression) \(from)")
    var counts: [String: Int] = [:]
    for row in table { counts[try row.get("name")] = try row.get("n", as: Int.self) }
    return counts
  }

  func number(_ sql: String) async throws -> Int {
    let table = try await connection.query("SELECT (\(sql))::bigint AS n", name: sql)
    return try table.first?.get("n", as: Int.self) ?? -1
  }

  /// Everything that the manifest tells.
  static func run(_ database: LoadingDatabase) async throws {
    let connection = try await Connection.open(database.info)
    let check = SampleCheck(truth: try SampleTruth.load(), connection: connection)
    try await check.everything()
    let recount = try await Recount.compare(connection)
    #expect(recount == (0, 0, check.truth.sessions.total))
    await connection.close()
  }

  private func everything() async throws {
    try await access()
    try await sessions()
    try await contacts()
    try await ledgers()
    try await persons()
    try await consents()
    try await preferences()
    try await cases()
    try await mail()
    try await conversations()
    try await ties()
    try await bounces()
  }
}
