package import Clickstream

/// Something an operator should know, or that it is over.
package struct Alert: Sendable, Equatable {
  package enum Severity: String, Sendable { case raised, cleared }

  /// What kind it is, as `source_silent`.
  package let name: String
  /// What it is about, as the name of a source.
  package let subject: String
  package var severity: Severity
  /// One sentence.
  package let summary: String
  package let details: [String: String]
  package var time: Instant
  /// Whether it was told before and goes on.
  package var isReminder = false

  package init(
    name: String, subject: String, severity: Severity, summary: String,
    details: [String: String] = [:], time: Instant
  ) {
    self.name = name
    self.subject = subject
    self.severity = severity
    self.summary = summary
    self.details = details
    self.time = time
  }
}
