/// The rules by which persons are derived, as a whole.
package enum IdentityRules {
  /// Raised with every change of what names a person, ties values or sets evidence aside: then all
  /// persons are derived anew, and the run tells what became of them.
  package static let version: Int32 = 1
}
