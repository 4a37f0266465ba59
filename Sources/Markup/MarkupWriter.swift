/// The one writer of HTML and SVG: nothing else in the house prints a `<`.
package struct MarkupWriter {
  private var output: [UInt8] = []
  private var style = ""
  /// The style sheet that the head of the document carries.
  private var headStyle = ""

  private init() {}

  /// The node as HTML, without a document type.
  package static func fragment(_ node: Node) -> String {
    var writer = MarkupWriter()
    writer.write(node, inPicture: false)
    return String(decoding: writer.output, as: UTF8.self)
  }

  /// A whole HTML document around `root`, which is its `html` element.
  ///
  /// - Parameter style: The style sheet that its head carries; the house's own, never from data.
  package static func document(_ root: Node, style: String = "") -> String {
    precondition(!style.contains("<"), "a style sheet ends where its element does")
    var writer = MarkupWriter()
    writer.headStyle = style
    writer.write(root, inPicture: false)
    return "<!doctype html>\n" + String(decoding: writer.output, as: UTF8.self)
  }

  /// A picture that stands alone: XML with the name space of SVG on the outermost element.
  ///
  /// - Parameter style: The style sheet that it carries; the house's own, never from data.
  package static func picture(_ svg: Node, style: String = "") -> String {
    var writer = MarkupWriter()
    writer.style = style
    writer.write(svg, inPicture: false, standsAlone: true)
    return String(decoding: writer.output, as: UTF8.self)
  }

  private mutating func write(_ node: Node, inPicture: Bool, standsAlone: Bool = false) {
    switch node {
    case .text(let text): append(escaping: text, inAttribute: false)
    case .fragment(let children):
      for child in children { write(child, inPicture: inPicture, standsAlone: standsAlone) }
    case .element(let tag, let attributes, let children):
      let inPicture = inPicture || tag == .svg
      append("<\(tag.rawValue)")
      if standsAlone { append(" xmlns=\"http://www.w3.org/2000/svg\"") }
      write(attributes)
      if inPicture, children.isEmpty {
        append("/>")
      } else if tag.isVoid {
        append(">")
      } else {
        append(">")
        if standsAlone, !style.isEmpty {
          append("<style>")
          append(escaping: style, inAttribute: false)
          append("</style>")
        }
        if !tag.isEmpty {
          for child in children { write(child, inPicture: inPicture) }
        }
        if tag == .head, !headStyle.isEmpty { append("<style>\(headStyle)</style>\n") }
        append("</\(tag.rawValue)>")
      }
      if tag.endsLine, !inPicture || tag == .svg { append("\n") }
    }
  }

  /// The first of two attributes with one name counts, as in HTML; in XML a second is an error.
  private mutating func write(_ attributes: [Attribute]) {
    var seen: Set<Attribute.Name> = []
    for attribute in attributes where seen.insert(attribute.name).inserted {
      append(" \(attribute.name.text)=\"")
      append(escaping: attribute.value, inAttribute: true)
      append("\"")
    }
  }

  private mutating func append(_ text: String) {
    output.append(contentsOf: text.utf8)
  }

  private mutating func append(escaping text: String, inAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"" where inAttribute: append("&quot;")
      case "'" where inAttribute: append("&#39;")
      case _ where Visible.isUnprintable(scalar): append(Visible.escape(scalar))
      default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
