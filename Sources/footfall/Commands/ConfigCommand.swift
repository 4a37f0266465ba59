import ArgumentParser

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show or check the settings.",
    subcommands: [ConfigShowCommand.self, ConfigCheckCommand.self])
}
