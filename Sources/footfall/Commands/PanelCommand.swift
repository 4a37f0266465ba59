import ArgumentParser

struct PanelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "panel",
    abstract: "Write panels of your own: begin one, check it, look at it.",
    subcommands: [
      PanelNewCommand.self, PanelCheckCommand.self, PanelPreviewCommand.self, PanelKeysCommand.self,
    ])
}
