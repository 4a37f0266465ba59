import Clickstream
import Enrichment
import Identity

extension Ids {
  /// Id of a value that names a person.
  ///
  /// Mail addresses and logins have the ids by which contacts and hits know them.
  func identity(_ kind: IdentityKind, _ value: String, site: Int64) -> Int64 {
    switch kind {
    case .email: return id(.person, text: value)
    case .login:
      let bytes = Array(value.utf8)
      return unsafe id(.login, site: site, bytes.span.bytes)
    case .customerNumber, .orderNumber, .phone, .mailToken, .downloadKey, .cookie:
      var hasher = hasher(.identity)
      hasher.combine(UInt64(kind.rawValue))
      hasher.combine(text: value)
      return Self.id(hasher)
    }
  }
}
