import ArgumentParser

/// What pages are compared with.
struct FactOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What is true of the business.", valueName: "file"))
  var facts: String?

  var flags: [String: String] { ["facts": facts].compactMapValues { $0 } }
}
