package import Clickstream
import PostgreSQL
package import Warehouse

/// Drops what is older than the configuration lets it be; while no nightly is at work.
package struct RetentionRun: Sendable {
  /// What was found, or done.
  package struct Outcome: Sendable, Encodable {
    package var isApplied: Bool
    /// What goes, or went.
    package var expiry: Warehouse.Expiry
    /// Which days are sealed.
    package var sealed: [Warehouse.SealedDays]
  }

  private let database: DatabaseService
  private let retention: Retention
  private let now: Instant

  /// - Parameters:
  ///   - retention: how long each kind of record is kept.
  ///   - now: the clock from which that is counted.
  package init(database: DatabaseService, retention: Retention, now: Instant) {
    self.database = database
    self.retention = retention
    self.now = now
  }

  /// - Parameter applies: whether it is done; else it is only found out.
  /// - Throws: `NoDatabase`; `TryLater` where a nightly is at work, or others hold for long what is to
  ///   be dropped: what was done by then stays done.
  package func run(
    _ statements: StatementLibrary, applies: Bool, announce: @escaping @Sendable (String) -> Void
  ) async throws -> Outcome {
    let info = try await database.existing(statements, announce: announce)
    let (retention, now) = (retention, now)
    let body = { (warehouse: Warehouse) in
      Outcome(
        isApplied: applies,
        expiry: applies
          ? try await warehouse.retain(retention, now: now)
          : try await warehouse.planRetention(retention, now: now),
        sealed: try await warehouse.sealedDays())
    }
    guard applies else {
      return try await Warehouse.with(info, role: .ingest, statements: statements, body)
    }
    do {
      return try await RunLock.hold(on: info) {
        try await Warehouse.with(info, role: .ingest, statements: statements, body)
      }
    } catch let error as PostgresError where error.state == .lockNotAvailable {
      throw TryLater(
        "a long query or a long change holds what is to be dropped; try again later. What was "
          + "dropped by now stays so, and nothing is half dropped")
    }
  }
}
