import ArgumentParser

struct ActivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activity",
    abstract: "Write down what staff did with persons: calls, visits, letters.",
    subcommands: [
      ActivityListCommand.self, ActivityAddCommand.self, ActivityRemoveCommand.self,
    ],
    defaultSubcommand: ActivityListCommand.self)
}
