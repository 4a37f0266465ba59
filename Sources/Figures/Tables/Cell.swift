package import Markup

/// A cell of a table that people read.
package enum Cell: Hashable, Sendable {
  /// Text from anywhere; it is cleaned, and isolated from the text beside it.
  case text(String)
  /// Text that leads to an address.
  case link(String, Link)
  /// A value in the format of its column.
  case number(Double)
  /// Values in a row, as a line as small as a word.
  case line([Double?], ValueFormat)
  /// Nothing is known here; an empty cell says so.
  case missing

  /// Whether it stands on one line: times, telephone numbers, ids, and mail addresses that are not long.
  var isKept: Bool {
    let text: String
    switch self {
    case .text(let shown), .link(let shown, _): text = shown
    default: return false
    }
    guard text.utf8.count <= 40 else { return false }
    let words = text.split(whereSeparator: { $0 == " " || $0 == "\u{a0}" })
    if words.count == 1, text.contains("@") || text.hasPrefix("#") { return true }
    // Of days the names of weekdays and months have three letters.
    return text.utf8.count <= 26 && text.contains(where: \.isNumber)
      && words.allSatisfy { word in
        word.count == 3 && word.allSatisfy(\.isLetter)
          || word.allSatisfy { !$0.isLetter }
      }
  }

  func node(_ format: ValueFormat) -> Node {
    switch self {
    case .text(let text): .isolated(Label.clean(text, limit: 200))
    case .link(let text, let link):
      h(.a, [.href(link)], .isolated(Label.clean(text, limit: 200)))
    case .number(let value): .text(format.text(value))
    case .line(let values, let format): Sparkline.node(values, format: format)
    case .missing: .empty
    }
  }
}
