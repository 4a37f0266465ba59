import Figures
import Testing

/// A colour of the style sheet.
private struct Colour {
  let red: Double
  let green: Double
  let blue: Double

  init?(_ text: some StringProtocol) {
    guard text.hasPrefix("#"), let value = UInt32(text.dropFirst().prefix(6), radix: 16) else {
      return nil
    }
    red = Double(value >> 16 & 255) / 255
    green = Double(value >> 8 & 255) / 255
    blue = Double(value & 255) / 255
  }

  /// Relative luminance of WCAG 2, the curve of sRGB taken as 2.4 over its whole length.
  var luminance: Double {
    func linear(_ part: Double) -> Double {
      guard part > 0.04045 else { return part / 12.92 }
      let base = (part + 0.055) / 1.055
      // x^2.4 = x² · x^0.4, and x^0.4 by Newton's method for y⁵ = x².
      var root = base
      for _ in 0..<40 {
        root -= (root * root * root * root * root - base * base) / (5 * root * root * root * root)
      }
      return base * base * root
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  func contrast(_ other: Colour) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }
}

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
