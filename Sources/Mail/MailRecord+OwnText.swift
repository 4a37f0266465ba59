extension MailRecord {
  /// The text without what the author quoted and without the signature; all of it where nothing
  /// else is left.
  package var ownText: String {
    var kept: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if Self.endsOwnText(line) { break }
      if !line.hasPrefix(">") { kept.append(line) }
    }
    let own = kept.joined(separator: "\n")
    return own.contains { !$0.isWhitespace } ? own : text
  }

  /// Whether from this line on another speaks, or only the signature.
  private static func endsOwnText(_ line: Substring) -> Bool {
    if line == "--" || line == "________________________________" { return true }
    if line.hasPrefix("-----"), line.hasSuffix("-----") { return true }
    guard line.hasSuffix(":") else { return false }
    return introductions.contains { line.hasPrefix($0.start) && line.hasSuffix($0.end) }
  }

  /// How mail programs introduce a quoted message.
  private static let introductions = [
    (start: "On ", end: "wrote:"), (start: "Am ", end: "schrieb:"),
    (start: "Am ", end: "geschrieben:"),
    (start: "Le ", end: "écrit :"), (start: "Le ", end: "écrit:"), (start: "El ", end: "escribió:"),
    (start: "Il ", end: "scritto:"), (start: "Op ", end: "schreef:"),
    (start: "Op ", end: "geschreven:"),
  ]
}
