/// Numbers as people and spreadsheets write them: `1.234,56`, `$1,234.50`, `(12.00)`, `7-`.
enum LedgerNumber {
  /// A number before its mark is known: digits, the marks between them, and the sign.
  struct Shape {
    enum Mark {
      case point, comma, either, none
    }

    /// Digits, points and commas only.
    var body: [UInt8]
    var isNegative: Bool
    var mark: Mark

    /// Nil where the text is no number.
    init?(_ text: [UInt8]) {
      guard let (body, isNegative) = Self.stripped(text) else { return nil }
      self.body = body
      self.isNegative = isNegative
      let marks = body.filter { $0 == comma || $0 == point }
      guard let last = marks.last else {
        mark = .none
        return
      }
      let lastIsComma = last == comma
      let after = body.count - 1 - (body.lastIndex(of: last) ?? 0)
      switch (Set(marks).count, marks.count) {
      case (2, _): mark = lastIsComma ? .comma : .point
      // Several of one kind stand between thousands, so the other is the decimal mark.
      case (1, 2...): mark = lastIsComma ? .point : .comma
      default:
        let before = body.firstIndex(of: last) ?? 0
        let couldGroup = after == 3 && (1...3).contains(before) && body[0] != UInt8(ascii: "0")
        mark = couldGroup ? .either : lastIsComma ? .comma : .point
      }
    }

    /// Drops signs, currencies, and what stands between groups of digits.
    private static func stripped(_ text: [UInt8]) -> ([UInt8], Bool)? {
      var body: [UInt8] = []
      var isNegative = false
      var isOpen = false
      // A sign or a bracket after the digits ends the number.
      var isOver = false
      var hasLetter = false
      guard let string = String(validating: text, as: UTF8.self) else { return nil }
      for scalar in string.unicodeScalars {
        switch scalar {
        case "0"..."9", ".", ",":
          // Letters and signs stand before or after a number, not within.
          if isOver || hasLetter && !body.isEmpty { return nil }
          body.append(UInt8(ascii: scalar))
        case "-", "\u{2212}":
          guard !isNegative, !isOpen else { return nil }
          isNegative = true
          isOver = !body.isEmpty
        case "(":
          guard body.isEmpty, !isNegative else { return nil }
          isOpen = true
          isNegative = true
        case ")":
          guard isOpen, !body.isEmpty else { return nil }
          isOpen = false
          isOver = true
        case "+", " ", "'", "\u{2019}", "\u{A0}", "\u{202F}", "\u{2009}": break
        case "A"..."Z", "a"..."z":
          if !body.isEmpty { hasLetter = true }
        default:
          guard scalar.properties.generalCategory == .currencySymbol else { return nil }
        }
      }
      let digits = body.filter { $0 != comma && $0 != point }
      guard !isOpen, !digits.isEmpty, digits.count <= 30, letters(string) <= 3 else { return nil }
      return (body, isNegative)
    }

    private static func letters(_ text: String) -> Int {
      text.utf8.count { ($0 | 32) &- 97 < 26 }
    }
  }

  /// The digits of a number with at most one point, as PostgreSQL's `numeric` takes them; nil where
  /// the text is no number.
  static func digits(_ text: [UInt8], mark: LedgerConventions.DecimalMark) -> String? {
    guard let shape = Shape(text) else { return nil }
    let (decimal, group) = mark == .comma ? (comma, point) : (point, comma)
    var parts = shape.body.split(separator: decimal, omittingEmptySubsequences: false)
    guard parts.count <= 2, !(parts.count == 2 && parts[1].contains(group)) else { return nil }
    let groups = parts[0].split(separator: group, omittingEmptySubsequences: false)
    // Groups but the first have three digits (two or three in India).
    if groups.count > 1 {
      guard groups.dropFirst().allSatisfy({ (2...3).contains($0.count) }), groups.last?.count == 3,
        !groups[0].isEmpty
      else { return nil }
    }
    parts[0] = groups.joined()[...]
    let whole = parts[0].drop { $0 == UInt8(ascii: "0") }
    var result = shape.isNegative ? "-" : ""
    result += whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
    if parts.count == 2, !parts[1].isEmpty {
      result += "." + String(decoding: parts[1], as: UTF8.self)
    }
    return result
  }

  static let comma = UInt8(ascii: ",")
  static let point = UInt8(ascii: ".")
}

extension [[UInt8].SubSequence] {
  fileprivate func joined() -> [UInt8] { flatMap { $0 } }
}
