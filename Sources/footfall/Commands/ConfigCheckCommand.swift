import ArgumentParser
import Clickstream
import Pipeline
import Settings

struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say all mistakes of the settings at once; 2 if there are any.",
    discussion:
      """
      The files that they name are looked at too: topics, agents, sources, places, staff, strategy, \
      facts, titles of pages.
      """
  )

  @OptionGroup var settings: AllSettingsOptions

  private func shown(_ text: String) -> String { PrintableText.string(from: text) }

  func run() throws {
    let (setup, problems) = settings.examine(also: InputCheck.problems)
    var mistakes = problems.problems.map(\.description)
    let isSound = mistakes.isEmpty
    let inFiles = setup.mistakesInFiles()
    mistakes += inFiles
    if isSound, inFiles.isEmpty, !setup.configuration.inputs.isEmpty {
      do {
        _ = try DaemonSetup(configuration: setup.configuration, rules: try setup.rules())
      } catch {
        mistakes.append("\(error)")
      }
    }
    guard mistakes.isEmpty else { throw UsageError(mistakes.joined(separator: "\n")) }
    for warning in InputCheck.warnings(of: setup.configuration) {
      print("Note: \(shown(warning.input)): \(shown(warning.text))")
    }
    let sites = setup.configuration.sites.map(\.name).joined(separator: ", ")
    print("\(setup.configuration.name): no mistakes; sites: \(sites).")
  }
}
