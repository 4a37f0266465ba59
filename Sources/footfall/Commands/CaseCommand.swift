import ArgumentParser

struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "See to complaints and to questions that nobody answered.",
    discussion: """
      A complaint is a case until staff closes it, a question until it is answered. Whoever writes \
      again opens the case again. What was done is kept: nothing is changed.
      """,
    subcommands: [
      CaseListCommand.self, CaseAssignCommand.self, CaseCloseCommand.self,
      CaseReopenCommand.self,
    ],
    defaultSubcommand: CaseListCommand.self)
}
