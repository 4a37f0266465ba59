import Clickstream

internal import Foundation

extension Alert {
  private struct Body: Encodable {
    let name: String
    let subject: String
    let severity: String
    let summary: String
    let details: [String: String]
    let time: String
    let reminder: Bool
  }

  /// Values of an alert that are passed on, at most.
  private static let detailLimit = 20

  /// The alert with each text on one line, harmless to a terminal and of bounded length.
  var printable: Alert {
    var alert = Alert(
      name: Self.printable(name), subject: Self.printable(subject), severity: severity,
      summary: Self.printable(summary),
      details: Dictionary(
        details.sorted { $0.key < $1.key }.prefix(Self.detailLimit)
          .map { (Self.printable($0.key), Self.printable($0.value)) }, uniquingKeysWith: { $1 }),
      time: time)
    alert.isReminder = isReminder
    return alert
  }

  private static func printable(_ text: String) -> String {
    PrintableText.string(from: String(decoding: text.utf8.prefix(200), as: UTF8.self))
  }

  /// One JSON object with an end of line.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = Body(
      name: name, subject: subject, severity: severity.rawValue, summary: summary,
      details: details, time: time.rfc3339, reminder: isReminder)
    // Strings alone: there is nothing that could fail.
    return Array((try? encoder.encode(body)) ?? Data("{}".utf8)) + [UInt8(ascii: "\n")]
  }

  /// Variables for a command.
  var environment: [String: String] {
    [
      "FOOTFALL_ALERT_NAME": name, "FOOTFALL_ALERT_SUBJECT": subject,
      "FOOTFALL_ALERT_SEVERITY": severity.rawValue, "FOOTFALL_ALERT_SUMMARY": summary,
      "FOOTFALL_ALERT_TIME": time.rfc3339, "FOOTFALL_ALERT_REMINDER": isReminder ? "1" : "0",
    ]
  }
}
