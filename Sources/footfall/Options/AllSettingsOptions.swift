import ArgumentParser
import Settings

/// A flag for each setting that one line can hold.
struct AllSettingsOptions: ParsableArguments {
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var pages: PageOptions
  @OptionGroup var following: FollowingOptions

  /// - Parameter also: what else is wrong with the settings.
  func setup(also: (Configuration) -> [ConfigurationProblem] = { _ in [] }) throws -> Setup {
    let flags = [database.flags, reading.flags, input.flags, pages.flags, following.flags]
    return try Setup(
      config: database.config, flags: flags.reduce(into: [:]) { $0.merge($1) { $1 } },
      also: also)
  }
}
