/// The elements that a page or a picture may hold.
///
/// The set is closed: data can never name an element, and there is no `style`, `iframe`, `object`
/// or `foreignObject` to name.
package enum Tag: String, Sendable, CaseIterable {
  // The document.
  case html, head, meta, title, link, script, body
  // Sections.
  case header, nav, main, section, article, aside, footer, div, figure, figcaption, details, summary
  case h1, h2, h3, h4, p, hr, br
  // Lists.
  case dl, dt, dd, ul, ol, li
  // Phrases.
  case a, abbr, b, bdi, code, data, em, i, small, span, strong, time
  // Tables.
  case table, caption, colgroup, col, thead, tbody, tfoot, tr, th, td
  // Pictures.
  case svg, g, path, rect, circle, line, text, tspan, desc, defs, pattern

  /// Whether HTML forbids content and an end tag.
  package var isVoid: Bool {
    switch self {
    case .meta, .link, .hr, .br, .col: true
    default: false
    }
  }

  /// Whether the element never holds content here: the void ones, and `script`, which may only
  /// name a file.
  var isEmpty: Bool { isVoid || self == .script }

  /// Whether a line break after the element changes nothing but the looks of the source.
  var endsLine: Bool {
    switch self {
    case .a, .abbr, .b, .bdi, .br, .code, .data, .em, .i, .small, .span, .strong, .time, .path,
      .rect, .circle, .line, .text, .tspan, .g, .td, .th, .col:
      false
    default: true
    }
  }
}
