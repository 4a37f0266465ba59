/// A subject without the marks of answers and forwards (RFC 5256, 2.1).
package struct BaseSubject: Equatable, Sendable {
  /// What is left, lower case; empty where nothing is.
  package let text: String
  /// Whether it was marked as an answer or a forward.
  package let isReply: Bool

  package init(_ subject: String) {
    var rest = Substring(subject)
    var isReply = false
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if let unwrapped = Self.unwrapped(rest) {
        rest = unwrapped
      } else if let after = Self.afterMark(rest) {
        rest = after
      } else {
        break
      }
      isReply = true
    }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    text = rest.lowercased()
    self.isReply = isReply
  }

  private static let marks: Set<String> = [
    "re", "fwd", "fw", "aw", "wg", "sv", "vs", "tr", "antw", "rif", "odp",
  ]

  /// What stands in `[Fwd: …]`.
  private static func unwrapped(_ text: Substring) -> Substring? {
    guard text.first == "[", text.last == "]" else { return nil }
    let inner = text.dropFirst().dropLast()
    return afterMark(inner) == nil ? nil : inner
  }

  /// What follows `Re:`, `AW :`, `Re[2]:` or `Re(2):`.
  private static func afterMark(_ text: Substring) -> Substring? {
    let mark = text.prefix { $0.isLetter }
    guard mark.utf8.count <= 4, marks.contains(mark.lowercased()) else { return nil }
    var rest = text[mark.endIndex...]
    if let open = rest.first, open == "[" || open == "(" {
      let count = rest.dropFirst().prefix(while: \.isNumber)
      let close = rest[count.endIndex...]
      guard !count.isEmpty, close.first == (open == "[" ? "]" : ")") else { return nil }
      rest = close.dropFirst()
    }
    rest = rest.drop { $0 == " " || $0 == "\u{a0}" }
    guard rest.first == ":" || rest.first == "：" else { return nil }
    return rest.dropFirst()
  }
}
