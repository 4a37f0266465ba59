package import Clickstream
package import Enrichment
package import Settings
package import Warehouse

/// Ingestion with all that it needs: the database made ready, the progress shown.
package struct IngestRun: Sendable {
  private let configuration: Configuration
  private let database: DatabaseService
  private let rules: RuleBook
  private let hostlessSite: String?
  private let loadsUndone: Bool
  private let now: Instant
  private let progress: ProgressDisplay

  /// - Parameters:
  ///   - rules: how what is read is told.
  ///   - hostlessSite: the site of lines without a host; nil: the only one.
  ///   - loadsUndone: files that were undone are loaded afresh where they are named themselves.
  ///   - now: the clock; lines more than a day ahead of it are not believed.
  package init(
    configuration: Configuration, database: DatabaseService, rules: RuleBook,
    hostlessSite: String? = nil, loadsUndone: Bool = true, now: Instant, progress: ProgressDisplay
  ) {
    self.configuration = configuration
    self.database = database
    self.rules = rules
    self.hostlessSite = hostlessSite
    self.loadsUndone = loadsUndone
    self.now = now
    self.progress = progress
  }

  /// How long each kind of record is kept.
  var retention: Retention { configuration.retention }

  /// Loads what the paths stand for; what is loaded already adds nothing.
  ///
  /// - Parameter derives: see `Ingestion.run`.
  package func run(
    paths: [String], statements: StatementLibrary, derives: Bool = true
  ) async throws -> IngestSummary {
    let meter = IngestMeter(paths: paths, display: progress)
    let ingestion = try Ingestion(
      configuration: configuration, rules: rules, hostlessSite: hostlessSite,
      loadsUndone: loadsUndone, now: now, secretKey: database.secretKey(configuration),
      progress: { meter.update($0) },
      away: { [progress] in progress.say($0 ?? "The database takes rows again; loading goes on.") },
      connect: { [database, progress] in
        let info = try await database.open(statements) { progress.say($0) }
        return try await Warehouse.open(info, role: .ingest, statements: statements)
      })
    defer { progress.finish() }
    return try await ingestion.run(paths: paths, derives: derives)
  }
}
