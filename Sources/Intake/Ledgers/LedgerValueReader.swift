import Clickstream

/// Turns what stands in a file into the value of a field.
struct LedgerValueReader {
  let conventions: LedgerConventions
  /// Country code for telephone numbers that name none: `43`.
  let callingCode: String?

  /// Why a value cannot be taken; `expected` says what would be.
  struct Problem: Error, Equatable {
    var expected: String
  }

  static let textLimit = 4_096

  /// The value; nil where nothing stands there.
  ///
  /// - Parameters:
  ///   - words: the file's own words for those of the field.
  ///   - ownCode: of the country that the row itself names; nil where it does not.
  func value(
    _ bytes: [UInt8], _ field: Ledger.Field, words: [String: String] = [:],
    callingCode ownCode: String? = nil
  ) throws(Problem) -> LedgerValue? {
    if bytes.isEmpty { return nil }
    guard let written = try? UTF8Span(validating: bytes.span) else {
      throw Problem(expected: "text")
    }
    var text = PlainText.line(String(copying: written), limit: Self.textLimit)
    // So that a spreadsheet takes it for no formula.
    if text.utf8.first == UInt8(ascii: "'"), let second = text.dropFirst().first,
      "=+-@".contains(second)
    {
      text.removeFirst()
    }
    guard !Self.isNothing(text) else { return nil }
    let utf8 = Array(text.utf8)
    switch field.kind {
    case .text: return .text(text)
    case .email:
      if BlockedValue.contains(text) { return nil }
      guard let address = MailAddress(text) else { throw Problem(expected: "a mail address") }
      return .text(address.normalised)
    case .phone:
      guard !Self.isSpreadsheetsOwn(text) else { throw Problem(expected: "a telephone number") }
      // As it was written where it names no country: it can be read, and dialled.
      return .text(PhoneNumber(text, callingCode: ownCode ?? callingCode)?.text ?? text)
    case .decimal:
      guard let digits = LedgerNumber.digits(utf8, mark: conventions.decimal ?? .point) else {
        throw Problem(expected: "a number")
      }
      return .decimal(digits)
    case .day:
      guard let day = LedgerDate.day(utf8, conventions) else { throw Problem(expected: "a day") }
      return .day(day)
    case .instant:
      guard let instant = LedgerDate.instant(utf8, conventions) else {
        throw Problem(expected: "a day or time")
      }
      return .instant(instant)
    case .flag:
      let word = words[text.lowercased()] ?? text.lowercased()
      if word == LedgerMap.unknown { return nil }
      if Self.yes.contains(word) { return .flag(true) }
      if Self.no.contains(word) { return .flag(false) }
      throw Problem(expected: "yes or no")
    case .currency:
      let code = Self.symbols[text] ?? text.uppercased()
      guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 &- 65 < 26 }) else {
        throw Problem(expected: "a currency of three letters")
      }
      return .text(code)
    case .word:
      let word = words[text.lowercased()] ?? text.lowercased()
      guard field.words.contains(word) else {
        throw Problem(expected: "one of \(field.words.joined(separator: ", "))")
      }
      return .text(word)
    }
  }

  /// Whether nothing stands in a cell, as spreadsheets and databases write that.
  static func isNothing(_ bytes: [UInt8]) -> Bool {
    // Where a visible character stands, only words for nothing are.
    if bytes.count != 2, bytes.count != 4, bytes.contains(where: { $0 &- 33 < 94 }) { return false }
    return isNothing(String(decoding: bytes, as: UTF8.self))
  }

  static func isNothing(_ text: String) -> Bool {
    if text.utf8.count != 2, text.utf8.count != 4, text.utf8.contains(where: { $0 &- 33 < 94 }) {
      return false
    }
    return text.allSatisfy(\.isWhitespace) || ["null", "NULL", "\\N"].contains(text)
  }

  /// Whether a field takes a text, given in lower case, as one of its own words.
  static func knows(_ text: String, _ field: Ledger.Field) -> Bool {
    field.kind == .flag ? yes.contains(text) || no.contains(text) : field.words.contains(text)
  }

  /// Whether a spreadsheet wrote an error, `#REF!`, or a number that it took for a large one,
  /// `4.36E+11`.
  private static func isSpreadsheetsOwn(_ text: String) -> Bool {
    // `#REF!`, `#N/A`, `#NAME?`; a service of the telephone begins with `#` too, and goes on in digits.
    if text.utf8.first == UInt8(ascii: "#") {
      return text.utf8.dropFirst().first.map { !(48...57).contains($0) } ?? true
    }
    let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, let last = parts.last?.first, "+-0123456789".contains(last) else {
      return false
    }
    let isNumber = { (part: Substring, signs: String) in
      part.contains { $0.isNumber } && part.allSatisfy { $0.isNumber || signs.contains($0) }
    }
    return isNumber(parts[0], ".,") && isNumber(parts[1], "+-")
  }

  private static let yes: Set<String> = ["1", "true", "t", "yes", "y", "ja", "oui", "x", "on"]
  private static let no: Set<String> = ["0", "false", "f", "no", "n", "nein", "non", "off"]
  private static let symbols = ["€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"]
}
