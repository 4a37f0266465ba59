import ArgumentParser
import Clickstream
import Settings

struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say all mistakes of the settings at once; 2 if there are any.")

  @OptionGroup var settings: AllSettingsOptions

  func run() throws {
    let setup = try settings.setup()
    let sites = setup.configuration.sites.map(\.name).joined(separator: ", ")
    print("\(setup.configuration.name): no mistakes; sites: \(sites).")
  }
}
