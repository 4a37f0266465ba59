import ArgumentParser

/// By which rules visitors are told: options of the commands that tell them.
struct VisitorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The rules that tell programs from people.", valueName: "file"))
  var agents: String?

  @Option(
    help: ArgumentHelp(
      "The patterns that tell browsers, systems and devices (uap-core).", valueName: "file"))
  var browsers: String?

  @Option(help: ArgumentHelp("Sources of visits beside the built-in lists.", valueName: "file"))
  var sources: String?

  var flags: [String: String] {
    ["agents": agents, "browsers": browsers, "sources": sources].compactMapValues { $0 }
  }
}
