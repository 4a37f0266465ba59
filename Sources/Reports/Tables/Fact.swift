import Figures
import Markup

/// Something that can be said about a panel's rows.
enum Fact: Sendable {
  case number(Double, previous: Double?, ValueFormat)
  case text(String)
}

/// What is known of a panel, by name, and the sentences made of it.
struct Facts: Sendable {
  private(set) var named: [String: Fact] = [:]

  subscript(name: String) -> Fact? { named[name] }

  mutating func set(
    _ name: String, _ value: Double?, previous: Double? = nil, _ format: ValueFormat
  ) {
    named[name] = value.map { .number($0, previous: previous, format) }
  }

  mutating func set(_ name: String, _ text: String?) {
    named[name] = text.map(Fact.text)
  }

  /// The first of the alternatives for which everything is known.
  func sentence(_ alternatives: [SentenceTemplate]) -> Sentence? {
    for template in alternatives {
      if let sentence = filled(template) { return sentence }
    }
    return nil
  }

  private func filled(_ template: SentenceTemplate) -> Sentence? {
    var pieces: [Sentence.Piece] = []
    for piece in template.pieces {
      switch piece {
      case .words(let words): pieces.append(.ours(words))
      case .place(let name, let form, let nouns):
        guard let fact = named[name], let piece = Self.piece(fact, form, nouns) else { return nil }
        pieces.append(piece)
      }
    }
    return Sentence(pieces)
  }

  private static func piece(
    _ fact: Fact, _ form: SentenceTemplate.Form, _ nouns: (one: String, many: String)?
  ) -> Sentence.Piece? {
    switch fact {
    case .text(let text): return form == .plain ? .theirs(text) : nil
    case .number(let value, let previous, let format):
      var text: String
      switch form {
      case .plain: text = format.text(value)
      case .previous:
        guard let previous else { return nil }
        text = format.text(previous)
      case .change, .rose:
        guard let previous else { return nil }
        let change = Change(value: value, previous: previous, format: format)
        text = form == .change ? change.words : change.verb
      }
      if let nouns { text += " " + (value == 1 ? nouns.one : nouns.many) }
      return .ours(text)
    }
  }
}

/// A sentence made of our words and of theirs, which are isolated from ours.
struct Sentence: Sendable {
  enum Piece: Sendable {
    case ours(String)
    case theirs(String)
  }

  let pieces: [Piece]

  init(_ pieces: [Piece]) { self.pieces = pieces }

  var node: Node {
    .fragment(
      pieces.map { piece in
        switch piece {
        case .ours(let text): .text(text)
        case .theirs(let text): .isolated(Label.clean(text, limit: 80))
        }
      })
  }

  var plainText: String { node.plainText }
}
