import ArgumentParser
internal import Foundation
import Pipeline
import Settings
import Warehouse

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Load the sample into a database of its own and write its pages.")

  @Flag(help: "Take the demo away: its database and its pages.")
  var remove = false

  @Option(help: ArgumentHelp("The data directory.", valueName: "folder"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "'embedded', or the address of a server on which the database footfall_demo is made.",
      valueName: "address"))
  var database: String?

  @OptionGroup var saying: SayingOptions

  func run() async throws {
    let surroundings = Surroundings.current()
    let demo = try Demo(
      try ResourceFolders.find(surroundings), surroundings: surroundings,
      environment: ProcessInfo.processInfo.environment,
      flags: ["data": data, "database": database].compactMapValues { $0 })
    if remove { return try await takeAway(demo) }
    let display = Terminal.progress(quiet: saying.quiet)
    let (statements, now) = (try StatementLibrary(), Setup.now)
    let summary = try await Interruption.cancelling(display) {
      try await demo.run(statements: statements, now: now, progress: display)
    }
    let place = try await Place(demo.configuration, demo.database)
    print(try summary.text(place, json: saying.json))
    try summary.ingest?.check()
  }

  private func takeAway(_ demo: Demo) async throws {
    let removed = try await demo.remove()
    if saying.json { return print(try JSON.text(["removed": removed])) }
    print(
      removed.isEmpty
        ? "There is no demo to take away." : "Took away \(removed.joined(separator: ", ")).")
  }
}
