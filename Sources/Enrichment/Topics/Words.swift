/// Cuts text into words: runs of letters and digits, lower-cased.
enum Words {
  /// Bytes of a word that are looked at; the rest of a longer one is dropped.
  private static let wordLimit = 64

  static func forEach(in text: some StringProtocol, _ body: (String) -> Void) {
    var word: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte &- 65 < 26 {
          append(byte | 32, to: &word)
          continue
        }
        if byte &- 97 < 26 || byte &- 48 < 10 {
          append(byte, to: &word)
          continue
        }
      } else if isPartOfWord(scalar) {
        for byte in scalar.properties.lowercaseMapping.utf8 { append(byte, to: &word) }
        continue
      }
      end(&word, body)
    }
    end(&word, body)
  }

  private static func append(_ byte: UInt8, to word: inout [UInt8]) {
    if word.count < wordLimit { word.append(byte) }
  }

  private static func end(_ word: inout [UInt8], _ body: (String) -> Void) {
    guard !word.isEmpty else { return }
    body(String(decoding: word, as: UTF8.self))
    word.removeAll(keepingCapacity: true)
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .decimalNumber:
      true
    default: false
    }
  }
}
