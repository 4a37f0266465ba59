package import Clickstream
import PostgreSQL
package import Warehouse

internal import Glibc

/// How the inputs stand that daemons follow, read from the database by anybody.
package struct DaemonStatus: Sendable, Encodable, Equatable {
  package struct Source: Sendable, Encodable, Equatable {
    package var name, path, host, owner: String
    package var isFollowed: Bool
    package var bytesBehind: Int64
    /// Since everything had last been read; 0 where nothing is behind.
    package var secondsBehind: Double
    /// Since its daemon began, as are those of them that were rejected.
    package var lines, rejected: Int64
    package var linesPerSecond: Double
    /// Seconds since the last line; nil where none came.
    package var silentSeconds: Double?
    /// Seconds since its daemon last said how it stands.
    package var seenSeconds: Double?
    package var error: String
    /// What is to be known and is no trouble.
    package var note: String
    package var files: [File]
    /// Lines of its files that were ever rejected, by reason; mail is counted by its site.
    package var rejects: [Reject]
  }

  package struct File: Sendable, Encodable, Equatable {
    package var path: String
    /// Bytes on disk, and those of them that were read.
    package var size, taken: Int64
    /// Uncompressed bytes of its stream.
    package var position: Int64
    package var state, note: String
  }

  package struct Reject: Sendable, Encodable, Equatable {
    package var reason: String
    package var lines: Int64
  }

  package struct Gap: Sendable, Encodable, Equatable {
    package var source, path, reason: String
    package var bytes: Int64?
    package var foundAt: String
  }

  package var sources: [Source]
  package var gaps: [Gap]
  /// Inputs of this machine that nobody follows any more and the configuration does not name; they
  /// are not among the sources.
  package var former: [String] = []

  /// Whether all inputs are followed and none is in trouble.
  package var isWell: Bool {
    !sources.isEmpty && sources.allSatisfy { $0.isFollowed && $0.error.isEmpty }
  }

  /// - Parameter configured: the paths of the inputs that the configuration names; nil: not known.
  /// - Throws: `UsageError` where there is no database yet.
  package static func read(
    _ database: DatabaseService, _ statements: StatementLibrary, configured: [String]?,
    now: Instant
  ) async throws -> DaemonStatus {
    guard case .running = try await database.status else {
      throw UsageError(
        "the database is not there or not running, so no daemon has reported: start one with "
          + "footfall run, and see footfall db status")
    }
    let warehouse = try await Warehouse.open(
      try await database.info, role: .report, statements: statements)
    do {
      var status = try await read(warehouse, now: now)
      await warehouse.close()
      if let configured { status.leaveOutFormer(configured) }
      return status
    } catch {
      await warehouse.close()
      throw error
    }
  }

  private mutating func leaveOutFormer(_ configured: [String]) {
    let isFormer = { (source: Source) in
      source.host == Host.name && !source.isFollowed && !configured.contains(source.path)
    }
    former = sources.filter(isFormer).map(\.name)
    sources.removeAll(where: isFormer)
    gaps.removeAll { former.contains($0.source) }
  }

  private static func read(_ warehouse: Warehouse, now: Instant) async throws -> DaemonStatus {
    let files = try await warehouse.run("report_followed_files")
    let rejects = try await warehouse.run("report_rejects")
    var names: [Int64: String] = [:]
    let sources = try await warehouse.run("report_sources").map { row in
      let id: Int64 = try row.get("id")
      names[id] = try row.get("name")
      func age(_ column: String) throws -> Double? {
        try row.get(column, as: Timestamp?.self).map {
          max(0, Double(now.microseconds - $0.unixMicroseconds) / 1e6)
        }
      }
      let behind: Int64 = try row.get("bytes_behind")
      return Source(
        name: try row.get("name"), path: try row.get("path"), host: try row.get("host"),
        owner: try row.get("owner"), isFollowed: try row.get("is_followed"),
        bytesBehind: behind, secondsBehind: behind > 0 ? try age("current_at") ?? 0 : 0,
        lines: try row.get("lines"), rejected: try row.get("rejected"),
        linesPerSecond: try row.get("lines_per_second"), silentSeconds: try age("line_at"),
        seenSeconds: try age("seen_at"), error: try row.get("error"), note: try row.get("note"),
        files: try files.compactMap { try File($0, of: id) },
        rejects: try rejects.compactMap { try Reject($0, of: id) })
    }
    let gaps = try await warehouse.run("report_gaps").map { row in
      Gap(
        source: names[try row.get("source")] ?? "", path: try row.get("path"),
        reason: try row.get("reason"), bytes: try row.get("bytes"),
        foundAt: Instant(
          microseconds: try row.get("found_at", as: Timestamp.self).unixMicroseconds
        ).rfc3339)
    }
    return DaemonStatus(sources: sources, gaps: gaps)
  }
}

extension DaemonStatus.File {
  fileprivate init?(_ row: Row, of source: Int64) throws {
    guard try row.get("source", as: Int64.self) == source else { return nil }
    self.init(
      path: try row.get("path"), size: try row.get("size"), taken: try row.get("taken"),
      position: try row.get("position"), state: try row.get("state"), note: try row.get("note"))
  }
}

extension DaemonStatus.Reject {
  fileprivate init?(_ row: Row, of source: Int64) throws {
    guard try row.get("source", as: Int64?.self) == source else { return nil }
    self.init(reason: try row.get("reason"), lines: try row.get("lines"))
  }
}
