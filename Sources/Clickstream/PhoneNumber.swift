/// A telephone number in the form of E.164: a plus sign and seven to fifteen digits.
package struct PhoneNumber: Hashable, Sendable {
  package let text: String

  /// Whether a text is written as a telephone number that names no country, and not as any number.
  package static func isNational(_ written: String) -> Bool {
    written.hasPrefix("0") || written.contains { " /()-".contains($0) }
  }

  /// Reads a number as people write it; nil where it is none, or names no country and none is
  /// given.
  ///
  /// - Parameter callingCode: digits of the country whose numbers are written without it: `43`.
  package init?(_ written: String, callingCode: String? = nil) {
    var digits = ""
    var isInternational = false
    var isOptional = false
    for scalar in written.unicodeScalars {
      switch scalar {
      case "0"..."9":
        // The zero in brackets of `+43 (0)1` is left out abroad.
        if isOptional, isInternational, scalar == "0" { continue }
        digits.unicodeScalars.append(scalar)
      case "+":
        guard digits.isEmpty, !isInternational else { return nil }
        isInternational = true
      case "(": isOptional = true
      case ")": isOptional = false
      case " ", "-", ".", "/", "\u{A0}", "\u{2011}": break
      default: return nil
      }
    }
    if !isInternational, digits.hasPrefix("00") {
      digits.removeFirst(2)
      isInternational = true
    }
    if !isInternational {
      guard let callingCode else { return nil }
      // In Italy the zero belongs to the number; in North America a one is dialled before it.
      let isLong = callingCode == "1" && digits.utf8.count == 11 && digits.hasPrefix("1")
      if digits.hasPrefix("0") && callingCode != "39" || isLong { digits.removeFirst() }
      digits = callingCode + digits
    }
    guard (7...15).contains(digits.utf8.count),
      digits.utf8.contains(where: { $0 != digits.utf8.first })
    else { return nil }
    text = "+" + digits
  }
}
