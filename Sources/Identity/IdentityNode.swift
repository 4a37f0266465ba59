package import Clickstream

/// A value that names a person: a mail address, a customer number, a browser's cookie.
package struct IdentityNode: Hashable, Sendable {
  /// Keyed hash of realm, kind and normalised value.
  ///
  /// It serves as the id of a person, too, while
  /// this node is the person's first.
  package var id: Int64
  package var kind: IdentityKind
  /// Time of the first record that names it.
  package var firstSeen: Instant
  /// An address of an office, such as `info@`: it stands for an organisation and joins nobody.
  package var isRole: Bool
  /// The value was given up at this time; evidence of later times speaks of somebody else.
  package var retiredAt: Instant?

  package init(
    id: Int64, kind: IdentityKind, firstSeen: Instant, isRole: Bool = false,
    retiredAt: Instant? = nil
  ) {
    self.id = id
    self.kind = kind
    self.firstSeen = firstSeen
    self.isRole = isRole
    self.retiredAt = retiredAt
  }
}
