import ArgumentParser

/// How inputs are followed, and who hears of it.
struct FollowingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where health and metrics are told: an address of this machine and a port, or off.",
      valueName: "address"))
  var monitor: String?

  @Option(
    help: ArgumentHelp("A command that is run for each alarm.", valueName: "command"))
  var onAlert: String?

  @Option(help: ArgumentHelp("Who gets each alarm by mail.", valueName: "address"))
  var alertMail: String?

  @Option(
    help: ArgumentHelp("The server that takes alarms by mail.", valueName: "address"))
  var mailServer: String?

  @Option(
    help: ArgumentHelp(
      "How long an input may bring nothing before an alarm: 2h, 1d, never.", valueName: "time"))
  var silentAfter: String?

  @Option(
    help: ArgumentHelp(
      "How long a rotated file must be quiet before it counts as read to its end: 5s.",
      valueName: "time"))
  var rotateWait: String?

  @Option(
    help: ArgumentHelp(
      "How long the daemon may take to store what it has read once it is told to end: 10s.",
      valueName: "time"))
  var stopWithin: String?

  var flags: [String: String] {
    [
      "monitor": monitor, "on_alert": onAlert, "alert_mail": alertMail,
      "mail_server": mailServer,
      "silent_after": silentAfter, "rotate_wait": rotateWait,
      "stop_within": stopWithin,
    ].compactMapValues { $0 }
  }
}
