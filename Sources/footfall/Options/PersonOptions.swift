import ArgumentParser

/// Where a person is known.
struct PersonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The site at which the person is known, where there are several.", valueName: "name"))
  var site: String?
}
