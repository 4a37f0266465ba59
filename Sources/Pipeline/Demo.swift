package import Clickstream
package import Settings
package import Warehouse

import Enrichment
internal import Foundation
import Reports

/// The sample, loaded into a database of its own, and its pages; it mixes with nothing.
package struct Demo: Sendable {
  package let configuration: Configuration
  package let database: DatabaseService
  private let resources: ResourceFolders
  private let folders: ReportRun.Folders

  /// - Parameters:
  ///   - environment: all variables; only those that say where data is kept count.
  ///   - flags: the same of the command line, by the key of the setting.
  /// - Throws: `ConfigurationProblems`, `UsageError`.
  package init(
    _ resources: ResourceFolders, surroundings: Surroundings, environment: [String: String],
    flags: [String: String]
  ) throws {
    self.resources = resources
    let places = ["FOOTFALL_DATA", "FOOTFALL_DATABASE"]
    configuration = try Configuration.load(
      file: "\(resources.sample)/footfall.yaml",
      environment: environment.filter { places.contains($0.key) }, flags: flags,
      currentFolder: surroundings.currentFolder
    ).knowingStaff()
    let data = surroundings.dataFolder(configuration)
    database = try DatabaseService(
      configuration.database, dataFolder: data, name: DatabaseService.demoName)
    let output = (resources.isCheckout ? resources.dashboards : data) + "/html-demo"
    folders = ReportRun.Folders(output: output, persons: "\(output)-persons")
  }

  /// Loads the sample, with what its staff did, and writes its pages; a second time adds nothing.
  package func run(
    statements: StatementLibrary, now: Instant, progress: ProgressDisplay
  ) async throws -> NightlySummary {
    let rules = try RuleBook.load(configuration, resources)
    let ingest = IngestRun(
      configuration: configuration, database: database, rules: rules, now: now,
      progress: progress)
    let report = ReportRun(
      configuration: configuration, database: database, resources: resources, folders: folders,
      options: ReportOptions(), now: now, progress: progress)
    let deeds = try SampleDeeds.load(file: "\(resources.sample)/deeds.json")
    let site = configuration.sites.first?.name ?? ""
    return try await Nightly(
      inputs: configuration.inputs, database: database, ingest: ingest, report: report,
      rules: rules.visitors, now: now, progress: progress,
      beforeReport: { try await deeds?.take(in: $0, site: site) }
    ).run(statements: statements)
  }

  /// Takes the demo away; gives what was there, in words.
  package func remove() async throws -> [String] {
    var removed: [String] = []
    if try await database.drop() { removed.append("the database \(DatabaseService.demoName)") }
    for folder in [folders.output, folders.persons]
    where FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.removeItem(atPath: folder)
      removed.append(folder)
    }
    for folder in [folders.output, folders.persons] {
      let lock = URL(filePath: folder).deletingLastPathComponent()
        .appending(path: ".\(FileName.last(of: folder)).lock")
      try? FileManager.default.removeItem(at: lock)
    }
    return removed
  }
}
