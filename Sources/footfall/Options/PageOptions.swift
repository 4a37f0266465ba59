import ArgumentParser

/// Where pages go and what they are made of: options of the commands that report.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that pages are written to.", valueName: "folder"))
  var out: String?

  @Option(help: ArgumentHelp("The folder for pages that name persons.", valueName: "folder"))
  var personsFolder: String?

  @Option(
    help: ArgumentHelp(
      "How many persons of a site get a page of their own; 0: none.", valueName: "count"))
  var personPages: String?

  @Option(
    help: ArgumentHelp(
      "Periods with pages of their own beside the last 28 days, as '7 days, months'.",
      valueName: "list"))
  var periods: String?

  @Option(
    help: ArgumentHelp(
      "A folder of your own dashboards, over the shipped ones.", valueName: "folder"))
  var dashboards: String?

  @Option(
    name: .customLong("staff-file"),
    help: ArgumentHelp("The file that says who works for the business.", valueName: "file"))
  var staff: String?

  @Option(
    help: ArgumentHelp(
      "What the business wants, to be shown against what is.", valueName: "file"))
  var strategy: String?

  @Option(
    help: ArgumentHelp(
      "Where the pages go after the report: a folder, or 'run' and a command.",
      valueName: "folder|command"))
  var publish: String?

  @Flag(help: "Publish the pages that name persons, too.")
  var publishPersons = false

  @Option(
    help: ArgumentHelp(
      "How many days the pages of runs before are kept; 0: none.", valueName: "days"))
  var keepPages: String?

  @Flag(help: "Write the first page of each site as a PDF, too, with Chromium.")
  var pdf = false

  var flags: [String: String] {
    [
      "publish": publish, "publish_persons": publishPersons ? "true" : nil,
      "keep_pages": keepPages, "pdf": pdf ? "true" : nil,
      "output": out, "persons_folder": personsFolder, "person_pages": personPages,
      "periods": periods,
      "dashboards": dashboards, "staff": staff,
      "strategy": strategy,
    ].compactMapValues { $0 }
  }
}
