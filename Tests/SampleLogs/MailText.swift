/// A message as bytes: what a delivery adds, and what the sender wrote.
struct MailText {
  /// Lines that differ between deliveries, each with its end.
  var delivery: String
  /// From the first header of the sender to the end.
  var bytes: [UInt8]

  /// The forms in which programs write mail.
  enum Style: Int, CaseIterable {
    case plain, quotedPrintable, base64, alternative, eightBit, latin1, flowed
  }

  init(_ message: Message, style: Style, remark: String?) {
    let asLatin1 = style == .latin1
    let mailbox = Self.mailbox(of: message)
    let own = "Larkspur Theatre & Books"
    let them = MIME.words(message.party.name, asLatin1: asLatin1)
    // Some programs keep the capitals that people gave to their address.
    let address =
      message.at % 7 == 0 ? Self.capitalised(message.address) : message.address
    let us = message.staff.map { "\($0.name) <\($0.address)>" } ?? "\"\(own)\" <\(mailbox)>"
    let from = message.isInbound ? "\(them) <\(address)>" : us
    let recipient = message.isInbound ? "\"\(own)\" <\(mailbox)>" : "\(them) <\(address)>"
    var headers = [
      "Message-ID: \(message.messageID)", "Date: \(Clock.rfc5322(message.at))", "From: \(from)",
      "To: \(recipient)",
      "Subject: \(MIME.words(message.subject, asLatin1: asLatin1))",
    ]
    if let other = message.inReplyTo {
      headers += ["In-Reply-To: \(other)", "References: \(other)"]
    }
    headers.append("MIME-Version: 1.0")
    let paragraphs = Self.paragraphs(of: message, remark: remark)
    let part = Self.body(paragraphs, style: style, boundary: "=_larkspur_\(message.at)")
    var content: [UInt8]
    if let attachment = message.attachment {
      let boundary = "=_papers_\(message.at)"
      content = Array(
        "Content-Type: multipart/mixed; boundary=\"\(boundary)\"\n\n--\(boundary)\n".utf8)
      content += part + Array(Self.part(attachment, boundary).utf8)
    } else {
      content = part
    }
    bytes = Array((headers.joined(separator: "\n") + "\n").utf8) + content
    delivery = Self.delivery(of: message)
  }

  /// What the server of the theatre writes before a message that it takes: from outside, or the copy
  /// of what somebody of the staff sends from a desk.
  private static func delivery(of message: Message) -> String {
    if let staff = message.staff {
      return delivery(
        from: staff.address, to: Colleague.log, at: message.at + 2,
        by: "from desk.larkspur.example (desk [192.168.7.13])")
    }
    guard message.isInbound else { return "" }
    let host = String(message.address.drop { $0 != "@" }.dropFirst())
    let proof =
      isProven(message)
      ? "Authentication-Results: mx.larkspur.example; dkim=pass header.d=\(host)\n" : ""
    return proof
      + delivery(
        from: message.address, to: mailbox(of: message), at: message.at + 3,
        by: "from mail.\(host) (unknown [203.0.113.25])")
  }

  static func delivery(from sender: String, to mailbox: String, at time: Seconds, by hop: String)
    -> String
  {
    """
    Return-Path: <\(sender)>
    Delivered-To: \(mailbox)
    Received: \(hop)
    \tby mx.larkspur.example with ESMTPS id \((time - 3) % 99_991)
    \tfor <\(mailbox)>; \(Clock.rfc5322(time))

    """
  }

  /// Two in three domains sign what they send.
  static func isProven(_ message: Message) -> Bool { message.isInbound && message.at % 3 > 0 }

  static func mailbox(of message: Message) -> String {
    guard message.isInbound else { return "box-office@larkspur.example" }
    let name = ["booking": "box-office", "order": "bookshop"][message.topic] ?? "hello"
    let token = message.trace.map { "+\($0.written)" } ?? ""
    return "\(name)\(token)@larkspur.example"
  }

  private static func capitalised(_ address: String) -> String {
    address.prefix(1).uppercased() + address.dropFirst()
  }

  /// Greeting, text, name; in an answer the signature and the text that it answers.
  private static func paragraphs(of message: Message, remark: String?) -> [[String]] {
    let name = message.party.name
    if message.isInbound {
      return [["Hello,"], MIME.wrapped(message.text)] + (remark.map { [[$0]] } ?? [])
        + [[name]]
    }
    var result = [
      ["Dear \(name),"], MIME.wrapped(message.text),
      ["With best regards", message.staff?.name ?? "Maud Ellery"],
    ]
    if let quoted = message.quoted {
      let head = "On \(Clock.rfc5322(quoted.at)), \(name) wrote:"
      result.append([head] + MIME.wrapped(quoted.text, prefix: "> "))
    }
    return result + [["-- ", "Larkspur, Market Street"]]
  }

  /// Content headers, a blank line, and the text in the style's encoding.
  private static func body(_ paragraphs: [[String]], style: Style, boundary: String) -> [UInt8] {
    let text = paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    let plain = "Content-Type: text/plain; charset="
    let transfer = "Content-Transfer-Encoding: "
    let utf8 = Array(text.utf8)
    let quoted =
      "\(plain)utf-8\n\(transfer)quoted-printable\n\n\(MIME.quotedPrintable(utf8))"
    switch style {
    case .plain where MIME.isASCII(text):
      return Array("\(plain)us-ascii\n\n\(text)".utf8)
    case .base64:
      return Array("\(plain)\"UTF-8\"\n\(transfer)base64\n\n\(MIME.base64(utf8))\n".utf8)
    case .eightBit: return Array("\(plain)utf-8\n\(transfer)8bit\n\n\(text)".utf8)
    case .flowed:
      return Array("\(plain)utf-8; format=flowed\n\(transfer)8bit\n\n\(text)".utf8)
    case .alternative:
      let html = paragraphs.map { paragraph in
        let lines = paragraph.map(escaped).joined(separator: "<br>\n")
        return "<p>\(lines)</p>\n"
      }.joined()
      let page =
        "<html><head><style>p { margin: 1em }</style></head><body>\n\(html)</body></html>\n"
      return Array(
        """
        Content-Type: multipart/alternative; boundary="\(boundary)"

        --\(boundary)
        \(quoted)
        --\(boundary)
        Content-Type: text/html; charset=utf-8
        \(transfer)quoted-printable

        \(MIME.quotedPrintable(Array(page.utf8)))
        --\(boundary)--

        """.utf8)
    case .latin1:
      guard let bytes = MIME.latin1(text) else { return Array(quoted.utf8) }
      // Half of them as raw bytes, as old programs do.
      if text.utf8.count % 2 == 0 {
        return Array("\(plain)iso-8859-1\n\(transfer)8bit\n\n".utf8) + bytes
      }
      return Array(
        "\(plain)iso-8859-1\n\(transfer)quoted-printable\n\n\(MIME.quotedPrintable(bytes))".utf8)
    case .plain, .quotedPrintable: return Array(quoted.utf8)
    }
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }

  private static func part(_ file: Attachment, _ boundary: String) -> String {
    """

    --\(boundary)
    Content-Type: \(file.type); name="\(file.name)"
    Content-Disposition: attachment; filename="\(file.name)"
    Content-Transfer-Encoding: base64

    \(MIME.base64(file.bytes))
    --\(boundary)--

    """
  }
}
