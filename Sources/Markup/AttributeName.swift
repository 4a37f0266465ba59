extension Attribute {
  /// The names whose values the program sets as text or number.
  package enum Free: String, Sendable, CaseIterable {
    case `class`, id, lang, dir, title, role, tabindex, datetime, value, hidden, open, name,
      content, charset, rel, type, media, `defer`
    case httpEquiv = "http-equiv"
    case scope, colspan, rowspan, headers
    case ariaLabel = "aria-label", ariaLabelledby = "aria-labelledby", ariaDescribedby =
      "aria-describedby", ariaCurrent = "aria-current", ariaHidden = "aria-hidden"
    case viewBox, preserveAspectRatio, width, height, x, y, x1, y1, x2, y2, dx, dy, cx, cy, r, rx,
      ry, d, points
    case textAnchor = "text-anchor", transform, fill, stroke
  }

  /// Every name that can be written: the free ones and the two that hold an address.
  package struct Name: Hashable, Sendable {
    package let text: String

    init(_ free: Free) { text = free.rawValue }
    private init(address: String) { text = address }

    package static let href = Name(address: "href")
    package static let src = Name(address: "src")
  }
}
