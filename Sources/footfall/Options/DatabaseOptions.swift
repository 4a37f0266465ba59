import ArgumentParser

/// Which configuration and which database: options of every command.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file. Without it FOOTFALL_CONFIG, footfall.yaml in the input folder, "
        + "Config/footfall.yaml, /etc/footfall/footfall.yaml or the defaults.",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("The data directory.", valueName: "folder"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "'embedded', or the address of a server: postgresql://user@host/database.",
      valueName: "address"))
  var database: String?

  /// Values of the flags that are given, by the key of their setting.
  var flags: [String: String] {
    ["data": data, "database": database].compactMapValues { $0 }
  }
}
