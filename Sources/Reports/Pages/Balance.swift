import Markup
import PostgreSQL

/// What became of the lines and messages that were read.
struct Balance: Sendable {
  let read: Int64
  let parts: [(name: String, lines: Int64)]
  /// Reasons of the rejects that are still kept.
  let reasons: [(reason: String, lines: Int64)]

  static let names = ["kept", "counted", "ignored", "rejected", "erased", "undone", "expired"]

  init(read: Int64, parts: [(name: String, lines: Int64)], reasons: [(String, Int64)]) {
    self.read = read
    self.parts = parts
    self.reasons = reasons
  }

  /// The balance in a line: read = kept + … ; parts that are nothing are left out.
  var text: String {
    guard read > 0 else { return "nothing was read yet" }
    let shown = parts.filter { $0.lines != 0 || $0.name == "kept" || $0.name == "rejected" }
    let sum = shown.map { "\($0.name) \(Number.whole($0.lines))" }.joined(separator: " + ")
    var text = "read \(Number.whole(read)) lines and messages = \(sum)"
    if !reasons.isEmpty {
      let reasons = reasons.map { "\($0.reason) \(Number.whole($0.lines))" }
      text += "; rejected for: \(reasons.joined(separator: ", "))"
    }
    return text + "."
  }
}
