import ArgumentParser
import Clickstream
import Enrichment
internal import Foundation
import Pipeline
import PostgreSQL
import Settings
import Warehouse

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      "Show how the inputs stand that a daemon follows: files, lag, rates, rejects, trouble.",
    discussion: """
      Ends with 1 where an input is not followed or in trouble, and with 2 where the configuration \
      has mistakes: the inputs are shown nevertheless.
      """)

  @Flag(help: "Print it for machines, as JSON.") var json = false
  @Flag(help: "Show it again every two seconds.") var watch = false
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if json, watch { throw ValidationError("--json and --watch do not go together.") }
  }

  func run() async throws {
    let (setup, problems) = Setup.examine(config: database.config, flags: database.flags)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let place = try await Place(setup.configuration, service, setup.surroundings)
    // What a wrong configuration names cannot be told.
    let inputs = problems == nil ? setup.configuration.inputs.map(\.path) : nil
    let sites = problems == nil ? setup.configuration.sites : []
    let rules = problems == nil ? try? VisitorRules.withoutPlaces(setup.configuration) : nil
    let read = { @Sendable () async throws -> DaemonStatus in
      try await DaemonStatus.read(
        service, statements, configured: inputs, sites: sites, rules: rules, now: Setup.now)
    }
    while watch {
      let picture: String
      do {
        picture = text(try await read(), place)
      } catch let error as PostgresError where error.isRetryable {
        // Whoever watches wants to see it come back.
        picture = PrintableText.string(from: "\(error)")
      }
      // Home, then clear what is left of the last picture.
      print("\u{1B}[H\u{1B}[2J" + picture)
      guard try Terminal.flush() else { return }
      try await Task.sleep(for: .seconds(2))
    }
    let status = try await read()
    print(json ? try JSON.text(StatusOutput(place, status)) : text(status, place))
    if let problems { throw problems }
    if !status.isWell { throw ExitCode(Failure.failed) }
  }

  private func text(_ status: DaemonStatus, _ place: Place) -> String {
    status.text(now: Setup.now) + "\n\n" + place.text
  }
}

/// What `--json` prints of the status.
private struct StatusOutput: Encodable {
  let database, configuration: String
  let status: DaemonStatus

  init(_ place: Place, _ status: DaemonStatus) {
    database = place.database
    configuration = place.configuration
    self.status = status
  }
}
