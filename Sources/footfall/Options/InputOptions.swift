import ArgumentParser

/// What the nightly reads.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is read in place of the inputs of the configuration, as a list: [access.log*, Maildir].",
      valueName: "list"))
  var inputs: String?

  var flags: [String: String] { ["inputs": inputs].compactMapValues { $0 } }
}
