import Clickstream
import Enrichment
import Identity
internal import Foundation

extension ErasedKeys {
  /// How many words a name has that is found in a text.
  private static let nameLength = 2...4
  private static let digitsOfTelephone = 7...15

  /// The words of a name, or of any text, as names of the erased are compared: lower case, parted by
  /// whatever is no letter and no digit.
  ///
  /// Hashes of such words are stored: folded otherwise, as those who are looked for are, names would not
  /// be found again.
  static func words(of text: String) -> [Substring] {
    text.precomposedStringWithCanonicalMapping.lowercased()
      .split { !$0.isLetter && !$0.isNumber }
  }

  /// Whether a customer number or a login says in a text whom it names: `L-1098` does; `max`, `7`
  /// and `20260101`, which may be anything else, do not.
  static func isTelling(_ word: some StringProtocol) -> Bool {
    let letters = word.count { $0.isLetter }
    let digits = word.count { $0.isNumber }
    return digits >= 10 || word.count >= 5 && letters > 0 && letters < word.count
  }

  /// Whether a text names somebody who was erased: by an address, a telling number or login, a
  /// telephone number with its country, or a whole name.
  ///
  /// - Parameter site: nil for whichever.
  func isNamed(in text: String, site: Int64?, ids: Ids) -> Bool {
    guard !isEmpty, !text.isEmpty else { return false }
    return hasWord(text, site, ids) || hasName(text, site, ids) || hasTelephone(text, site, ids)
  }

  private func hasWord(_ text: String, _ site: Int64?, _ ids: Ids) -> Bool {
    let text = text.replacing("%40", with: "@").replacing("\\u0040", with: "@")
    return text.split { !Self.belongs($0) }.contains { word in
      let word = word.trimmingCharacters(in: ["."])
      if word.contains("@") {
        guard let address = MailAddress(word) else { return false }
        return contains(ids.person(address), site: site)
      }
      guard Self.isTelling(word) else { return false }
      return contains(ids.identity(.customerNumber, word, site: 0), site: site)
        || sites.contains { contains(ids.identity(.login, word, site: $0), site: $0) }
    }
  }

  /// Whether a character may stand in an address as people write it.
  private static func belongs(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "@.!#$*+-/^_`{|}~%".contains(character)
  }

  private func hasName(_ text: String, _ site: Int64?, _ ids: Ids) -> Bool {
    // As JSON and addresses of pages write what is no letter.
    let plain = ["\\n", "\\r", "\\t", "%20"].reduce(text) {
      $0.contains($1) ? $0.replacing($1, with: " ") : $0
    }
    let words = Self.words(of: plain)
    return words.indices.contains { first in
      Self.nameLength.contains { length in
        first + length <= words.count
          && contains(ids.name(words[first..<first + length]), site: site)
      }
    }
  }

  /// Whether a text is the whole name of somebody who was erased.
  func isName(_ text: String, site: Int64?, ids: Ids) -> Bool {
    !isEmpty && contains(ids.name(Self.words(of: text)), site: site)
  }

  private func hasTelephone(_ text: String, _ site: Int64?, _ ids: Ids) -> Bool {
    Self.telephones(in: Array(text.utf8)).contains { digits in
      Self.digitsOfTelephone.contains { length in
        length <= digits.count
          && contains(ids.identity(.phone, "+\(digits.prefix(length))", site: 0), site: site)
      }
    }
  }

  /// The digits behind each `+` or `00` that may begin a telephone number with its country.
  ///
  /// Each line that is rejected is looked at so, hence by bytes.
  private static func telephones(in text: [UInt8]) -> [String] {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    return text.indices.compactMap { start in
      let isPlus = text[start] == UInt8(ascii: "+")
      let rest = text[start...].dropFirst(isPlus ? 1 : 2)
      guard isPlus || text[start...].starts(with: [0x30, 0x30]), let first = rest.first,
        isDigit(first), first != 0x30
      else { return nil }
      var digits: [UInt8] = []
      var index = rest.startIndex
      while index < rest.endIndex, digits.count <= digitsOfTelephone.upperBound {
        if rest[index...].starts(with: "(0)".utf8) {
          index += 3
        } else if isDigit(rest[index]) || " ()/.-".utf8.contains(rest[index]) {
          if isDigit(rest[index]) { digits.append(rest[index]) }
          index += 1
        } else {
          break
        }
      }
      return digits.count < digitsOfTelephone.lowerBound
        ? nil : String(decoding: digits, as: UTF8.self)
    }
  }
}

extension Ids {
  /// Id of a whole name, of which nothing but this is kept when its bearer is erased.
  func name(_ words: some Sequence<Substring>) -> Int64 {
    var hasher = hasher(.identity)
    // No kind of value that names a person has it.
    hasher.combine(0)
    hasher.combine(text: words.joined(separator: " "))
    return Self.id(hasher)
  }
}
