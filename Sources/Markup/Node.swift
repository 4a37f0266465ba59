/// A piece of a page or a picture: an element, text, or several pieces in a row.
///
/// Text is data until the writer prints it; a node never holds markup as a string.
package indirect enum Node: Hashable, Sendable {
  case element(Tag, [Attribute], [Node])
  case text(String)
  case fragment([Node])

  /// Nothing at all.
  package static let empty = Node.fragment([])

  /// Text that came from a user, isolated so that its direction cannot reorder what stands beside.
  package static func isolated(_ text: String) -> Node {
    .element(.bdi, [], [.text(text)])
  }
}

extension Node: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self = .text(value) }
}

extension Node {
  /// The value of an attribute of this element, or nil.
  package subscript(name: Attribute.Free) -> String? {
    guard case .element(_, let attributes, _) = self else { return nil }
    return attributes.first { $0.name == Attribute.Name(name) }?.value
  }

  /// All elements of this tree in the order of the document, this one first.
  package var elements: [(tag: Tag, node: Node)] {
    var found: [(tag: Tag, node: Node)] = []
    var waiting = [self]
    while let node = waiting.popLast() {
      switch node {
      case .element(let tag, _, let children):
        found.append((tag, node))
        waiting.append(contentsOf: children.reversed())
      case .fragment(let children): waiting.append(contentsOf: children.reversed())
      case .text: continue
      }
    }
    return found
  }

  /// The text of this tree without its markup.
  package var plainText: String {
    switch self {
    case .text(let text): text
    case .element(_, _, let children), .fragment(let children):
      children.map(\.plainText).joined()
    }
  }
}

/// An element with attributes and children, in the order in which they are written.
package func h(_ tag: Tag, _ attributes: [Attribute], _ children: [Node]) -> Node {
  .element(tag, attributes, children)
}

/// An element with attributes and the children that follow.
package func h(_ tag: Tag, _ attributes: [Attribute], _ children: Node...) -> Node {
  .element(tag, attributes, children)
}

/// An element without attributes.
package func h(_ tag: Tag, _ children: [Node]) -> Node {
  .element(tag, [], children)
}

/// An element without attributes and the children that follow.
package func h(_ tag: Tag, _ children: Node...) -> Node {
  .element(tag, [], children)
}
