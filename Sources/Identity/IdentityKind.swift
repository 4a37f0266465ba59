/// What a node of the identity graph names a person by; the raw values are stored.
package enum IdentityKind: Int16, CaseIterable, Sendable {
  case customerNumber = 1
  case login = 2
  case email = 3
  case orderNumber = 4
  case phone = 5
  case mailToken = 6
  case downloadKey = 7
  case cookie = 8

  package var name: String { String(describing: self) }

  /// Whether evidence between two such nodes makes one person of what they name.
  ///
  /// The others are attached to persons and never join two: households share a telephone, mail is
  /// forwarded, and a browser is used by whoever sits before it.
  package var joins: Bool {
    switch self {
    case .customerNumber, .login, .email, .orderNumber: true
    case .phone, .mailToken, .downloadKey, .cookie: false
    }
  }

  /// Whether a person has at most one value of it, ever.
  package var isExclusive: Bool { self == .customerNumber || self == .login }
}
