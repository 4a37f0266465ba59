import ArgumentParser

struct ContactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact",
    abstract: "List forms and messages, and put right what they are about.",
    subcommands: [
      ContactListCommand.self, ContactCorrectCommand.self, ContactTopicsCommand.self,
    ],
    defaultSubcommand: ContactListCommand.self)
}
