import ArgumentParser
import Clickstream

/// Which days and which site a report tells of.
struct PeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The first day of the period, as 2026-10-16. Without it the last 28 days.",
      valueName: "day"),
    transform: day)
  var from: Day?

  @Option(
    help: ArgumentHelp("The last day of the period.", valueName: "day"), transform: day)
  var until: Day?

  @Option(
    help: ArgumentHelp(
      "The day taken for the newest that is loaded. Without it the newest loaded one, never "
        + "today's.",
      valueName: "day"),
    transform: day)
  var asOf: Day?

  @Option(help: ArgumentHelp("Only this site.", valueName: "name"))
  var site: String?

  func validate() throws {
    if let from, let until, from > until {
      throw ValidationError("--from \(from) must not be after --until \(until).")
    }
  }

  @Sendable private static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else {
      throw ValidationError("A day such as 2026-10-16 was expected.")
    }
    return day
  }
}
