/// A mail address in the form by which persons are told apart.
///
/// The local part is lower-cased for matching, nothing is stripped from it; the domain is lower
/// case, names of other scripts as A-labels. Two spellings of one address are equal.
package struct MailAddress: Hashable, Sendable {
  package let normalised: String

  /// Trusts that `normalised` came out of `init(_:)` before.
  package init(alreadyNormalised normalised: String) { self.normalised = normalised }

  /// What stands before the last `@`, with its quotes if it has any.
  package var localPart: String { parts.local }

  /// What stands after the last `@`: lower case, A-labels.
  package var domain: String { parts.domain }

  private var parts: (local: String, domain: String) {
    guard let at = normalised.utf8.lastIndex(of: UInt8(ascii: "@")) else { return (normalised, "") }
    return (String(normalised[..<at]), String(normalised[normalised.utf8.index(after: at)...]))
  }
}

extension MailAddress: CustomStringConvertible {
  package var description: String { normalised }
}
