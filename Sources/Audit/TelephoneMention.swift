import Clickstream

/// A telephone number as it stands in the text of a page.
struct TelephoneMention: Equatable {
  let text: String
  let place: Range<Int>

  /// What equal numbers have in common: the form of E.164, or the digits where no country is known.
  static func normal(_ text: String, callingCode: String?) -> String {
    if let number = PhoneNumber(text, callingCode: callingCode) { return number.text }
    return String(decoding: text.utf8.filter(isDigit), as: UTF8.self)
  }

  /// Whether two normal forms are one number; one without a country is any country's.
  static func areSame(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    let (long, short) = one.hasPrefix("+") ? (one, other) : (other, one)
    guard long.hasPrefix("+"), !short.hasPrefix("+") else { return false }
    let digits = short.drop { $0 == "0" }
    return digits.utf8.count >= 6 && long.hasSuffix(digits)
  }

  /// All that look like one, in their order.
  static func all(in text: SpokenText, callingCode: String?, limit: Int = 500) -> [Self] {
    let bytes = text.bytes
    var found: [Self] = []
    var index = 0
    while index < bytes.count, found.count < limit {
      let isStart =
        isDigit(bytes[index]) || bytes[index] == UInt8(ascii: "+")
        || bytes[index] == UInt8(ascii: "(")
      guard isStart, index == 0 || !isWord(bytes[index - 1]) else {
        index += 1
        continue
      }
      let end = end(of: bytes, from: index)
      if let mention = mention(bytes, index..<end, callingCode), !isOther(bytes, index) {
        found.append(mention)
      }
      index = max(end, index + 1)
    }
    return found
  }

  /// Digits and what may stand between them; a sign with blanks around it parts two numbers.
  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, index - start < 40 {
      let byte = bytes[index]
      guard isDigit(byte) || " +()-./".utf8.contains(byte) else { break }
      if byte == UInt8(ascii: "+"), index > start, bytes[index - 1] != UInt8(ascii: "(") { break }
      let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      if isSign, index > start, bytes[index - 1] == 32 { break }
      index += 1
    }
    return index
  }

  private static func mention(
    _ bytes: [UInt8], _ range: Range<Int>, _ callingCode: String?
  ) -> Self? {
    var part = bytes[range]
    // The last group belongs to what follows: `10` of `10:00`, `2` of `2pm`.
    if range.upperBound < bytes.count, part.last.map(isDigit) == true,
      bytes[range.upperBound] == UInt8(ascii: ":") || isWord(bytes[range.upperBound])
    {
      part = part.prefix(upTo: part.lastIndex { !isDigit($0) } ?? part.startIndex)
    }
    while let last = part.last, !isDigit(last) { part.removeLast() }
    let groups = part.split { !isDigit($0) }.map(\.count)
    let digits = groups.reduce(0, +)
    guard (7...15).contains(digits), !isDate(part, groups) else { return nil }
    let text = String(decoding: part, as: UTF8.self)
    let plain = part.drop { $0 == UInt8(ascii: "(") }
    let isInternational = plain.first == UInt8(ascii: "+") || plain.starts(with: "00".utf8)
    let isNational = plain.first == UInt8(ascii: "0") && digits >= 8 && groups.count <= 7
    let isAmerican = callingCode == "1" && groups == [3, 3, 4]
    guard isInternational || isNational || isAmerican else { return nil }
    if groups.count == 2, part.contains(UInt8(ascii: ".")), !isInternational { return nil }
    return Self(text: text, place: part.startIndex..<part.endIndex)
  }

  private static func isDate(_ part: ArraySlice<UInt8>, _ groups: [Int]) -> Bool {
    let signs = part.filter { !isDigit($0) }
    guard groups.count == 3, signs.count == 2, signs.first == signs.last, signs.first != 32 else {
      return false
    }
    return groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 4 || groups[2] == 2)
      || groups == [4, 2, 2]
  }

  /// Whether a word in front says that it is something else.
  private static func isOther(_ bytes: [UInt8], _ start: Int) -> Bool {
    // A word that begins before the stretch is not whole.
    let stretch = bytes[max(0, start - 17)..<start]
    let isCut = stretch.count == 17 && isWord(stretch[stretch.startIndex])
    let words = stretch.split(omittingEmptySubsequences: false) { !isWord($0) }
      .dropFirst(isCut ? 1 : 0).filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    return words.contains { otherWords.contains($0) }
      || zip(words, words.dropFirst()).contains { $0 == ("no", "of") }
  }

  private static let otherWords: Set = [
    "fax", "telefax", "facsimile", "isbn", "iban", "issn", "vat",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte &- 97 < 26 || byte >= 128
  }
}
