/// An attribute of an element: a name from a closed set and a value that the writer escapes.
///
/// There is no `style` and no event handler; addresses are set through `Link` alone.
package struct Attribute: Hashable, Sendable {
  package let name: Name
  package let value: String

  package init(_ name: Free, _ value: String) {
    self.name = Name(name)
    self.value = value
  }

  package init(_ name: Free, _ value: Double) {
    self.init(name, Number.svg(value))
  }

  private init(address name: Name, _ link: Link) {
    self.name = name
    self.value = link.address
  }

  package static func `class`(_ value: String) -> Attribute { Attribute(.class, value) }
  package static func id(_ value: String) -> Attribute { Attribute(.id, value) }
  package static func href(_ link: Link) -> Attribute { Attribute(address: .href, link) }
  package static func src(_ link: Link) -> Attribute { Attribute(address: .src, link) }
}
