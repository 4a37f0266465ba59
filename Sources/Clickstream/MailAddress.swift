/// A mail address in the form by which persons are told apart.
///
/// The local part is lower-cased for matching, nothing is stripped from it; the domain is lower
/// case. Two spellings of one address are equal.
package struct MailAddress: Hashable, Sendable {
  package let normalised: String

  /// Trusts that `normalised` came out of `init(_:)` before.
  package init(alreadyNormalised normalised: String) { self.normalised = normalised }
}
