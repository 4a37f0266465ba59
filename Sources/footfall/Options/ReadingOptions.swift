import ArgumentParser

/// How inputs are read: options of the commands that load.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is done with hits on style sheets, scripts, pictures and fonts: keep or count.",
      valueName: "keep|count"))
  var assets: String?

  @Option(
    help: ArgumentHelp("Query parameters that are kept, as a list: [q, utm_*].", valueName: "list"))
  var queryAllow: String?

  @Option(
    help: ArgumentHelp(
      "Networks of proxies whose word about the client is taken, as a list.", valueName: "list"))
  var trustedProxies: String?

  @Option(help: ArgumentHelp("The rules that tell what a message is about.", valueName: "file"))
  var topics: String?

  @Option(
    help: ArgumentHelp(
      "Databases that tell where addresses lie, as a list.", valueName: "list"))
  var places: String?

  @OptionGroup var visitors: VisitorOptions
  @OptionGroup var secrets: SecretOptions

  var flags: [String: String] {
    [
      "assets": assets, "query_allow": queryAllow, "trusted_proxies": trustedProxies,
      "topics": topics, "places": places,
    ].compactMapValues { $0 }.merging(visitors.flags) { $1 }.merging(secrets.flags) { $1 }
  }
}
