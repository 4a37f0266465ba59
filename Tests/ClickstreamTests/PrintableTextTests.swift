import Clickstream
import Support
import Testing

@Suite("Printable text")
struct PrintableTextTests {
  @Test(
    "text that can be read stays as it is",
    arguments: ["", "GET /a?b=c%20d", "Grüße, 世界 🎭", "0123456789abcdefghij~", "e\u{301}\u{fffd}"])
  func kept(text: String) {
    #expect(Array(PrintableText.string(from: text).utf8) == Array(text.utf8))
  }

  @Test(
    "what harms a terminal or PostgreSQL becomes %HH",
    arguments: [
      ([0x61, 0x00, 0x62], "a%00b"), ([0x1b, 0x5b, 0x31, 0x6d], "%1B[1m"), ([0x0a], "%0A"),
      ([0x7f], "%7F"), ([0xc2, 0x9b], "%C2%9B"), ([0xe2, 0x80, 0xa8], "%E2%80%A8"),
      ([0xe2, 0x80, 0xae], "%E2%80%AE"), ([0xef, 0xbf, 0xbf], "%EF%BF%BF"),
      ([0xef, 0xb7, 0x90], "%EF%B7%90"), ([0xed, 0xa0, 0x80], "%ED%A0%80"),
      ([0xc0, 0xaf], "%C0%AF"), ([0xe0, 0x80, 0x80], "%E0%80%80"), ([0xff, 0x41], "%FFA"),
      ([0xf4, 0x90, 0x80, 0x80], "%F4%90%80%80"), ([0xe2, 0x82], "%E2%82"),
      ([0xc3, 0x28], "%C3("), ([0xf0, 0x9f, 0x8e, 0xc3, 0xa9], "%F0%9F%8Eé"),
    ] as [([UInt8], String)])
  func escaped(bytes: [UInt8], expected: String) {
    #expect(PrintableText.string(from: bytes) == expected)
  }

  @Test("one bad byte is found wherever it lies among good ones")
  func everyPosition() {
    for length in 1...40 {
      for position in 0..<length {
        for bad in [0x00, 0x1f, 0x7f, 0x80, 0xff] as [UInt8] {
          var bytes = [UInt8](repeating: 0x20, count: length)
          bytes[position] = bad
          #expect(PrintableText.string(from: bytes).utf8.count == length + 2)
        }
      }
    }
  }

  @Test("random bytes become text without control characters", arguments: [51, 52] as [UInt64])
  func random(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      let text = PrintableText.string(from: bytes)
      #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
      #expect(PrintableText.string(from: text) == text)
    }
  }
}
