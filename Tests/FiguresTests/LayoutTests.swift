import Figures
import Markup
import Support
import Testing

/// The box that a text of a picture takes, by the table of widths.
private struct TextBox: CustomStringConvertible {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let description: String

  init?(_ node: Node) {
    guard let names = node[.class]?.split(separator: " "),
      let style = names.compactMap({ TextStyle(rawValue: String($0)) }).first,
      let x = node[.x].flatMap(Double.init), let y = node[.y].flatMap(Double.init)
    else { return nil }
    let width = style.width(of: node.plainText)
    left =
      switch node[.textAnchor] {
      case "end": x - width
      case "middle": x - width / 2
      default: x
      }
    right = left + width
    top = y - style.size * 0.8
    bottom = y + style.size * 0.22
    description = "'\(node.plainText)' at \(left), \(top)"
  }

  func overlaps(_ other: TextBox) -> Bool {
    left + 0.01 < other.right && other.left + 0.01 < right && top + 0.01 < other.bottom
      && other.top + 0.01 < bottom
  }
}

@Suite("Layout")
struct LayoutTests {
  private static let long = [
    "a name that goes on and on and never seems to reach its end, as names do", "X", "Mon",
    "26 October", "/downloads/stagecraft-for-beginners.pdf", "東京の劇場のプログラム", "WWWWWWWWWWWWW",
  ]

  @Test(
    "no text in a picture touches another or leaves the picture",
    arguments: Array(1...30) as [UInt64])
  func noOverlap(seed: UInt64) throws {
    for labels in [Sample.plain, Self.long, ["26 Oct", "2 Nov"]] {
      var sample = Sample(seed: seed, labels: labels)
      for chart in sample.charts() {
        for shape in [Shape.wide, .narrow, .half] {
          let picture = chart.picture(id: "p", shape: shape)
          let height = chart.draw(shape).height
          // A name for which there is no room is an empty text.
          let boxes = try picture.elements.filter { $0.tag == .text && !$0.node.plainText.isEmpty }
            .map { try #require(TextBox($0.node)) }
          for (index, box) in boxes.enumerated() {
            #expect(box.left >= -0.01 && box.right <= shape.width + 0.01, "\(box) \(shape)")
            #expect(box.top >= -0.01 && box.bottom <= height + 0.01, "\(box) \(shape)")
            for other in boxes[..<index] {
              #expect(!box.overlaps(other), "\(type(of: chart)) \(shape): \(box) and \(other)")
            }
          }
        }
      }
    }
  }

  @Test("a text is cut only with an ellipsis, and then it fits", arguments: long)
  func fitting(text: String) {
    for room in stride(from: 14.0, through: 400, by: 7) {
      let fitted = TextStyle.direct.fit(text, room: room)
      #expect(TextStyle.direct.width(of: fitted) <= room)
      #expect(fitted == text || fitted.hasSuffix("…"))
    }
  }
}
