import ArgumentParser

/// How a command speaks: options of those with a summary.
struct SayingOptions: ParsableArguments {
  @Flag(help: "Print the summary for machines, as JSON.")
  var json = false

  @Flag(help: "Show no progress.")
  var quiet = false
}
