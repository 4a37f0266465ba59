/// How an alert reaches the operator.
package enum AlertRoute: Sendable {
  /// A line for `/bin/sh -c`, with the alert in `FOOTFALL_ALERT_…` and as JSON on standard input.
  case command(String)
  /// A mail by the `sendmail` program of the system.
  case mail(AlertMail)
}
