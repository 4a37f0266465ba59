import ArgumentParser

struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person",
    abstract: "Look a person up, list persons, and say who is who.",
    subcommands: [
      PersonShowCommand.self, PersonListCommand.self, PersonMergeCommand.self,
      PersonUnmergeCommand.self, PersonSuggestCommand.self, PersonConsentCommand.self,
      PersonSuppressCommand.self,
      PersonExportCommand.self, PersonEraseCommand.self,
    ],
    defaultSubcommand: PersonShowCommand.self)
}
