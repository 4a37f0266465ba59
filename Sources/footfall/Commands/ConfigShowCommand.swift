import ArgumentParser
import Pipeline
import Settings

struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print every setting, its value and where that comes from.")

  @OptionGroup var settings: AllSettingsOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  private struct Summary: Encodable {
    struct Setting: Encodable {
      let key, value, origin, help: String
    }
    let configuration, dataFolder, outputFolder, personsFolder, topics: String
    /// Files in use, named or beside the configuration; nil where there are none.
    let staff, strategy, facts: String?
    let settings: [Setting]
  }

  func run() throws {
    let setup = try settings.setup()
    let (surroundings, configuration) = (setup.surroundings, setup.configuration)
    let rows = configuration.describe()
    let summary = Summary(
      configuration: setup.configuration.name, dataFolder: setup.dataFolder,
      outputFolder: surroundings.outputFolder(configuration),
      personsFolder: surroundings.personsFolder(configuration),
      topics: try configuration.topics ?? setup.resources().topics,
      staff: Companion.staff.file(of: configuration),
      strategy: Companion.strategy.file(of: configuration),
      facts: Companion.facts.file(of: configuration),
      settings: rows.map {
        .init(key: $0.key, value: $0.value, origin: $0.origin.description, help: $0.help)
      })
    guard !json else { return print(try JSON.text(summary)) }
    print(
      Columns.text(
        [["SETTING", "FROM", "VALUE"]]
          + summary.settings.map { [$0.key, $0.origin, $0.value.isEmpty ? "(none)" : $0.value] }))
    print()
    print(
      Columns.text([
        ["configuration", summary.configuration], ["data directory", summary.dataFolder],
        ["pages", summary.outputFolder], ["pages that name persons", summary.personsFolder],
        ["topics", summary.topics], ["staff", summary.staff ?? "(none)"],
        ["strategy", summary.strategy ?? "(none)"], ["facts", summary.facts ?? "(none)"],
      ]))
  }
}
