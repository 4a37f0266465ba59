/// What an input is, found out from its first bytes.
package enum InputKind: Equatable, Sendable {
  case accessLog(AccessLogFormat)
  /// Form submissions as JSON lines.
  case forms
  case mbox
  /// A single message.
  case message
  /// There is nothing in it.
  case empty
  case unknown(Diagnosis)

  /// Looks at the beginning of the uncompressed stream; the name decides only where the bytes
  /// leave it open.
  package static func sniff(_ head: [UInt8], name: String) -> InputKind {
    let blanks: Set<UInt8> = [
      Ascii.blank, Ascii.tab, Ascii.lineFeed, Ascii.carriageReturn,
    ]
    if head.allSatisfy(blanks.contains) { return .empty }
    if TextLikeness.isJSONAccessLog(head) {
      return .unknown(Diagnosis(likeness: "an access log in JSON, which is not read yet"))
    }
    if TextLikeness.isJSONLines(head) { return .forms }
    if TextLikeness.isMbox(head) { return .mbox }
    if case .found(let format) = FormatDetector.detect(head) { return .accessLog(format) }
    let isNamedMessage = [".eml", ".eml.gz"].contains { name.lowercased().hasSuffix($0) }
    if TextLikeness.isMessage(head) || (isNamedMessage && FileLikeness.recognise(head) == nil) {
      return .message
    }
    if case .unknown(let diagnosis) = FormatDetector.detect(head) { return .unknown(diagnosis) }
    return .unknown(Diagnosis(likeness: nil))
  }
}
