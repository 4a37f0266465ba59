/// Something that is true of the business, and that its pages should say.
package struct Fact: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case telephone, address, hours, price, text
  }

  /// What people call it: `Box office`.
  package var name: String
  package var kind: Kind
  /// As it should stand on pages.
  package var value: String
  /// Paths on which it must stand; a `*` stands for any characters.
  package var pages: [String]
  /// Words behind which it stands, where its kind alone does not tell.
  package var near: [String]
  /// What was true before: it must stand on no page.
  package var former: [String]
  /// Name of the site; nil: every site.
  package var site: String?

  package init(
    name: String, kind: Kind, value: String, pages: [String] = [], near: [String] = [],
    former: [String] = [], site: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.value = value
    self.pages = pages
    self.near = near
    self.former = former
    self.site = site
  }
}
