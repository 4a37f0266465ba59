import Clickstream

/// Makes the layout of plain lines from elements.
struct LineCompiler {
  private var layout = LineLayout()
  /// Literals around the fields: one more than there are fields.
  private var literals: [[UInt8]] = [[]]
  private var fields: [FormatField] = []

  static func layout(of text: FormatText) throws(FormatMistake) -> LineLayout {
    var compiler = LineCompiler()
    compiler.layout.escapes = text.escapes
    try compiler.take(FormatResolver.resolved(FormatJoiner.joined(text.elements)))
    try FormatResolver.require(compiler.fields.map(\.field), warnings: text.warnings)
    for index in compiler.fields.indices { try compiler.step(index) }
    compiler.finish()
    return compiler.layout
  }

  /// Sorts literals and fields, and finds fields that nothing parts.
  private mutating func take(_ elements: [FormatElement]) throws(FormatMistake) {
    for element in elements {
      switch element {
      case .literal(let bytes): literals[literals.count - 1] += bytes
      case .field(let field):
        if let last = fields.last, literals[literals.count - 1].isEmpty,
          last.field != .captures, field.field != .captures, !last.isSelfDelimiting
        {
          throw FormatMistake(
            offset: field.offset,
            what: "\(last.name) and \(field.name) stand side by side, so that nobody can tell "
              + "where the one ends and the other begins",
            advice: "put a blank or a quote between them in the server's configuration, and here")
        }
        fields.append(field)
        literals.append([])
      }
    }
  }

  private mutating func step(_ index: Int) throws(FormatMistake) {
    let field = fields[index]
    let isLast = index == fields.count - 1
    var step = LineLayout.Step(
      shape: .word, field: field.field, before: 0..<0, after: 0..<0)
    if let pattern = field.pattern { layout.customTime = pattern }
    let before = literals[index]
    let after = literals[index + 1]
    let isQuoted =
      before.last == Ascii.quote && after.first == Ascii.quote && layout.escapes != .plain
    let isBracketed =
      field.field == .clfTime && before.last == Ascii.openingBracket
      && after.first == Ascii.closingBracket
    if isQuoted || isBracketed {
      literals[index].removeLast()
      literals[index + 1].removeFirst()
      step.shape = isBracketed ? .time : quotedShape(field.field)
    } else {
      step.shape = try bareShape(field, before: before, after: after, isLast: isLast, index)
    }
    if step.shape == .delimited {
      let after = literals[index + 1]
      step.after = place(after)
      if after.count == 1 {
        step.stop = after[0]
        if field.field == .ignored { step.shape = .delimiteds }
      }
    }
    if step.shape == .bounded {
      let after = literals[index + 1]
      if after.count == 1 {
        step.stop = after[0]
        if field.field == .ignored { step.shape = .skipped }
      } else {
        step.after = place(after)
      }
    }
    if let last = layout.steps.indices.last,
      layout.steps[last].goesOn(with: step, behind: literals[index])
    {
      layout.steps[last].count += 1
      return
    }
    setLead(&step, literals[index])
    layout.steps.append(step)
  }

  private func quotedShape(_ field: LogField) -> LineLayout.Step.Shape {
    switch field {
    case .request: .request
    case .referrer: .referrer
    case .agent: .agent
    default: .quoted
    }
  }

  private func bareShape(
    _ field: FormatField, before: [UInt8], after: [UInt8], isLast: Bool, _ index: Int
  ) throws(FormatMistake) -> LineLayout.Step.Shape {
    if field.isSelfDelimiting { return field.field == .captures ? .captures : .itself }
    if layout.escapes == .doubledQuotes { return .delimited }
    // Without a literal after it something follows that begins with a blank, as captures do.
    let isWord = after.first == Ascii.blank || after.isEmpty
    switch field.field {
    case .host where after.first == Ascii.blank: return .host
    case .address where isWord: return .address
    case .ignored where isWord: return after.isEmpty ? .list : .ident
    case .status where isWord: return .status
    case .bytes where isWord: return .bytes
    case .user where after == [Ascii.blank, Ascii.openingBracket]:
      let time = fields[index + 1]
      let isKnown =
        time.field == .clfTime
        && literals[index + 2].starts(with: [Ascii.closingBracket, Ascii.blank, Ascii.quote])
      return isKnown ? .user : .bounded
    case .request, .absoluteRequest, .agent, .referrer:
      if after.isEmpty { return isLast ? .rest : .word }
      guard after.first == Ascii.blank, after.count == 1 else { return .bounded }
      throw FormatMistake(
        offset: field.offset,
        what: "\(field.name) may hold blanks, but only a blank parts it from "
          + fields[index + 1].name,
        advice: "write it between quotes in the server's configuration, and here")
    default: return isWord ? .word : .bounded
    }
  }

  private mutating func setLead(_ step: inout LineLayout.Step, _ literal: [UInt8]) {
    step.before = place(literal)
    let hasRun = zip(literal, literal.dropFirst()).contains { $0 == (Ascii.blank, Ascii.blank) }
    guard literal.count <= 8, !hasRun else {
      step.lead = literal.allSatisfy { $0 == Ascii.blank } ? .blanks : .long
      return
    }
    step.leadLength = UInt8(literal.count)
    step.leadWord = literal.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    step.leadMask = literal.isEmpty ? 0 : ~0 >> UInt64((8 - literal.count) * 8)
  }

  private mutating func place(_ literal: [UInt8]) -> Range<UInt16> {
    // The text of a format is far shorter than what 16 bits count.
    let start = UInt16(layout.literals.count)
    layout.literals += literal
    return start..<UInt16(layout.literals.count)
  }

  /// What stands after the last field.
  private mutating func finish() {
    let kinds = Set(fields.map(\.field))
    // Who logs no status, logs what was answered.
    if !kinds.contains(.status) || layout.escapes == .colons { layout.missingStatus = 200 }
    layout.needsFinish =
      layout.escapes != .backslash || kinds.isDisjoint(with: [.request, .absoluteRequest])
      || layout.missingStatus > 0
    guard let last = literals.last, !last.isEmpty else { return }
    var step = LineLayout.Step(
      shape: .none, field: .ignored, before: 0..<0, after: 0..<0)
    setLead(&step, last)
    layout.steps.append(step)
  }
}

extension LineLayout.Step {
  /// Whether `next`, which stands behind `literal`, only passes over more of the same.
  fileprivate func goesOn(with next: Self, behind literal: [UInt8]) -> Bool {
    guard shape == next.shape, count < .max else { return false }
    switch shape {
    case .ident: return literal == [Ascii.blank]
    case .skipped, .delimiteds: return literal == [stop] && stop == next.stop
    default: return false
    }
  }
}

extension FormatField {
  /// Whether its bytes say where it ends.
  var isSelfDelimiting: Bool {
    switch field {
    case .captures: true
    default: field.isTime
    }
  }
}
