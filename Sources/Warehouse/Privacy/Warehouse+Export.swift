import PostgreSQL

extension Warehouse {
  /// Gives all that is kept of a person, in the order of the sections: each row as JSON, with what it
  /// is.
  ///
  /// No more than a thousand rows are held at a time, whoever it is; all are of one instant. For who
  /// may load: bytes of rejects are looked at as well.
  package func export(
    _ person: Int64, site: String, take: (_ section: String, _ row: String) throws -> Void
  ) async throws {
    try await connection.transaction(.snapshot) { _ in
      try await run("prepare_person_export")
      try await run("export_person", [.text(site), .int8(person)])
      while true {
        let rows = try await run("fetch_person_export")
        for row in rows { try take(row.get("section"), row.get("row")) }
        if rows.isEmpty { break }
      }
    }
  }
}
