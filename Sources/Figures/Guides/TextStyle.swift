/// The kinds of text in a picture: the class that the style sheet sizes, and the size it gives.
package enum TextStyle: String, Sendable, CaseIterable {
  /// Labels of axes and keys.
  case tick
  /// Names of series and categories beside their marks.
  case direct
  /// The one remark in a picture.
  case note
  /// The total in the middle of a ring.
  case middle

  /// The font size in units of the picture.
  package var size: Double {
    switch self {
    case .tick: 12
    case .direct, .note: 12.5
    case .middle: 22
    }
  }

  /// The width of `text` in units of the picture, never less than a browser needs.
  package func width(of text: String) -> Double {
    let width = TextWidth.ems(of: text) * size
    return self == .middle ? width * 1.12 : width
  }

  /// The text, cut with an ellipsis where it is wider than `room`.
  package func fit(_ text: String, room: Double) -> String {
    guard width(of: text) > room else { return text }
    var kept = text
    while let last = kept.popLast() {
      if last == " " { continue }
      let candidate = kept + "…"
      if width(of: candidate) <= room { return candidate }
    }
    return "…"
  }
}
