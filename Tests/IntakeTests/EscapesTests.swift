import Clickstream
import Intake
import Testing

struct EscapesTests {
  @Test(
    "escapes stand for the bytes that the server meant",
    arguments: [
      (#"a\"b\\c"#, #"a"b\c"#), (#"\x41\xc3\xa9\n\t\r"#, "A\u{e9}\n\t\r"),
      (#"\b\v\f"#, "\u{8}\u{b}\u{c}"),
      (#"\q\x4"#, #"\q\x4"#), (#"\xZZ\"#, #"\xZZ\"#), (#"\\x41"#, #"\x41"#), ("", ""),
    ])
  func decode(escaped: String, plain: String) {
    let bytes = Array(escaped.utf8)
    let range = ByteRange(offset: 0, length: UInt32(bytes.count))
    let decoded = unsafe Escapes.decode(bytes.span.bytes, range)
    #expect(decoded == Array(plain.utf8))
  }

  @Test("a sample is short and holds printable characters only")
  func sample() {
    let bytes = [0x1b, 0x5b] + Array("é".utf8) + Array(repeating: 0x61, count: 200)
    let sample = Escapes.sample(bytes)
    #expect(sample.hasPrefix(#"\x1b[\xc3\xa9aaa"#))
    #expect(sample.count <= 80)
    #expect(sample.hasSuffix("…"))
    #expect(Escapes.sample(Array("short".utf8)) == "short")
  }
}
