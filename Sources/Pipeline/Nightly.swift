package import Clickstream
package import Enrichment
package import Reports
package import Settings
package import Warehouse

import PostgreSQL

/// What a nightly run did.
package struct NightlySummary: Sendable, Codable {
  /// Inputs whose daemon does not answer; what they held unread is missing.
  package var unanswered: [String] = []
  /// Nil where the configuration names no inputs.
  package var ingest: IngestSummary?
  /// What was learned of who is who; nil where the run was stopped before.
  package var persons: IdentityChanges?
  /// What older rules told; nil where there is nothing of it.
  package var olderRules: OlderRules?
  /// Nil where the run was stopped before.
  package var report: ReportSummary?

  package init(ingest: IngestSummary? = nil, report: ReportSummary? = nil) {
    self.ingest = ingest
    self.report = report
  }
}

/// Loads what the configuration names, then writes the pages; one at a time in a database.
///
/// Inputs that a daemon follows are left to it; they are waited for, a minute at most, unless the
/// daemon was stopped or hangs. Lists of ledgers among them, which no daemon reads, are loaded.
package struct Nightly: Sendable {
  private let inputs: [InputSource]
  private let database: DatabaseService
  private let ingest: IngestRun
  private let report: ReportRun
  private let rules: VisitorRules
  private let now: Instant
  private let progress: ProgressDisplay
  /// What else is to be in the database before the pages are written.
  private let beforeReport: (@Sendable (Warehouse) async throws -> Void)?

  package init(
    inputs: [InputSource], database: DatabaseService, ingest: IngestRun, report: ReportRun,
    rules: VisitorRules, now: Instant, progress: ProgressDisplay,
    beforeReport: (@Sendable (Warehouse) async throws -> Void)? = nil
  ) {
    self.inputs = inputs
    self.database = database
    self.ingest = ingest
    self.report = report
    self.rules = rules
    self.now = now
    self.progress = progress
    self.beforeReport = beforeReport
  }

  /// - Throws: `TryLater` where another nightly is at work.
  package func run(statements: StatementLibrary) async throws -> NightlySummary {
    let info = try await database.open(statements) { [progress] in progress.say($0) }
    return try await RunLock.hold(on: info) {
      var summary = NightlySummary()
      (summary.ingest, summary.unanswered) = try await load(info, statements)
      if summary.ingest?.wasInterrupted == true { return summary }
      let upkeep = try await Upkeep.run(
        on: info, statements, ingest.retention, sites: report.sites, now: now)
      summary.persons = upkeep.persons
      summary.ingest?.totals = upkeep.totals
      summary.olderRules = try await Warehouse.with(info, role: .ingest, statements: statements) {
        try await $0.olderRules(than: rules, sites: report.sites)
      }
      if let beforeReport {
        try await Warehouse.with(info, role: .ingest, statements: statements, beforeReport)
      }
      summary.report = try await report.run(statements: statements)
      return summary
    }
  }

  /// Loads what no daemon follows; nil where there is nothing to load.
  ///
  /// Names the inputs whose daemons do not answer.
  private func load(
    _ info: ConnectionInfo, _ statements: StatementLibrary
  ) async throws -> (IngestSummary?, unanswered: [String]) {
    guard !inputs.isEmpty else { return (nil, []) }
    let daemons = FollowedInputs(info, statements)
    let held = try await daemons.find(inputs)
    let mute = held.filter { $0.presence.isUnanswered(at: now) }
    let answering = held.filter { !$0.presence.isUnanswered(at: now) }
    for input in answering {
      progress.mention("The input \(input.input.title) is left to the daemon that follows it.")
    }
    for input in mute { progress.say(warning(of: input)) }
    if !answering.isEmpty { try await daemons.wait(for: answering) }
    let followed = held.map(\.input)
    let left = inputs.filter { !followed.contains($0) }
    let unanswered = mute.map(\.input.title)
    let found = FilePattern.expand(left.map(\.path))
    let paths = found.paths + LedgerSource.lists(of: followed)
    guard !left.isEmpty || !paths.isEmpty else { return (nil, unanswered) }
    // Who is who is told once, by the upkeep.
    var loaded = try await ingest.run(paths: paths, statements: statements, derives: false)
    loaded.failures += found.unmatched.map {
      IngestSummary.Refusal(path: $0, reason: "no file has such a name")
    }
    return (loaded, unanswered)
  }

  private func warning(of mute: FollowedInputs.Held) -> String {
    let seen = mute.presence.seen.map { " since \($0.rfc3339)" } ?? ""
    return "The daemon that follows the input \(PrintableText.string(from: mute.input.title)) has "
      + "not answered\(seen): it is not waited for, and the pages say so. It was stopped or hangs; "
      + "restart it, and see footfall status."
  }
}
