package import Clickstream
import PostgreSQL

extension Warehouse {
  /// Stores what the analyses of a site found as of a day, where it is not what is stored.
  ///
  /// Nobody is erased, merged or parted meanwhile, so that no row is left of who is gone.
  ///
  /// - Parameter digest: hash of all that they are made from, asked for under the lock.
  /// - Returns: whether there was anything to do.
  @discardableResult
  package func storeAnalyses(
    of site: Site, asOf day: Day, digest: () async throws -> String,
    make: () async throws -> [AnalysisTable: [[AnalysisCell]]]
  ) async throws -> Bool {
    try await connection.transaction { _ in
      try await run("lock_identities")
      guard let found = try await run("find_site", [.text(site.name)]).first else { return false }
      let id: Int64 = try found.get("id")
      let key: [Parameter] = [.int8(id), .date(unixDays: day.number)]
      let digest = try await digest()
      let stored: String? = try await run("read_analysis_run", key).first?.get("digest")
      guard stored != digest else { return false }
      var tables = try await make()
      tables[.run] = [[.text(digest)]]
      try await run("forget_analyses", key)
      for table in AnalysisTable.allCases {
        guard let rows = tables[table], !rows.isEmpty else { continue }
        try await copy(rows, into: table, site: id, day: day)
      }
      return true
    }
  }

  private func copy(
    _ rows: [[AnalysisCell]], into table: AnalysisTable, site: Int64, day: Day
  ) async throws {
    try await connection.copyIn(table.copy, name: "copy_\(table.rawValue)") { writer in
      var encoder = CopyEncoder()
      for row in rows {
        encoder.row(fields: 2 + row.count)
        encoder.int8(site)
        encoder.date(unixDays: day.number)
        for cell in row { cell.encode(into: &encoder) }
        if encoder.count >= 1 << 20 { try await writer.write(encoder.take()) }
      }
      try await writer.write(encoder.finish())
    }
  }

  /// Takes away what analyses said of persons.
  func eraseScores(of persons: [Int64], site: Int64) async throws {
    try await run("erase_scores", [.int8(site), .int8Array(persons)])
  }
}
