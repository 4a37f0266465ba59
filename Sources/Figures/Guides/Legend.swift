import Markup

/// Names of series with a swatch before each, in rows as wide as the picture.
struct Legend {
  enum Swatch { case box, line }

  private struct Item {
    let className: String
    let text: String
    let width: Double
  }

  private let items: [Item]
  private let swatch: Swatch
  private static let pitch = 20.0

  init(_ entries: [(className: String, label: String)], swatch: Swatch, shape: Shape) {
    self.swatch = swatch
    let before = swatch == .box ? 18.0 : 24.0
    items = entries.map { entry in
      let text = TextStyle.direct.fit(Label.clean(entry.label), room: shape.width - before)
      return Item(
        className: entry.className, text: text,
        width: before + TextStyle.direct.width(of: text))
    }
  }

  /// Marks from the top of the picture down, and the height that they take.
  func draw(width: Double) -> Drawing {
    var marks: [Node] = []
    var x = 0.0
    var y = 14.0
    for item in items {
      if x > 0, x + item.width > width {
        x = 0
        y += Self.pitch
      }
      switch swatch {
      case .box:
        marks.append(
          Draw.rect(item.className, x: x, y: y - 11, width: 12, height: 12, radius: 2))
        marks.append(Draw.text(item.text, x: x + 18, y: y, .direct))
      case .line:
        marks.append(Draw.horizontal(item.className, y: y - 4, from: x, to: x + 18))
        marks.append(Draw.text(item.text, x: x + 24, y: y, .direct, quiet: item.className == "was"))
      }
      x += item.width + 18
    }
    return Drawing(height: items.isEmpty ? 0 : y + 8, marks: marks)
  }
}
