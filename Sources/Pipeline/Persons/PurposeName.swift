import Clickstream
import Intake

/// What something is allowed or forbidden for, as somebody types it.
package struct PurposeName: Sendable {
  /// As it is stored.
  package let text: String

  /// - Parameters:
  ///   - typed: a purpose, or a name that forms give the box for one, such as `newsletter`.
  ///   - isNew: whether it may be one that no record names.
  ///   - known: purposes that records name.
  /// - Throws: `UsageError` where no record names it: a slip of the pen must not lose what somebody
  ///   forbids.
  package init(_ typed: String, isNew: Bool, known: [String]) throws {
    if let purpose = FormRecord.purpose(called: typed) {
      text = purpose
      return
    }
    guard isNew || known.contains(typed) else {
      let all = ["news", "browsing"] + known.filter { !["news", "browsing"].contains($0) }
      let near = all.nearest(to: typed, atMost: 1).first.map { "; did you mean \($0)?" } ?? ";"
      throw UsageError(
        "no record names the purpose '\(PrintableText.string(from: typed))'; known are "
          + "\(all.joined(separator: ", "))\(near) --new writes it down as a new one")
    }
    text = typed
  }
}
