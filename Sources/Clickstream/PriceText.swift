/// A sum as pages write it: `£18.50`, `18,50 €`, `EUR 1.200`.
package struct PriceText: Hashable, Sendable {
  /// In hundredths.
  package let hundredths: Int
  /// ISO 4217, or the sign where it stands for several.
  package let currency: String

  /// `GBP 18.50`.
  package var text: String {
    let (whole, part) = (hundredths / 100, hundredths % 100)
    return "\(currency) \(whole)" + (part == 0 ? "" : ".\(part < 10 ? "0" : "")\(part)")
  }

  /// The whole text must be a sum; nil where it is not.
  package init?(_ text: String) {
    let bytes = Array(text.lowercased().utf8)
    guard let (price, range) = Self.first(in: bytes[...]),
      (bytes[..<range.lowerBound] + bytes[range.upperBound...]).allSatisfy({ $0 <= 32 })
    else { return nil }
    self = price
  }

  private init(hundredths: Int, currency: String) {
    self.hundredths = hundredths
    self.currency = currency
  }

  private static let signs: [(sign: [UInt8], currency: String)] = [
    ("£", "GBP"), ("€", "EUR"), ("chf", "CHF"), ("eur", "EUR"), ("gbp", "GBP"), ("usd", "USD"),
    ("sek", "SEK"), ("nok", "NOK"), ("dkk", "DKK"), ("pln", "PLN"), ("czk", "CZK"), ("huf", "HUF"),
    ("cad", "CAD"), ("aud", "AUD"), ("nzd", "NZD"), ("jpy", "JPY"), ("inr", "INR"), ("¥", "JPY"),
    ("₹", "INR"), ("$", "USD"), ("fr.", "CHF"),
  ].map { (Array($0.0.utf8), $0.1) }

  /// The first sum in a text of lower case, and where it stands.
  package static func first(in text: ArraySlice<UInt8>) -> (PriceText, Range<Int>)? {
    var index = text.startIndex
    while index < text.endIndex {
      guard let sign = sign(at: index, in: text) else {
        index += 1
        continue
      }
      let end = index + sign.length
      if let (amount, after) = number(after: end, in: text) {
        return (PriceText(hundredths: amount, currency: sign.currency), index..<after)
      }
      if let (amount, before) = number(before: index, in: text) {
        return (PriceText(hundredths: amount, currency: sign.currency), before..<end)
      }
      index = end
    }
    return nil
  }

  private static func sign(
    at index: Int, in text: ArraySlice<UInt8>
  ) -> (currency: String, length: Int)? {
    let rest = text[index...]
    for (sign, currency) in signs where rest.starts(with: sign) {
      guard sign[0] &- 97 < 26 else { return (currency, sign.count) }
      // Letters are no part of a word.
      let isEnd = rest.dropFirst(sign.count).first.map { $0 &- 97 < 26 } != true
      let isStart = index == text.startIndex || text[index - 1] &- 97 >= 26
      if isEnd, isStart { return (currency, sign.count) }
    }
    return nil
  }

  private static func number(
    after index: Int, in text: ArraySlice<UInt8>
  ) -> (Int, end: Int)? {
    let start = text[index...].drop { isBlank($0) }.startIndex
    guard start - index <= 3 else { return nil }
    let digits = text[start...].prefix { isDigit($0) || $0 == 44 || $0 == 46 }
    let used = digits.reversed().drop { !isDigit($0) }.count
    guard used > 0, used <= 15, isDigit(digits[start]),
      let amount = hundredths(digits.prefix(used))
    else { return nil }
    return (amount, start + used)
  }

  private static func number(
    before index: Int, in text: ArraySlice<UInt8>
  ) -> (Int, start: Int)? {
    var end = index
    while end > text.startIndex, index - end < 3, isBlank(text[end - 1]) { end -= 1 }
    var start = end
    while start > text.startIndex, end - start <= 15,
      isDigit(text[start - 1]) || text[start - 1] == 44 || text[start - 1] == 46
    { start -= 1 }
    while start < end, !isDigit(text[start]) { start += 1 }
    guard start < end, let amount = hundredths(text[start..<end]) else { return nil }
    return (amount, start)
  }

  /// A last point or comma with one or two digits behind parts the hundredths.
  private static func hundredths(_ text: ArraySlice<UInt8>) -> Int? {
    let mark = text.lastIndex { !isDigit($0) }
    let behind = mark.map { text.endIndex - $0 - 1 } ?? 0
    let hasPart = mark != nil && (behind == 1 || behind == 2)
    let whole = (hasPart ? text[..<(mark ?? text.endIndex)] : text).filter(isDigit)
    guard let units = Int(String(decoding: whole, as: UTF8.self)), units < 1_000_000_000 else {
      return nil
    }
    guard hasPart, let mark, let part = Int(String(decoding: text[(mark + 1)...], as: UTF8.self))
    else { return units * 100 }
    return units * 100 + (behind == 1 ? part * 10 : part)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// Blanks, those that do not break among them (C2 A0).
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 0xc2 || byte == 0xa0
  }
}
