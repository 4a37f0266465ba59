package import Clickstream
package import Enrichment
import PostgreSQL
package import Warehouse

internal import Glibc

/// How the inputs stand that daemons follow, read from the database by anybody.
package struct DaemonStatus: Sendable, Encodable, Equatable {
  package struct Source: Sendable, Encodable, Equatable {
    package var name, path, host, owner: String
    package var isFollowed: Bool
    /// Its daemon was stopped or hangs: what is told of it was so when it was last seen.
    package var isUnanswered: Bool
    package var bytesBehind: Int64
    /// Since everything had last been read; 0 where nothing is behind.
    package var secondsBehind: Double
    /// Since its daemon began, as are those of them that were rejected.
    package var lines, rejected: Int64
    package var linesPerSecond: Double
    /// Seconds since the last line; nil where none came.
    package var silentSeconds: Double?
    /// Seconds since its daemon last said how it stands, and when that was.
    package var seenSeconds: Double?
    package var seenAt: String?
    package var error: String
    /// What is to be known and is no trouble.
    package var note: String
    package var files: [File]
    /// Lines of its files that were ever rejected, by reason; messages stand in `mailRejects`.
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
    /// Bytes of the file that had been read.
    package var position: Int64
    /// Bytes that are missing; nil: none that were seen.
    package var bytes: Int64?
    package var foundAt: String
  }

  /// Messages of a site that could not be used; no input is told of each.
  package struct MailReject: Sendable, Encodable, Equatable {
    package var site, reason: String
    package var messages: Int64
  }

  package var sources: [Source]
  package var mailRejects: [MailReject] = []
  package var gaps: [Gap]
  /// Days whose hits are dropped, by site; sites without one are left out.
  package var sealed: [Warehouse.SealedDays] = []
  /// Inputs of this machine that nobody follows any more and the configuration does not name; they
  /// are not among the sources.
  package var former: [String] = []
  /// What older rules told of visitors; nil where there is nothing of it.
  package var olderRules: OlderRules?
  /// What is to be known of sites whose sessions are not cut as the configuration says.
  package var notes: [String] = []

  /// Whether all inputs are followed, by daemons that answer, and none is in trouble.
  package var isWell: Bool {
    !sources.isEmpty
      && sources.allSatisfy { $0.isFollowed && !$0.isUnanswered && $0.error.isEmpty }
  }

  /// - Parameters:
  ///   - configured: the paths of the inputs that the configuration names; nil: not known.
  ///   - sites: the sites that it declares.
  ///   - rules: by which visitors are told now; nil: not known.
  /// - Throws: `NoDatabase`; `TryLater` where the private cluster is down.
  package static func read(
    _ database: DatabaseService, _ statements: StatementLibrary, configured: [String]?,
    sites: [Site] = [], rules: VisitorRules? = nil, now: Instant
  ) async throws -> DaemonStatus {
    switch try await database.status {
    case .absent, .missing: throw NoDatabase()
    case .stopped:
      throw TryLater(
        "the database is down, so no daemon is at work: `footfall run` starts both, "
          + "`footfall db start` the database alone")
    case .running: break
    }
    let warehouse = try await Warehouse.open(
      try await database.info, role: .report, statements: statements)
    do {
      var status = try await read(warehouse, configured: configured, now: now)
      if let rules { status.olderRules = try await warehouse.olderRules(than: rules, sites: sites) }
      status.notes = try await warehouse.profileChanges(of: sites).map(\.sentence)
      await warehouse.close()
      return status
    } catch {
      await warehouse.close()
      throw error
    }
  }

  private static func read(
    _ warehouse: Warehouse, configured: [String]?, now: Instant
  ) async throws -> DaemonStatus {
    let files = try await warehouse.run("report_followed_files")
    let rejects = try await warehouse.run("report_rejects")
    let found = try await warehouse.run("report_sources").map { row in
      let id: Int64 = try row.get("id")
      func age(_ column: String) throws -> Double? {
        try row.get(column, as: Timestamp?.self).map {
          max(0, Double(now.microseconds - $0.unixMicroseconds) / 1e6)
        }
      }
      let behind: Int64 = try row.get("bytes_behind")
      let presence = try SourcePresence(row)
      let source = Source(
        name: try row.get("name"), path: try row.get("path"), host: try row.get("host"),
        owner: try row.get("owner"), isFollowed: presence.isHeld,
        isUnanswered: presence.isUnanswered(at: now),
        bytesBehind: behind,
        secondsBehind: behind > 0 ? try age("current_at") ?? age("owned_at") ?? 0 : 0,
        lines: try row.get("lines"), rejected: try row.get("rejected"),
        linesPerSecond: try row.get("lines_per_second"), silentSeconds: try age("line_at"),
        seenSeconds: try age("seen_at"),
        seenAt: try row.optionalInstant("seen_at")?.rfc3339, error: try row.get("error"),
        note: try row.get("note"),
        files: try files.compactMap { try File($0, of: id) },
        rejects: try rejects.compactMap { try Reject($0, of: id) })
      return (id: id, source: source)
    }
    let shown = found.filter { configured.map($0.source.isOf) ?? true }
    let names = Dictionary(uniqueKeysWithValues: shown.map { ($0.id, $0.source.name) })
    let gaps = try await warehouse.run("report_gaps").compactMap { row -> Gap? in
      guard let name = names[try row.get("source")] else { return nil }
      return Gap(
        source: name, path: try row.get("path"), reason: try row.get("reason"),
        position: try row.get("position"), bytes: try row.get("bytes"),
        foundAt: try row.instant("found_at").rfc3339)
    }
    let mailRejects = try await warehouse.run("report_mail_rejects").map { row in
      MailReject(
        site: try row.get("site"), reason: try row.get("reason"),
        messages: try row.get("messages"))
    }
    return DaemonStatus(
      sources: shown.map(\.source), mailRejects: mailRejects, gaps: gaps,
      sealed: try await warehouse.sealedDays().filter { $0.sealedUntil != nil },
      former: found.filter { names[$0.id] == nil }.map(\.source.name))
  }
}

extension DaemonStatus.Source {
  /// Whether it is followed, or named by this machine's configuration, or another machine's.
  fileprivate func isOf(_ configured: [String]) -> Bool {
    isFollowed || host != Host.name || configured.contains(path)
  }
}

extension DaemonStatus.File {
  fileprivate init?(_ row: Row, of source: Int64) throws {
    guard try row.get("source", as: Int64.self) == source else { return nil }
    let isUndone: Bool = try row.get("is_undone")
    self.init(
      path: try row.get("path"), size: try row.get("size"), taken: try row.get("taken"),
      position: try row.get("position"),
      state: isUndone ? FollowedFileRow.State.passedBy.rawValue : try row.get("state"),
      note: isUndone ? UndoneStream.note : try row.get("note"))
  }
}

extension DaemonStatus.Reject {
  fileprivate init?(_ row: Row, of source: Int64) throws {
    guard try row.get("source", as: Int64?.self) == source else { return nil }
    self.init(reason: try row.get("reason"), lines: try row.get("lines"))
  }
}
