/// The text of a page in a form in which words are found: lower case, blanks and dashes alike.
struct SpokenText {
  /// Blocks end with a line feed.
  let bytes: [UInt8]
  /// The same, without line ends and signs: words and blanks alone, byte for byte.
  let words: [UInt8]

  init(_ text: String) {
    var output: [UInt8] = []
    let lower = text.lowercased().utf8
    output.reserveCapacity(lower.count)
    var isBlank = false
    var pending: [UInt8] = []
    func append(_ byte: UInt8) {
      let blank = byte == 32 || byte == 9
      if !blank || !isBlank { output.append(blank ? 32 : byte) }
      isBlank = blank || byte == 10
    }
    for byte in lower {
      pending.append(byte)
      switch (pending.count, pending[0]) {
      case (1, 0xc2), (1, 0xe2), (2, 0xe2): continue
      case (2, 0xc2) where byte == 0xa0: append(32)
      case (3, 0xe2) where pending[1] == 0x80 && (0x90...0x95).contains(byte):
        append(UInt8(ascii: "-"))
      case (3, 0xe2) where pending[1] == 0x80 && ((0x80...0x8a).contains(byte) || byte == 0xaf):
        append(32)
      default: pending.forEach(append)
      }
      pending.removeAll(keepingCapacity: true)
    }
    pending.forEach(append)
    bytes = output
    words = output.map { $0 &- 48 < 10 || $0 &- 97 < 26 || $0 >= 128 ? $0 : 32 }
  }

  /// Where a phrase stands, as whole words; signs and line ends between words do not matter.
  func places(of phrase: SpokenText, limit: Int = 200) -> [Range<Int>] {
    let wanted = phrase.words.split(separator: 32).map(Array.init)
    guard let first = wanted.first else { return [] }
    var found: [Range<Int>] = []
    var index = 0
    while index < words.count, found.count < limit {
      guard words[index] == first[0], index == 0 || words[index - 1] == 32,
        let end = end(of: wanted, at: index)
      else {
        index += 1
        continue
      }
      found.append(index..<end)
      index = end
    }
    return found
  }

  func holds(_ phrase: SpokenText) -> Bool { !places(of: phrase, limit: 1).isEmpty }

  private func end(of wanted: [[UInt8]], at start: Int) -> Int? {
    var index = start
    for (place, word) in wanted.enumerated() {
      if place > 0 {
        let blanks = words[index...].prefix(8).prefix { $0 == 32 }.count
        guard blanks > 0 else { return nil }
        index += blanks
      }
      guard words[index...].starts(with: word) else { return nil }
      index += word.count
    }
    return index == words.count || words[index] == 32 ? index : nil
  }

  /// A piece of the text for people, on one line.
  func piece(_ range: Range<Int>) -> String {
    let bytes = bytes[range.clamped(to: 0..<bytes.count)].map { $0 == 10 ? 32 : $0 }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.replacing("\u{FFFD}", with: "").split(separator: " ").joined(separator: " ")
  }
}
