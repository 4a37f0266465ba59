/// A sentence with places that are filled from the rows of a panel.
///
/// An example is `Visits {visits.rose} to {visits}.`
/// `{name}` is a value, `{name.change}` and `{name.rose}` its change in words, `{name.previous}`
/// the compared value, `{name:visit:visits}` a number with the word that agrees with it.
struct SentenceTemplate: Sendable {
  enum Form: String, CaseIterable, Sendable {
    case plain, change, rose, previous
  }

  enum Piece: Sendable {
    case words(String)
    case place(name: String, form: Form, nouns: (one: String, many: String)?)
  }

  let pieces: [Piece]

  struct Mistake: Error {
    let message: String
  }

  init(_ text: String) throws(Mistake) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw Mistake(message: "'{' without '}' in a sentence")
      }
      pieces.append(try Self.place(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    self.pieces = pieces
  }

  private static func place(_ text: Substring) throws(Mistake) -> Piece {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let name = parts[0].split(separator: ".", maxSplits: 1)
    guard let first = name.first, parts.count == 1 || parts.count == 3 else {
      throw Mistake(message: "'{\(text)}' should be {name}, {name.form} or {name:one:many}")
    }
    var form = Form.plain
    if name.count == 2 {
      guard let named = Form(rawValue: String(name[1])) else {
        throw Mistake(
          message: "'{\(text)}' has an unknown form; there are change, rose and previous")
      }
      form = named
    }
    let nouns = parts.count == 3 ? (one: String(parts[1]), many: String(parts[2])) : nil
    return .place(name: String(first), form: form, nouns: nouns)
  }

  /// The names that the sentence asks for.
  var names: [String] {
    pieces.compactMap { if case .place(let name, _, _) = $0 { name } else { nil } }
  }
}
