import ArgumentParser

struct DiaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diary",
    abstract: "See what is due, and write down what is to be done on a day.",
    discussion: """
      The diary holds what is written into it, the next actions that staff noted of persons, and \
      renewals of subscriptions. An entry is due until `diary done`, a next action until anything \
      later is noted of the person, a renewal until the subscription is renewed or ends.
      """,
    subcommands: [DiaryListCommand.self, DiaryAddCommand.self, DiaryDoneCommand.self],
    defaultSubcommand: DiaryListCommand.self)
}
