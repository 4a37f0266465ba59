package import Clickstream
import PostgreSQL

extension Warehouse {
  /// How an input stands, as its daemon says it.
  package struct SourceProgress: Equatable, Sendable {
    /// Lines and messages since the daemon began, and those of them that were rejected.
    package var lines: Int64 = 0
    package var rejected: Int64 = 0
    /// Over the last minute.
    package var linesPerSecond = 0.0
    package var lastLine: Instant?
    /// What went wrong last; empty where nothing does.
    package var error = ""
    package var errorAt: Instant?
    /// What is to be known of it and is no trouble.
    package var note = ""

    package init() {}
  }

  /// Says how an input stands.
  ///
  /// - Throws: `WarehouseError.sourceLost` where another daemon has taken it over.
  package func note(
    _ progress: SourceProgress, of lease: SourceLease, now: Instant
  ) async throws {
    let noted = try await run(
      "note_source",
      [
        .int8(lease.id), .int8(lease.epoch), .timestamptz(unixMicroseconds: now.microseconds),
        .optional(progress.lastLine?.microseconds, Parameter.timestamptz(unixMicroseconds:)),
        .int8(progress.lines), .int8(progress.rejected), .float8(progress.linesPerSecond),
        .text(progress.error),
        .optional(progress.errorAt?.microseconds, Parameter.timestamptz(unixMicroseconds:)),
        .text(progress.note),
      ])
    guard noted.affected == 1 else { throw WarehouseError.sourceLost(lease.name) }
  }

  /// Says how files of an input stand, and forgets those that are gone.
  ///
  /// - Throws: `WarehouseError.sourceLost` where another daemon has taken it over.
  package func note(
    _ files: [FollowedFileRow], gone: [FileIdentity], of lease: SourceLease
  ) async throws {
    guard !files.isEmpty || !gone.isEmpty else { return }
    try await connection.transaction { _ in
      try await hold(lease)
      try await store(files, gone: gone, of: lease)
    }
  }

  private func store(
    _ files: [FollowedFileRow], gone: [FileIdentity], of lease: SourceLease
  ) async throws {
    if !gone.isEmpty {
      try await run(
        "forget_followed_files",
        [
          .int8(lease.id), .int8Array(gone.map { Int64(bitPattern: $0.device) }),
          .int8Array(gone.map { Int64(bitPattern: $0.inode) }),
        ])
    }
    guard !files.isEmpty else { return }
    try await run(
      "put_followed_files",
      [
        .int8(lease.id), .textArray(files.map(\.path)),
        .int8Array(files.map { Int64(bitPattern: $0.identity.device) }),
        .int8Array(files.map { Int64(bitPattern: $0.identity.inode) }),
        .int8Array(files.map(\.size)),
        .timestamptzArray(unixMicroseconds: files.map(\.modified.microseconds)),
        .int8Array(files.map(\.generation)), .int8Array(files.map(\.position)),
        .int8Array(files.map(\.taken)), .textArray(files.map(\.state.rawValue)),
        .textArray(files.map(\.storedNote)),
        .timestamptzArray(
          unixMicroseconds: files.map { $0.current?.microseconds ?? Self.never }),
      ])
  }

  /// Stands for no time in arrays, which hold no nulls.
  private static var never: Int64 { 0 }

  /// The files of an input as they were last seen.
  package func followedFiles(of source: Int64) async throws -> [FollowedFileRow] {
    try await run("read_followed_files", [.int8(source)]).map { row in
      var file = FollowedFileRow(
        path: try row.get("path"),
        identity: FileIdentity(
          device: UInt64(bitPattern: try row.get("device", as: Int64.self)),
          inode: UInt64(bitPattern: try row.get("inode", as: Int64.self))),
        size: try row.get("size"),
        modified: try row.instant("modified_at"),
        generation: try row.get("generation", as: Int64?.self) ?? 0,
        position: try row.get("position"), taken: try row.get("taken"),
        state: FollowedFileRow.State(rawValue: try row.get("state")) ?? .waiting)
      file.passedOver = FollowedFileRow.passedOver(in: try row.get("note"))
      file.current = try row.optionalInstant("current_at")
      return file
    }
  }
}
