import Clickstream

internal import Foundation

/// A mail about an alert, handed to the `sendmail` program that every mail server brings, or to a
/// server over SMTP.
package struct AlertMail: Sendable {
  /// Why an address is refused.
  package struct BadAddress: Error, CustomStringConvertible {
    package let description = "An address for alerts is no mail address of the form name@host."
  }

  /// How a mail leaves the machine.
  package enum Way: Equatable, Sendable {
    /// A program with the arguments of `sendmail`.
    case sendmail(String)
    /// A server, as `smtp://localhost:25`; the program `curl` speaks with it.
    case server(String)

    /// What suits this process: `sendmail` gains rights to write into the queue, and where the system
    /// forbids that, as the shipped unit does, the server of this machine takes the mail.
    package static func suitable(server: String?) -> Way {
      if let server { return .server(server) }
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      return status.contains("NoNewPrivs:\t1") ? .server("smtp://localhost:25") : .standard
    }

    package static let standard = Way.sendmail("/usr/sbin/sendmail")
  }

  private static let lineLimit = 76
  private let way: Way
  let recipients: [MailAddress]
  private let sender: MailAddress
  private let host: String

  /// - Parameters:
  ///   - recipients: at least one
  ///   - sender: the address of the service
  ///   - host: the name of this machine, for the subject
  /// Throws `BadAddress` where one of them cannot stand in a header or in a command line.
  package init(
    to recipients: [String], from sender: String, host: String,
    by way: Way = .standard
  ) throws(BadAddress) {
    self.way = way
    self.host = PrintableText.string(from: host)
    self.sender = try Self.address(sender)
    var addresses: [MailAddress] = []
    for recipient in recipients { addresses.append(try Self.address(recipient)) }
    guard !addresses.isEmpty else { throw BadAddress() }
    self.recipients = addresses
  }

  private static func address(_ text: String) throws(BadAddress) -> MailAddress {
    // Quoted and non-ASCII local parts and what could be taken for a flag are left out.
    guard let address = MailAddress(text), !address.normalised.hasPrefix("-"),
      address.normalised.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != 0x22 })
    else { throw BadAddress() }
    return address
  }

  /// The program and its arguments: recipients stand after `--` or an option, never in a header that
  /// is read.
  var command: [String] {
    switch way {
    case .sendmail(let program):
      [program, "-i", "-f", sender.normalised, "--"] + recipients.map(\.normalised)
    case .server(let address):
      ["/usr/bin/curl", "--disable", "--silent", "--show-error", "--max-time", "25"]
        + ["--mail-from", sender.normalised]
        + recipients.flatMap { ["--mail-rcpt", $0.normalised] }
        + ["--upload-file", "-", "--url", address]
    }
  }

  /// The bytes for the program: `sendmail` takes lines as the system ends them.
  func input(_ alert: Alert, identifier: String) -> [UInt8] {
    let message = message(alert, identifier: identifier)
    if case .server = way { return Array(message.utf8) }
    return Array(message.replacing("\r\n", with: "\n").utf8)
  }

  /// The message (RFC 5322), every line of ASCII and at most 78 bytes long where it can be folded.
  func message(_ alert: Alert, identifier: String) -> String {
    let word =
      switch alert.severity {
      case .raised: alert.isReminder ? "still" : "alert"
      case .cleared: "over"
      }
    let subject = "[footfall] \(word): \(alert.subject): \(alert.summary)"
    let fields = [
      "From: \(sender.normalised)",
      "To: \(recipients.map(\.normalised).joined(separator: ",\r\n "))",
      "Subject: \(Self.unstructured(subject))",
      "Date: \(MessageDate.mail(alert.time))",
      "Message-ID: <\(identifier)@\(sender.domain)>",
      // No vacation notice answers it (RFC 3834).
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
    ]
    let body = Data(text(alert).utf8).base64EncodedString(
      options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    return fields.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n"
  }

  private func text(_ alert: Alert) -> String {
    var lines = [alert.summary, ""]
    lines += [
      "What:    \(alert.name), \(alert.severity.rawValue)", "About:   \(alert.subject)",
      "Machine: \(host)", "Time:    \(alert.time.rfc3339)",
    ]
    lines += alert.details.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// Text of a header: as it is where it is short and printable ASCII, else in encoded words
  /// (RFC 2047) that each hold whole characters.
  static func unstructured(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
    if isPlain, text.utf8.count <= lineLimit - "Subject: ".utf8.count, !text.contains("=?") {
      return text
    }
    var words: [String] = []
    var piece = ""
    for scalar in text.unicodeScalars {
      // 45 bytes become 60 of base64, with the frame 72.
      if piece.utf8.count + UTF8.width(scalar) > 39 {
        words.append(piece)
        piece = ""
      }
      piece.unicodeScalars.append(scalar)
    }
    words.append(piece)
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }
      .joined(separator: "\r\n ")
  }
}
