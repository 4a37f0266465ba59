import ArgumentParser
import Clickstream
import Pipeline
import Reports
import Settings
import Warehouse

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Show what the definitions of another tool would count, and why it is another number.",
    discussion: """
      Whoever had Matomo, Google Analytics 4 or Plausible before compares its report of some days with \
      the column of that profile here: same days, same time zone, no filters. What is left between \
      the two is not the definitions but what was counted: a script sees no visitor who blocks it, \
      and no download that another site links to; a log sees both. Engagement, outlinks and events \
      that only a script tells are in no log.

      The causes below add up to the differences. It reads only.
      """)

  @Option(help: ArgumentHelp("matomo, ga4, plausible or footfall.", valueName: "name"))
  var profile: Profile

  @OptionGroup var period: PeriodOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var saying: SayingOptions

  private struct Output: Encodable {
    let database, configuration: String
    let comparisons: [Comparison]
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let sites = setup.configuration.sites.filter { $0.name == period.site ?? $0.name }
    if sites.isEmpty, let name = period.site {
      throw ReportError.unknownSite(name, known: setup.configuration.sites.map(\.name))
    }
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let choice = PeriodChoice(from: period.from, until: period.until, asOf: period.asOf)
    let comparisons = try await Interruption.cancelling(display) {
      try await service.withWarehouse(.ingest, statements, announce: { display.say($0) }) {
        warehouse in
        var found: [Comparison] = []
        for site in sites {
          let comparison = try await Comparison.make(
            of: site, with: profile, choice: choice, in: warehouse
          ) { seen in
            display.update { _ in "\(site.name): \(Quantity.counted(seen, "visitor"))" }
          }
          if let comparison {
            found.append(comparison)
          } else {
            display.mention("There are no records of the site \(site.name) yet.")
          }
        }
        return found
      }
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    if saying.json {
      print(
        try JSON.text(
          Output(
            database: place.database, configuration: place.configuration,
            comparisons: comparisons)))
    } else {
      print((comparisons.map(\.text) + [place.text]).joined(separator: "\n\n"))
    }
  }
}

extension Profile: ExpressibleByArgument {}
