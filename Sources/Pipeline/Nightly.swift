package import Reports
package import Settings
package import Warehouse

/// What a nightly run did.
package struct NightlySummary: Sendable, Codable {
  /// Nil where the configuration names no inputs.
  package var ingest: IngestSummary?
  /// Nil where the run was stopped before.
  package var report: ReportSummary?

  package init(ingest: IngestSummary? = nil, report: ReportSummary? = nil) {
    self.ingest = ingest
    self.report = report
  }
}

/// Loads what the configuration names, then writes the pages; one at a time in a database.
///
/// Inputs that a daemon follows are left to it; they are waited for, a minute at most.
package struct Nightly: Sendable {
  private let inputs: [InputSource]
  private let database: DatabaseService
  private let ingest: IngestRun
  private let report: ReportRun
  private let progress: ProgressDisplay

  package init(
    inputs: [InputSource], database: DatabaseService, ingest: IngestRun, report: ReportRun,
    progress: ProgressDisplay
  ) {
    self.inputs = inputs
    self.database = database
    self.ingest = ingest
    self.report = report
    self.progress = progress
  }

  /// - Throws: `TryLater` where another nightly is at work.
  package func run(statements: StatementLibrary) async throws -> NightlySummary {
    let info = try await database.open(statements) { [progress] in progress.say($0) }
    return try await RunLock.hold(on: info) {
      var summary = NightlySummary()
      if !inputs.isEmpty {
        let daemons = FollowedInputs(info, statements)
        let followed = try await daemons.find(inputs)
        for input in followed {
          progress.mention("The input \(input.title) is left to the daemon that follows it.")
        }
        if !followed.isEmpty { try await daemons.wait(for: followed) }
        let left = inputs.filter { !followed.contains($0) }
        let found = FilePattern.expand(left.map(\.path))
        guard !left.isEmpty else {
          summary.report = try await report.run(statements: statements)
          return summary
        }
        var loaded = try await ingest.run(paths: found.paths, statements: statements)
        loaded.failures += found.unmatched.map {
          IngestSummary.Refusal(path: $0, reason: "no file has such a name")
        }
        summary.ingest = loaded
        if loaded.wasInterrupted { return summary }
      }
      summary.report = try await report.run(statements: statements)
      return summary
    }
  }
}
