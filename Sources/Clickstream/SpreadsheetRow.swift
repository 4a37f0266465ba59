/// Rows for spreadsheets, by RFC 4180.
package enum SpreadsheetRow {
  /// The cells with commas between them, without the line's end.
  ///
  /// What a spreadsheet would take for a formula, behind blanks too, gets an apostrophe before it, for
  /// such texts come from strangers; numbers are left alone. (OWASP, CSV Injection.)
  package static func text(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",")
  }

  private static func cell(_ text: String) -> String {
    let safe = isFormula(text) && !isNumber(text) ? "'" + text : text
    // A blank at either end is lost where it stands without quotes.
    guard safe.unicodeScalars.contains(where: needsQuotes) || safe.hasPrefix(" ") else {
      return safe
    }
    return "\"\(safe.replacing("\"", with: "\"\""))\""
  }

  private static func needsQuotes(_ scalar: Unicode.Scalar) -> Bool {
    ",\";|\n\r\t".unicodeScalars.contains(scalar) || scalar == "\u{0B}" || scalar == "\u{0C}"
      || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  /// The signs, also in full width, by which a formula begins.
  private static let signs: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}",
  ]

  private static func isFormula(_ text: String) -> Bool {
    let first = text.unicodeScalars.first { scalar in
      !scalar.properties.isWhitespace && !isUnseen(scalar)
    }
    if let first, signs.contains(first) { return true }
    return text.unicodeScalars.first.map { $0 == "\t" || $0 == "\r" || $0 == "\n" } ?? false
  }

  /// Scalars that are passed over: controls, and marks of direction and width.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format: true
    default: false
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits.removeFirst()
    }
    let points = digits.count { $0 == UInt8(ascii: ".") }
    return points <= 1 && digits.count > points
      && digits.allSatisfy { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }
  }
}
