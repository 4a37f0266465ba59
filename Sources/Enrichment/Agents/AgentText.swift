/// The part of a user agent that is looked at.
struct AgentText {
  /// Bytes, at most.
  static let limit = 1_024

  let bytes: [UInt8]
  /// The same with the letters A to Z in lower case.
  let folded: [UInt8]

  init(_ text: String) {
    var bytes = Array(text.utf8.prefix(Self.limit + 1))
    if bytes.count > Self.limit {
      // No character is cut in two.
      while let last = bytes.popLast(), last & 0xc0 == 0x80 {}
    }
    self.bytes = bytes
    folded = Self.folded(bytes)
  }

  /// Whether nothing is said; a hyphen stands for nothing in logs.
  var isSilent: Bool {
    let said = bytes.filter { $0 > 0x20 }
    return said.isEmpty || said == [UInt8(ascii: "-")]
  }

  static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
  }

  /// Whether `word` stands in `text`.
  static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first else { return true }
    guard text.count >= word.count else { return false }
    for start in 0...(text.count - word.count)
    where text[start] == first && text[start..<start + word.count].elementsEqual(word) {
      return true
    }
    return false
  }
}
