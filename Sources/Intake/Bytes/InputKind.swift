/// What an input is, found out from its first bytes.
package enum InputKind: Equatable, Sendable {
  case accessLog(AccessLogFormat)
  /// Form submissions as JSON lines.
  case forms
  /// A list whose columns are all fields of the ledger of this name.
  case ledger(String)
  case mbox
  /// A single message.
  case message
  /// There is nothing in it.
  case empty
  case unknown(Diagnosis)

  /// Looks at the beginning of the uncompressed stream; the name decides only where the bytes
  /// leave it open.
  package static func sniff(_ head: [UInt8], name: String) -> InputKind {
    explain(head, name: name).kind
  }

  /// The kind, and one sentence about why it was chosen.
  ///
  /// - Parameter format: what the operator says the lines are; then only emptiness is looked for.
  package static func explain(
    _ head: [UInt8], name: String, format: AccessLogFormat? = nil
  ) -> (kind: InputKind, reason: String) {
    let blanks: Set<UInt8> = [
      Ascii.blank, Ascii.tab, Ascii.lineFeed, Ascii.carriageReturn,
    ]
    if head.allSatisfy(blanks.contains) { return (.empty, "empty") }
    if let format {
      let fit = FormatDetector.fit(format, head)
      return (
        .accessLog(format),
        "\(format.name), as configured: \(fit.fitting) of \(fit.lines) lines fit"
      )
    }
    let isJSON = TextLikeness.isJSONLines(head)
    if !isJSON, TextLikeness.isMbox(head) { return (.mbox, "a mailbox: it begins with From") }
    let (result, reason) = FormatDetector.detection(head)
    if case .found(let format) = result { return (.accessLog(format), reason) }
    if isJSON {
      guard TextLikeness.isJSONAccessLog(head) else {
        if case .ledger(let ledger) = LedgerLikeness.of(head, name: name) {
          return (.ledger(ledger), "a list of the ledger \(ledger): JSON lines of its fields")
        }
        return (.forms, "forms: JSON lines that are no requests")
      }
      let diagnosis = Diagnosis(
        likeness:
          "an access log in JSON whose keys say not enough: time, client and request are needed",
        remedy: "name its format by pasting the server's line")
      return (.unknown(diagnosis), diagnosis.summary)
    }
    switch LedgerLikeness.of(head, name: name) {
    case .ledger(let ledger):
      return (.ledger(ledger), "a list of the ledger \(ledger): all columns are fields of it")
    case .like(let likeness, let remedy):
      let diagnosis = Diagnosis(likeness: likeness, remedy: remedy)
      return (.unknown(diagnosis), diagnosis.summary)
    case .none: break
    }
    let isNamedMessage = [".eml", ".eml.gz"].contains { name.lowercased().hasSuffix($0) }
    if TextLikeness.isMessage(head) || (isNamedMessage && FileLikeness.recognise(head) == nil) {
      return (.message, "a message: it begins with header fields")
    }
    if case .unknown(let diagnosis) = result { return (.unknown(diagnosis), reason) }
    return (.unknown(Diagnosis(likeness: nil)), reason)
  }
}
