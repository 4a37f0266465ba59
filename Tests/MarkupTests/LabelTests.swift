import Markup
import Support
import Testing

@Suite("Labels")
struct LabelTests {
  @Test("a long label ends with an ellipsis and never exceeds its limit")
  func limit() {
    #expect(Label.clean("abcdef", limit: 6) == "abcdef")
    #expect(Label.clean("abcdefg", limit: 6) == "abcde…")
    #expect(Label.clean("abc", limit: 1) == "…")
  }

  @Test("marks on one letter are capped, those of real writing stay")
  func marks() {
    let zalgo = "Z" + String(repeating: "\u{335}", count: 500) + "a"
    #expect(Label.clean(zalgo).unicodeScalars.count == 4)
    #expect(Label.clean("e\u{301}") == "e\u{301}")
    #expect(Label.clean("\u{301}a").unicodeScalars.count == 1)
  }

  @Test("what reorders or hides is shown as an escape, line breaks as spaces")
  func deception() {
    #expect(Label.clean("user\u{202E}moc.live@x") == "user\\u202emoc.live@x")
    #expect(Label.clean("a\u{200B}b\nc\u{1B}") == "a\\u200bb c\\x1b")
  }

  @Test("cleaning again changes nothing", arguments: HostileText.all)
  func idempotent(_ text: String) {
    let once = Label.clean(text, limit: 600)
    #expect(Label.clean(once, limit: 600) == once)
  }
}
