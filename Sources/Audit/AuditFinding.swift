/// Something on a page of the site that is to be looked at.
package struct AuditFinding: Hashable, Sendable, Encodable {
  package enum Kind: String, CaseIterable, Sendable, Encodable {
    /// A link to what is not there.
    case deadLink = "dead_link"
    /// A link to what has moved for good, or leads off the site.
    case redirectedLink = "redirected_link"
    /// A link to a place in a page that has no such place.
    case missingAnchor = "missing_anchor"
    /// Not changed for long.
    case unchanged
    /// Says something else than what is true.
    case factDiffers = "fact_differs"
    /// Does not say what it must.
    case factMissing = "fact_missing"
    /// A page that could not be read, or not whole.
    case unreadable
  }

  package let kind: Kind
  /// Path of the page.
  package let path: String
  /// What the link says, or the name of the fact; empty where there is nothing of the kind.
  package let target: String
  /// What is the matter, for people.
  package let detail: String

  package init(_ kind: Kind, path: String, target: String = "", detail: String) {
    self.kind = kind
    self.path = path
    self.target = target
    self.detail = detail
  }
}
