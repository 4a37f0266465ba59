extension Node {
  /// The same without links into other files: what they say stays, as text.
  ///
  /// Links to places on the same page, to the web and to mail addresses stay.
  package var withoutFiles: Node {
    switch self {
    case .text: self
    case .fragment(let children): .fragment(children.map(\.withoutFiles))
    case .element(let tag, let attributes, let children):
      Self.leadsToFile(tag, attributes)
        ? .fragment(tag == .a ? children.map(\.withoutFiles) : [])
        : .element(tag, attributes, children.map(\.withoutFiles))
    }
  }

  private static func leadsToFile(_ tag: Tag, _ attributes: [Attribute]) -> Bool {
    attributes.contains { attribute in
      guard attribute.name == .href || attribute.name == .src else { return false }
      return !["#", "https://", "http://", "mailto:"].contains { attribute.value.hasPrefix($0) }
    }
  }
}
