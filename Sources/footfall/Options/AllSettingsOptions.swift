import ArgumentParser
import Settings

/// A flag for each setting that one line can hold.
struct AllSettingsOptions: ParsableArguments {
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var pages: PageOptions
  @OptionGroup var following: FollowingOptions
  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var facts: FactOptions

  /// - Parameter also: what else is wrong with the settings.
  func setup(also: (Configuration) -> [ConfigurationProblem] = { _ in [] }) throws -> Setup {
    try Setup(config: database.config, flags: flags, also: also)
  }

  /// What can be read of the settings, and what is wrong with them.
  ///
  /// - Parameter also: what else is.
  func examine(
    also: (Configuration) -> [ConfigurationProblem] = { _ in [] }
  ) -> (setup: Setup, problems: ConfigurationProblems) {
    let (setup, found) = Setup.examine(config: database.config, flags: flags)
    return (setup, (found ?? ConfigurationProblems(problems: [])) + also(setup.configuration))
  }

  private var flags: [String: String] {
    [
      database.flags, reading.flags, input.flags, pages.flags, following.flags, keeping.flags,
      facts.flags,
    ]
    .reduce(into: [:]) { $0.merge($1) { $1 } }
  }
}
