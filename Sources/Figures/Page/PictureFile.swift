import Markup

extension Chart {
  /// The picture as a file that stands alone: with the rules that it needs, for light and for dark.
  package func file(id: String = "picture", shape: Shape = .wide) -> String {
    guard case .element(let tag, let attributes, let marks) = picture(id: id, shape: shape) else {
      return ""
    }
    let height = draw(shape).height
    let svg = Node.element(
      tag, attributes + [.init(.width, shape.width), .init(.height, height)], marks)
    return MarkupWriter.picture(svg, style: PictureStyle(of: svg).css)
  }
}

/// The rules of the style sheet that the classes of one picture need, with colours in place of
/// custom properties, which not every reader of SVG knows.
struct PictureStyle {
  private struct Rule {
    let selectors: String
    let body: String
  }

  private let rules: [Rule]

  init(of picture: Node) {
    var classes: Set<Substring> = []
    for (_, node) in picture.elements {
      classes.formUnion((node[.class] ?? "").split(separator: " "))
    }
    rules = Stylesheet.pictures.split(separator: "}").compactMap { text in
      let parts = text.split(separator: "{")
      guard parts.count == 2 else { return nil }
      let selectors = parts[0].split(separator: ",").map(Self.squeezed).filter { selector in
        let named = selector.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        return named.isEmpty ? selector == "svg text" : named.allSatisfy(classes.contains)
      }.filter { !$0.hasPrefix("svg.") && $0 != "svg" }
      guard !selectors.isEmpty else { return nil }
      return Rule(selectors: selectors.joined(separator: ","), body: Self.squeezed(parts[1]))
    }
  }

  var css: String {
    let dark = rules.compactMap { rule in
      let coloured = rule.body.split(separator: ";").filter { $0.contains("var(") }
      return coloured.isEmpty
        ? nil : Rule(selectors: rule.selectors, body: coloured.joined(separator: ";"))
    }
    return "svg{background:\(Self.light["paper"] ?? "")}" + Self.text(rules, Self.light)
      + "@media(prefers-color-scheme:dark){svg{background:\(Self.dark["paper"] ?? "")}"
      + Self.text(dark, Self.dark) + "}"
  }

  private static func text(_ rules: [Rule], _ colours: [String: String]) -> String {
    rules.map { rule in
      var body = rule.body
      for (name, colour) in colours { body.replace("var(--\(name))", with: colour) }
      return "\(rule.selectors){\(body)}"
    }.joined()
  }

  private static func squeezed(_ text: some StringProtocol) -> String {
    text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      .replacing(": ", with: ":").replacing("; ", with: ";")
  }

  private static let light = palette(of: 0)
  private static let dark = palette(of: 1)

  /// The custom properties of the light or the dark mode.
  private static func palette(of mode: Int) -> [String: String] {
    let texts = Stylesheet.palette.split(separator: "prefers-color-scheme: dark")
    guard texts.indices.contains(mode) else { return [:] }
    var colours: [String: String] = [:]
    for declaration in texts[mode].split(whereSeparator: { ";{}".contains($0) }) {
      let parts = declaration.split(separator: ":")
      guard parts.count == 2 else { continue }
      let name = squeezed(parts[0])
      if name.hasPrefix("--") { colours[String(name.dropFirst(2))] = squeezed(parts[1]) }
    }
    return colours
  }
}
