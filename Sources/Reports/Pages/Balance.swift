import Markup

/// What became of the lines and messages that were read.
struct Balance: Sendable {
  /// Lines with one outcome, for one reason.
  struct Part: Sendable {
    let outcome: String
    let reason: String
    let lines: Int64
  }

  private let parts: [Part]
  /// The first day of which hits are kept, where they are dropped of those before.
  private let sealedUntil: String?
  /// The outcomes in the order in which they are told.
  private static let outcomes = [
    "kept", "counted", "ignored", "rejected", "erased", "undone", "expired",
  ]

  init(_ parts: [Part], sealedUntil: String? = nil) {
    self.parts = parts
    self.sealedUntil = sealedUntil
  }

  /// The balance in a line: read = kept + …, each with its reasons; what is nothing is left out.
  var text: String {
    let read = parts.reduce(0) { $0 + $1.lines }
    guard read > 0 else { return "nothing was read yet" }
    let terms = Self.outcomes.compactMap { outcome -> String? in
      let own = parts.filter { $0.outcome == outcome }
      let lines = own.reduce(0) { $0 + $1.lines }
      guard lines != 0 || outcome == "kept" || outcome == "rejected" else { return nil }
      let reasons = own.filter { !$0.reason.isEmpty }
        .map { "\($0.reason) \(Number.whole($0.lines))" }
      return "\(outcome) \(Number.whole(lines))"
        + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))")
    }
    let seal =
      sealedUntil.map { " Hits of days before \($0) are dropped; their visits stay." } ?? ""
    return "read \(Number.whole(read)) lines and messages = \(terms.joined(separator: " + "))."
      + seal
  }
}
