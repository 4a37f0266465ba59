import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Settings

struct TailCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tail",
    abstract: "Show what is arriving in the inputs, read and understood, line by line.",
    discussion: """
      Reads the files themselves, also where no daemon runs, and stores nothing. Times are those of \
      the site. What a line holds can do nothing to the terminal.
      """)

  @Option(help: ArgumentHelp("Only this site.", valueName: "name")) var site: String?
  @Option(
    help: ArgumentHelp(
      "Only this kind: page, download, asset, redirect, error, malformed, submission, machine, "
        + "other, form or rejected.", valueName: "kind"))
  var kind: String?
  @Flag(help: "Show the last lines and end.") var once = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var input: InputOptions

  private static let kinds = EventKind.allCases.map(\.name) + ["form", "rejected"]

  func validate() throws {
    if let kind, !Self.kinds.contains(kind) {
      throw ValidationError("--kind is one of \(Self.kinds.joined(separator: ", ")).")
    }
  }

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(input.flags) { $1 })
    let configuration = setup.configuration
    guard !configuration.inputs.isEmpty else {
      throw UsageError(
        "there is nothing to show: name the logs under 'inputs' in the configuration, or say "
          + "--inputs")
    }
    if let site, !configuration.sites.contains(where: { $0.name == site }) {
      throw UsageError("there is no site", site, among: configuration.sites.map(\.name))
    }
    let tail = LiveTail(configuration: configuration, rules: try setup.rules())
    let isColoured =
      isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    var told = 0
    repeat {
      for line in tail.take(now: Setup.now) where isWanted(line) {
        print(line.text(in: configuration.zone(ofSite: line.site), coloured: isColoured))
      }
      for problem in tail.problems.dropFirst(told) {
        Terminal.complain("footfall: \(PrintableText.string(from: problem))\n")
      }
      told = tail.problems.count
      guard try Terminal.flush(), !once else { break }
      await tail.wait()
    } while !Task.isCancelled
  }

  private func isWanted(_ line: LiveTail.Line) -> Bool {
    (site == nil || line.site == site) && (kind == nil || line.kind == kind)
  }
}
