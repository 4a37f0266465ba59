import Clickstream

/// What vendors and theatre write to each other.
enum VendorLetters {
  private struct Line {
    var after: Seconds
    var isInbound: Bool
    var topic: String
    /// Nil for an answer with the subject of the first letter.
    var subject: String?
    var text: String
    var attachment: Attachment?
  }

  private static let day: Seconds = 86_400

  /// Those who write, in the order of the list.
  static let writers = Vendor.all.indices.filter { !Vendor.all[$0].address.isEmpty }
    .map(Party.vendor)

  static let all: [Message] = (quotations + invoices).sorted { $0.at < $1.at }

  private static var quotations: [Message] {
    [
      thread(
        0, London.time(8, 10, 10, 12),
        [
          Line(
            after: 0, isInbound: false, topic: "quotation", subject: "Request for a quotation",
            text: "Please send us a quotation for two hundred programmes of the autumn season, in "
              + "two colours. We need the quote by Friday."),
          Line(
            after: day + 4_200, isInbound: true, topic: "quotation",
            text: "Our quotation for two hundred programmes is £480. The quote is valid for "
              + "thirty days.",
            attachment: .quotation("Q-2214")),
          Line(
            after: 2 * day + 900, isInbound: false, topic: "quotation",
            text: "The quotation suits us. Please print all two hundred."),
        ]),
      thread(
        2, London.time(9, 7, 11, 40),
        [
          Line(
            after: 0, isInbound: false, topic: "quotation", subject: "Request for a quotation",
            text: "Please send us a quotation for forty copies of your new volume of plays."),
          Line(
            after: 3 * day + 2_000, isInbound: true, topic: "quotation",
            text: "Our quotation for forty copies is £360, and a quote for eighty would be £680."),
          Line(
            after: 4 * day + 500, isInbound: false, topic: "quotation",
            text: "The quotation for forty copies is fine, thank you."),
        ]),
    ].flatMap(\.self)
  }

  private static var invoices: [Message] {
    [
      thread(
        0, London.time(8, 31, 15, 5),
        [
          Line(
            after: 0, isInbound: true, topic: "payment_invoice", subject: "Invoice 2026-31",
            text: "The invoice 2026-31 for the programmes is attached. The payment is due in "
              + "thirty days.",
            attachment: .invoice("2026-31")),
          Line(
            after: 9 * day, isInbound: false, topic: "payment_invoice",
            text: "The payment of invoice 2026-31 went out today by bank transfer."),
        ]),
      thread(
        1, London.time(10, 19, 9, 48),
        [
          Line(
            after: 0, isInbound: true, topic: "payment_invoice", subject: "Invoice M-118",
            text: "Please find the invoice M-118 for the autumn books. The payment is due by the "
              + "end of November.",
            attachment: .invoice("M-118"))
        ]),
    ].flatMap(\.self)
  }

  /// Letters of which each answers the one before.
  private static func thread(_ vendor: Int, _ start: Seconds, _ lines: [Line]) -> [Message] {
    var letters: [Message] = []
    for (place, line) in lines.enumerated() {
      let before = letters.last
      let subject = line.subject ?? "Re: \(lines[0].subject ?? "")"
      let address = Vendor.all[vendor].address
      let host = line.isInbound ? String(address.drop { $0 != "@" }) : "@larkspur.example"
      letters.append(
        Message(
          at: start + line.after, party: .vendor(vendor), address: address,
          isInbound: line.isInbound, topic: line.topic, subject: subject, text: line.text,
          quoted: line.isInbound ? nil : before.map { ($0.at, $0.text) },
          messageID: "<\(start).\(place + 1)\(host)>", inReplyTo: before?.messageID,
          asked: before?.at, attachment: line.attachment))
    }
    return letters
  }
}
