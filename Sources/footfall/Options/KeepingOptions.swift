import ArgumentParser

/// Flags for how long records are kept.
struct KeepingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How long hits are kept.", valueName: "time"))
  var keepEvents: String?

  @Option(help: ArgumentHelp("How long sessions are kept.", valueName: "time"))
  var keepSessions: String?

  @Option(help: ArgumentHelp("How long sums of days are kept.", valueName: "time"))
  var keepSums: String?

  @Option(
    help: ArgumentHelp(
      "How long the bytes of records are kept that could not be used.", valueName: "time"))
  var keepRejects: String?

  /// The settings that were given, by key.
  var flags: [String: String] {
    [
      "keep_events": keepEvents, "keep_sessions": keepSessions, "keep_sums": keepSums,
      "keep_rejects": keepRejects,
    ].compactMapValues(\.self)
  }
}
