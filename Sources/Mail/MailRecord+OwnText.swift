extension MailRecord {
  /// The text without what the author quoted, without the signature and what programs and offices
  /// put below; all of it where nothing else is left.
  package var ownText: String { OwnText.of(text) }
}

/// What the author of a message wrote in it, told line by line.
enum OwnText {
  static func of(_ text: String) -> String {
    // By bytes: to look for characters takes longer than all the rest.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    var kept: [Substring] = []
    var place = 0
    while place < lines.count {
      let line = lines[place]
      if endsOwnText(line) || isHeaderBlock(lines[place...]) { break }
      if let length = introduction(lines[place...]) {
        // Below a quotation that is marked line by line the author may go on.
        let next = lines[(place + length)...].first { !$0.isEmpty }
        guard let next, begins(next, ">") else { break }
        place += length
        continue
      }
      if !begins(line, ">") { kept.append(line) }
      place += 1
    }
    let own = kept.joined(separator: "\n")
    return own.contains { !$0.isWhitespace } ? own : text
  }

  private static func begins(_ line: Substring, _ word: String) -> Bool {
    line.utf8.starts(with: word.utf8)
  }

  /// Whether from this line on another speaks, or nobody: a mark of programs, a signature, a footer.
  private static func endsOwnText(_ line: Substring) -> Bool {
    guard let first = line.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "-"):
      return line == "--" || line.hasPrefix("-----") && line.hasSuffix("-----")
    case UInt8(ascii: "_"): return line.utf8.count >= 10 && line.utf8.allSatisfy { $0 == first }
    default: return line.utf8.count < 400 && footers.contains { begins(line, $0) }
    }
  }

  private static let footers = [
    "Sent from my ", "Get Outlook for ", "Von meinem iPhone", "Von meinem iPad",
    "Gesendet von meinem ", "Gesendet mit der ",
    "Envoyé de mon ", "Envoyé depuis mon ", "Inviato da ", "Enviado desde mi ", "Verzonden vanaf ",
    "This email and any ", "This e-mail and any ", "This message and any attach",
    "The information in this e", "CONFIDENTIALITY NOTICE", "Confidentiality notice",
    "Diese E-Mail enthält vertraul", "Diese Nachricht ist vertraul", "Ce message est confidentiel",
    "Ce message et toutes les pièces",
  ]

  /// How many lines introduce a quotation, for programs fold what is long; nil where none does.
  private static func introduction(_ lines: ArraySlice<Substring>) -> Int? {
    guard let first = lines.first, !first.isEmpty, first.utf8.count <= 300 else { return nil }
    var joined = ""
    for (count, line) in lines.prefix(3).enumerated() {
      guard !line.isEmpty, !begins(line, ">"), joined.utf8.count + line.utf8.count <= 300 else {
        return nil
      }
      joined += joined.isEmpty ? String(line) : " " + line
      guard joined.utf8.last == UInt8(ascii: ":") else { continue }
      guard verbs.contains(where: { joined.contains($0) }) else { return nil }
      let next = lines.dropFirst(count + 1).first { !$0.isEmpty }
      let isDated = joined.utf8.contains { $0 &- 48 < 10 }
      return isDated || next.map { begins($0, ">") } ?? false ? count + 1 : nil
    }
    return nil
  }

  private static let verbs = [
    " wrote", " schrieb", " geschrieben", " a écrit", " écrit ", " écrit:", " escribió",
    " ha scritto", " schreef", " geschreven", " escreveu", " skrev", " napisał", " kirjoitti",
  ]

  /// Whether the headers of an older message stand there, as Outlook and others paste them.
  private static func isHeaderBlock(_ lines: ArraySlice<Substring>) -> Bool {
    guard let first = lines.first, isHeader(first, fromWords) else { return false }
    let following = lines.dropFirst().prefix(5)
    return following.contains { isHeader($0, sentWords) }
      && following.contains { isHeader($0, subjectWords) }
  }

  private static func isHeader(_ line: Substring, _ words: [String]) -> Bool {
    guard line.utf8.count <= 500 else { return false }
    let plain = line.utf8.drop { $0 == UInt8(ascii: "*") }
    return words.contains { word in
      guard plain.starts(with: word.utf8) else { return false }
      // A blank, plain or without a break, may stand before the colon.
      let rest = plain.dropFirst(word.utf8.count).drop { " *\u{a0}".utf8.contains($0) }
      return rest.first == UInt8(ascii: ":")
    }
  }

  private static let fromWords = ["From", "Von", "De", "Da", "Van", "Från", "Fra", "Od"]
  private static let sentWords = [
    "Sent", "Date", "Gesendet", "Datum", "Envoyé", "Inviato", "Data", "Verzonden", "Enviado",
    "Fecha", "Skickat", "Sendt", "Wysłano",
  ]
  private static let subjectWords = [
    "Subject", "Betreff", "Objet", "Oggetto", "Onderwerp", "Asunto", "Assunto", "Ämne", "Emne",
    "Temat",
  ]
}
