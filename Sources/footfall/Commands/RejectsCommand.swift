import ArgumentParser

struct RejectsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects",
    abstract: "Show records that could not be used, or read them again.",
    subcommands: [RejectsListCommand.self, RejectsReplayCommand.self],
    defaultSubcommand: RejectsListCommand.self)
}
