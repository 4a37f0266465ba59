import Clickstream

/// Reads what a bounce or a complaint says of each recipient.
struct ReportReader {
  /// Recipients kept of one report.
  private static let recipientLimit = 100
  /// Bytes of a report that are looked at.
  private static let textLimit = 64 << 10
  private static let diagnosticLimit = 500

  private let structure: MessageTree.Structure

  init(_ structure: MessageTree.Structure) { self.structure = structure }

  /// The message that it speaks of, without the angle brackets; empty where it does not say.
  var reportedID: String {
    if !structure.originalID.isEmpty { return structure.originalID }
    let id = Self.blocks(structure.originalHeaders).first?["message-id"] ?? ""
    return PlainText.line(id.filter { !"<> ".contains($0) }, limit: 998)
  }

  /// Of a delivery report (RFC 3464): one for each recipient that a block names.
  var deliveries: [DeliveryReport] {
    Self.blocks(structure.reportText).compactMap { fields -> DeliveryReport? in
      guard let recipient = fields["final-recipient"] ?? fields["original-recipient"] else {
        return nil
      }
      let action = fields["action"]?.lowercased() ?? ""
      let diagnostic = Self.value(fields["diagnostic-code"] ?? "")
      var status = BounceRules.status(in: fields["status"] ?? "")
      if status.isEmpty { status = BounceRules.status(in: diagnostic) }
      let verdict = BounceRules.verdict(action: action, status: status, diagnostic: diagnostic)
      return DeliveryReport(
        kind: verdict.kind, reason: verdict.reason, recipient: MailAddress(Self.value(recipient)),
        action: PlainText.line(action, limit: 40), status: status,
        diagnostic: Self.shown(diagnostic))
    }
  }

  /// Of a complaint (RFC 5965): one for each recipient of the message that it is about.
  var complaints: [DeliveryReport] {
    let block = structure.reportText.utf8.prefix(Self.textLimit)
    let fields = Self.fields(String(decoding: block, as: UTF8.self).split(separator: "\n")[...])
    let type = fields.first { $0.name == "feedback-type" }?.value.lowercased() ?? "other"
    var recipients = fields.filter {
      $0.name == "original-rcpt-to" || $0.name == "removal-recipient"
    }
    .compactMap { MailAddress($0.value.filter { !"<> ".contains($0) }) }
    if recipients.isEmpty { recipients = structure.originalRecipients }
    let isComplaint = type != "not-spam"
    let report = DeliveryReport(
      kind: isComplaint ? .complaint : .delivered, reason: isComplaint ? "complaint" : "not_spam",
      recipient: nil, action: PlainText.line(type, limit: 40), status: "", diagnostic: "")
    guard !recipients.isEmpty else { return [report] }
    return recipients.prefix(Self.recipientLimit).map { recipient in
      var report = report
      report.recipient = recipient
      return report
    }
  }

  /// Of a bounce that is only text: the first address in it, and what follows that.
  static func delivery(in text: String) -> DeliveryReport {
    let lines = String(decoding: text.utf8.prefix(textLimit), as: UTF8.self)
      .split(separator: "\n").prefix(400)
    var recipient: MailAddress?
    var said: Substring = ""
    for (place, line) in lines.enumerated() {
      let candidate = line.drop { " <".contains($0) }.prefix { !" >:;,".contains($0) }
      guard candidate.contains("@"), let address = MailAddress(String(candidate)) else { continue }
      recipient = address
      said = lines[place...].prefix(12).joined(separator: " ")[...]
      break
    }
    let diagnostic = said.isEmpty ? lines.prefix(40).joined(separator: " ") : String(said)
    let status = BounceRules.status(in: diagnostic)
    let verdict = BounceRules.verdict(
      action: "", status: status, diagnostic: String(diagnostic.prefix(2_000)))
    return DeliveryReport(
      kind: verdict.kind, reason: verdict.reason, recipient: recipient, action: "", status: status,
      diagnostic: shown(diagnostic))
  }

  /// One line without mail addresses, which have a column of their own.
  private static func shown(_ text: String) -> String {
    let words = text.prefix(4 * diagnosticLimit).split(whereSeparator: \.isWhitespace)
      .map { $0.contains("@") ? "[mail]" : $0 }
    return PlainText.line(words.joined(separator: " "), limit: diagnosticLimit)
  }

  /// What stands behind the type: `rfc822; bo@larkspur.example`.
  private static func value(_ field: String) -> String {
    guard let mark = field.firstIndex(of: ";") else { return field }
    let rest = field[field.index(after: mark)...]
    return String(rest.drop(while: \.isWhitespace)).filter { $0 != "<" && $0 != ">" }
  }

  /// Blocks of fields, parted by empty lines; the first of a name counts.
  private static func blocks(_ text: String) -> [[String: String]] {
    String(decoding: text.utf8.prefix(textLimit), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy(\.isWhitespace) }
      .prefix(recipientLimit + 1)
      .map { lines in
        Dictionary(
          fields(lines).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
      }
  }

  /// Fields of headers, unfolded, with names in lower case.
  private static func fields(_ lines: ArraySlice<Substring>) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for line in lines {
      if let first = line.first, first.isWhitespace {
        if !fields.isEmpty { fields[fields.count - 1].value += " " + trimmed(line) }
      } else if let colon = line.firstIndex(of: ":") {
        fields.append((line[..<colon].lowercased(), trimmed(line[line.index(after: colon)...])))
      }
    }
    return fields
  }

  private static func trimmed(_ text: Substring) -> String {
    let rest = text.drop(while: \.isWhitespace)
    return String(rest.prefix(rest.count - rest.reversed().prefix(while: \.isWhitespace).count))
  }
}
