import Figures
import Testing

@Suite("Style sheet")
struct StylesheetTests {
  /// The custom properties of the two modes, light first.
  private var palettes: [[String: Colour]] {
    Stylesheet.css.split(separator: "prefers-color-scheme: dark").prefix(2).map { text in
      var colours: [String: Colour] = [:]
      for declaration in text.split(whereSeparator: { ";{}".contains($0) }) {
        let parts = declaration.split(separator: ":")
        guard parts.count == 2 else { continue }
        let words = parts.map { $0.filter { !$0.isWhitespace } }
        if words[0].hasPrefix("--"), let colour = Colour(words[1]) {
          colours[String(words[0].dropFirst(2))] = colours[words[0]] ?? colour
        }
      }
      return colours
    }
  }

  @Test("black on white has the contrast that WCAG says")
  func formula() throws {
    let (black, white) = (try #require(Colour("#000000")), try #require(Colour("#ffffff")))
    #expect(abs(black.contrast(white) - 21) < 0.01)
    let grey = try #require(Colour("#767676"))
    #expect(abs(grey.contrast(white) - 4.54) < 0.01)
  }

  @Test("text can be read on every cell of a heat map and on the page, light and dark")
  func text() throws {
    #expect(palettes.count == 2)
    for palette in palettes {
      for step in 0...6 {
        let cell = try #require(palette["q\(step)"])
        let text = try #require(palette["on\(step)"])
        #expect(text.contrast(cell) >= 4.5, "q\(step)")
      }
      let paper = try #require(palette["paper"])
      for name in ["ink", "soft", "accent"] {
        #expect(try #require(palette[name]).contrast(paper) >= 4.5, "\(name)")
      }
    }
  }

  @Test("lines and slices stand out from the page, light and dark")
  func marks() throws {
    for palette in palettes {
      let paper = try #require(palette["paper"])
      for name in ["was", "c0", "c1", "c2", "c3", "c4", "c5"] {
        #expect(try #require(palette[name]).contrast(paper) >= 3, "\(name)")
      }
    }
  }

  @Test(
    "the six categories differ for every kind of eye, light and dark", arguments: Vision.allCases)
  func categories(vision: Vision) throws {
    for palette in palettes {
      let seen = try (0...5).map { try #require(palette["c\($0)"]).seen(by: vision) }
      for (index, colour) in seen.enumerated() {
        for other in seen[..<index] { #expect(colour.difference(other) >= 12, "c\(index)") }
      }
    }
  }

  @Test("the ramp leads away from the paper step by step, in both modes")
  func ramp() throws {
    for palette in palettes {
      let paper = try #require(palette["paper"])
      let contrasts = try (0...6).map { try #require(palette["q\($0)"]).contrast(paper) }
      for (less, more) in zip(contrasts, contrasts.dropFirst()) { #expect(more > less * 1.15) }
    }
  }

  @Test("text in pictures has the size by which it is measured, never under 11 pixels")
  func sizes() {
    for style in TextStyle.allCases {
      let size = style.size == style.size.rounded() ? "\(Int(style.size))" : "\(style.size)"
      #expect(Stylesheet.css.contains(".\(style.rawValue) { fill: var("))
      let rule = Stylesheet.css.split(separator: "\n").first {
        $0.contains(".\(style.rawValue) { fill:")
      }
      #expect(rule?.contains("font-size: \(size)px") == true)
      // At 360 pixels a picture of 340 units has 328; at the break of 860, 880 units have 812.
      #expect(style.size * 328 / 340 >= 11 && style.size * 812 / 880 >= 11)
    }
  }

  @Test("the style sheet asks for nothing from outside and its braces match")
  func closed() {
    let css = Stylesheet.css
    #expect(!css.contains("url(") && !css.contains("@import") && !css.contains("//"))
    #expect(css.count { $0 == "{" } == css.count { $0 == "}" })
  }
}
