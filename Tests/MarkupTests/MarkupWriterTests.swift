import Markup
import Support
import Testing

@Suite("The one writer")
struct MarkupWriterTests {
  @Test("text and attributes cannot leave their place", arguments: HostileText.all)
  func escaping(_ hostile: String) {
    let page = MarkupWriter.fragment(
      h(.p, [.init(.title, hostile)], .text(hostile)))
    #expect(page.count { $0 == "<" } == 2)
    #expect(page.count { $0 == ">" } == 2)
    #expect(page.count { $0 == "\"" } <= 2 + hostile.count { $0 == "\"" })
    let attribute = page.dropFirst("<p title=\"".count).prefix { $0 != "\"" }
    #expect(!attribute.contains("'"))
    #expect(page.dropFirst("<p title=\"".count + attribute.count).hasPrefix("\">"))
  }

  @Test("no character that XML forbids is ever printed", arguments: [1, 2, 3] as [UInt64])
  func illegalCharacters(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var text = String.UnicodeScalarView()
    for _ in 0..<4_000 {
      let wide = random.next() % 2 == 0 ? UInt32(0x110000) : 0x200
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<wide, using: &random)) {
        text.append(scalar)
      }
    }
    let page = MarkupWriter.fragment(h(.p, .text(String(text))))
    for scalar in page.unicodeScalars {
      let value = scalar.value
      let isLegal =
        value == 9 || value == 10 || value == 13 || (0x20...0x7E).contains(value)
        || (value >= 0xA0 && value & 0xFFFE != 0xFFFE)
      #expect(isLegal, "U+\(String(value, radix: 16))")
    }
  }

  @Test("control characters are shown, not dropped")
  func visibleEscapes() {
    #expect(
      MarkupWriter.fragment(.text("a\u{1B}b\u{7F}\u{9B}\u{FFFE}\u{1FFFF}"))
        == "a\\x1bb\\x7f\\x9b\\ufffe\\u{1ffff}")
  }

  @Test("void elements have no end tag, empty marks in a picture close themselves")
  func emptyElements() {
    let page = h(
      .p, h(.br), h(.i), h(.svg, h(.rect, [.init(.width, 3)]), h(.title, "t")))
    #expect(
      MarkupWriter.fragment(page)
        == "<p><br><i></i><svg><rect width=\"3\"/><title>t</title></svg>\n</p>\n")
  }

  @Test("a picture that stands alone names its space; of two equal attributes the first counts")
  func standAlone() {
    let picture = h(.svg, [.class("a"), .class("b")], h(.g))
    #expect(
      MarkupWriter.picture(picture)
        == "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"a\"><g/></svg>\n")
  }

  @Test("a script holds nothing but the name of its file")
  func script() {
    let script = h(.script, [.src(.page("page.js"))], "alert(1)")
    #expect(MarkupWriter.fragment(script) == "<script src=\"page.js\"></script>\n")
  }

  @Test("there is no way to name a style, an event handler or an element that runs code")
  func closedSets() {
    let names = Attribute.Free.allCases.map(\.rawValue)
    #expect(!names.contains { $0 == "style" || $0.hasPrefix("on") || $0 == "href" || $0 == "src" })
    let tags = Set(Markup.Tag.allCases.map(\.rawValue))
    #expect(tags.isDisjoint(with: ["style", "iframe", "object", "embed", "foreignObject", "use"]))
  }
}
