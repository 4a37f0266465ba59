/// How a file of delimited values is written: by a comma, semicolon, tab or bar.
package struct DelimitedDialect: Hashable, Sendable {
  package var separator: UInt8

  package static let separators: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|"),
  ]

  package init(separator: UInt8) { self.separator = separator }

  /// Told by the first line: a line `sep=;`, as spreadsheets write it, or what stands there most
  /// often outside of quotes.
  package init(sniffing text: [UInt8]) {
    if let named = Self.named(text) {
      separator = named
      return
    }
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == 10 || byte == 13 { break }
      if Self.separators.contains(byte) { counts[byte, default: 0] += 1 }
    }
    let most = counts.values.max() ?? 0
    separator = Self.separators.first { counts[$0, default: 0] == most } ?? UInt8(ascii: ",")
  }

  /// Bytes of the line that names the separator, its end included; 0 where there is none.
  package static func preambleLength(_ text: [UInt8]) -> Int {
    guard named(text) != nil else { return 0 }
    return (text.firstIndex(of: 10) ?? text.count - 1) + 1
  }

  private static func named(_ text: [UInt8]) -> UInt8? {
    guard text.count > 4, text.prefix(4).elementsEqual("sep=".utf8),
      separators.contains(text[4]), text.count == 5 || [10, 13].contains(text[5])
    else { return nil }
    return text[4]
  }
}
