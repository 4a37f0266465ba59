import Foundation

/// Names of hosts in other scripts, as DNS and mail carry them (RFC 5890).
package enum DomainName {
  /// The name of a host in any spelling, in lower case and A-labels; nil if it is none.
  package static func ascii(normalising text: String) -> String? {
    guard text.utf8.count <= 1_280 else { return nil }
    return ascii(normalised(text)[...])
  }

  /// Whether two names of hosts are one, or one is below the other; both are lower case A-labels.
  package static func areRelated(_ one: String, _ other: String) -> Bool {
    let (short, long) = one.utf8.count <= other.utf8.count ? (one, other) : (other, one)
    return short.contains(".") && (short == long || long.hasSuffix("." + short))
  }

  /// Lower case and Unicode's form NFC.
  static func normalised(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text.lowercased() }
    return text.precomposedStringWithCanonicalMapping.lowercased()
      .precomposedStringWithCanonicalMapping
  }

  /// The name in A-labels; nil if it is no name of a host.
  ///
  /// `text` is lower case and NFC already. A single final dot is dropped, and an address in numbers
  /// is no name.
  static func ascii(_ text: Substring) -> String? {
    var labels = text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: isFullStop)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    var name = ""
    for label in labels {
      guard let ascii = aLabel(label) else { return nil }
      if !name.isEmpty { name += "." }
      name += ascii
    }
    let isNumber = labels.last?.allSatisfy { ("0"..."9").contains($0) } ?? true
    return isNumber || name.utf8.count > 253 ? nil : name
  }

  /// The full stop, and those of East Asian scripts that IDNA takes for it.
  private static func isFullStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "\u{3002}", "\u{ff0e}", "\u{ff61}": true
    default: false
    }
  }

  private static func aLabel(_ scalars: Substring.UnicodeScalarView) -> String? {
    let isASCII = scalars.allSatisfy(\.isASCII)
    guard isASCII || scalars.allSatisfy({ $0.isASCII || isWordPart($0) }),
      let label = isASCII ? String(scalars) : Punycode.encode(Array(scalars)).map({ "xn--" + $0 }),
      (1...63).contains(label.utf8.count), label.utf8.first != UInt8(ascii: "-"),
      label.utf8.last != UInt8(ascii: "-"), label.utf8.allSatisfy(isLetterDigitHyphen)
    else { return nil }
    return label
  }

  private static func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
      .decimalNumber:
      true
    default: scalar == "\u{b7}" || scalar == "\u{30fb}"
    }
  }
}
