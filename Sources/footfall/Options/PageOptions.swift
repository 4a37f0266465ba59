import ArgumentParser

/// Where pages go and what they are made of: options of the commands that report.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that pages are written to.", valueName: "folder"))
  var out: String?

  @Option(help: ArgumentHelp("The folder for pages that name persons.", valueName: "folder"))
  var personsFolder: String?

  @Option(
    help: ArgumentHelp("A folder of your own dashboards, over the shipped ones.", valueName: "folder"))
  var dashboards: String?

  var flags: [String: String] {
    ["output": out, "persons_folder": personsFolder, "dashboards": dashboards]
      .compactMapValues { $0 }
  }
}
