import Clickstream

/// Makes the layout of JSON lines from a template: an object with variables where values stand.
struct JSONTemplate {
  private enum Token {
    case byte(UInt8)
    case field(FormatField)
  }

  private let tokens: [Token]
  private var index = 0
  private var layout = JSONLayout()
  private var fields: [LogField] = []
  private(set) var warnings: [String] = []
  /// Where the last variable stood, for want of better places.
  private var offset: Int?

  private static let levelLimit = 8

  private init(_ text: FormatText) {
    tokens = text.elements.flatMap { element -> [Token] in
      switch element {
      case .literal(let bytes): bytes.map { .byte($0) }
      case .field(let field): [.field(field)]
      }
    }
    warnings = text.warnings
  }

  static func layout(
    of text: FormatText
  ) throws(FormatMistake) -> (layout: JSONLayout, warnings: [String]) {
    var template = JSONTemplate(text)
    template.skipBlanks()
    try template.object(0, level: 1)
    template.skipBlanks()
    guard template.index == template.tokens.count else {
      throw template.mistake("something follows the closing brace")
    }
    try FormatResolver.require(template.fields, warnings: template.warnings)
    return (template.layout, template.warnings)
  }

  private func mistake(_ what: String) -> FormatMistake {
    FormatMistake(
      offset: offset, what: "this is not JSON with variables in it: \(what)",
      advice: "copy the whole line as it stands in the server's configuration")
  }

  private var current: UInt8? {
    guard index < tokens.count, case .byte(let byte) = tokens[index] else { return nil }
    return byte
  }

  private mutating func skipBlanks() {
    while let byte = current, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  private mutating func object(_ number: Int, level: Int) throws(FormatMistake) {
    guard level <= Self.levelLimit else { throw mistake("it is nested too deeply") }
    guard take(0x7b) else { throw mistake("a brace is missing") }
    skipBlanks()
    if take(0x7d) { return }
    while true {
      skipBlanks()
      let key = try self.key()
      skipBlanks()
      guard take(Ascii.colon) else { throw mistake("a colon is missing after a key") }
      skipBlanks()
      try value(of: key, in: number, level: level)
      skipBlanks()
      if take(0x7d) { return }
      guard take(Ascii.comma) else { throw mistake("a comma is missing between two keys") }
    }
  }

  private mutating func key() throws(FormatMistake) -> [UInt8] {
    guard take(Ascii.quote) else { throw mistake("a key is not in quotes") }
    var key: [UInt8] = []
    while let byte = current, byte != Ascii.quote {
      key.append(byte)
      index += 1
    }
    guard take(Ascii.quote) else { throw mistake("a key has no closing quote") }
    return key
  }

  private mutating func value(
    of key: [UInt8], in number: Int, level: Int
  ) throws(FormatMistake) {
    if current == 0x7b {
      layout.objects.append([])
      let nested = layout.objects.count - 1
      try add(key, .object(nested), 0, to: number)
      try object(nested, level: level + 1)
      return
    }
    let isList = take(Ascii.openingBracket)
    skipBlanks()
    let elements = take(Ascii.quote) ? try quoted() : bare()
    skipBlanks()
    if isList, !take(Ascii.closingBracket) { throw mistake("a bracket is missing after a list") }
    try set(key, FormatJoiner.joined(elements), in: number)
  }

  private mutating func quoted() throws(FormatMistake) -> [FormatElement] {
    var elements: [FormatElement] = []
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      switch token {
      case .byte(Ascii.quote): return elements
      case .byte(let byte):
        if let bytes = elements.last?.literal {
          elements[elements.count - 1] = .literal(bytes + [byte])
        } else {
          elements.append(.literal([byte]))
        }
      case .field(let field):
        offset = field.offset
        elements.append(.field(field))
      }
    }
    throw mistake("a text has no closing quote")
  }

  /// A variable without quotes, a number or a word.
  private mutating func bare() -> [FormatElement] {
    var elements: [FormatElement] = []
    while index < tokens.count {
      switch tokens[index] {
      case .byte(let byte):
        if [Ascii.comma, 0x7d, Ascii.closingBracket, 0x20, 0x0a].contains(byte) { return elements }
      case .field(let field):
        offset = field.offset
        elements.append(.field(field))
      }
      index += 1
    }
    return elements
  }

  private mutating func set(
    _ key: [UInt8], _ elements: [FormatElement], in number: Int
  ) throws(FormatMistake) {
    let found = elements.compactMap(\.field).filter { $0.field != .ignored }
    guard let field = found.first else { return }
    let around = elements.compactMap(\.literal).joined()
    // The brackets of a time are taken off with it.
    let isAlone = around.allSatisfy { $0 == Ascii.openingBracket || $0 == Ascii.closingBracket }
    guard found.count == 1, elements.count == 1 || (isAlone && field.field.isTime) else {
      warnings.append(
        "the key \(String(decoding: key, as: UTF8.self)) mixes \(field.name) with other text and "
          + "is passed over")
      return
    }
    if let pattern = field.pattern { layout.customTime = pattern }
    fields.append(field.field)
    try add(key, .field(field.field), field.rank, to: number)
  }

  private mutating func add(
    _ key: [UInt8], _ meaning: JSONLayout.Meaning, _ rank: UInt8, to number: Int
  ) throws(FormatMistake) {
    guard layout.add(key, meaning, rank: rank, to: number) else {
      throw mistake("the key \(String(decoding: key, as: UTF8.self)) stands in it twice")
    }
  }
}
