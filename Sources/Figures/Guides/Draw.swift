import Markup

/// The few marks from which every picture is made.
enum Draw {
  enum Anchor: String { case start, middle, end }

  static func text(
    _ text: String, x: Double, y: Double, _ style: TextStyle, _ anchor: Anchor = .start,
    quiet: Bool = false
  ) -> Node {
    var attributes: [Attribute] = [
      .class(style.rawValue + (quiet ? " quiet" : "")), .init(.x, x), .init(.y, y),
    ]
    if anchor != .start { attributes.append(.init(.textAnchor, anchor.rawValue)) }
    return h(.text, attributes, .text(text))
  }

  static func rect(
    _ className: String, x: Double, y: Double, width: Double, height: Double, radius: Double = 0,
    title: String? = nil
  ) -> Node {
    var attributes: [Attribute] = [
      .class(className), .init(.x, x), .init(.y, y), .init(.width, max(0, width)),
      .init(.height, max(0, height)),
    ]
    if radius > 0 { attributes.append(.init(.rx, radius)) }
    return h(.rect, attributes, title.map { [h(.title, .text($0))] } ?? [])
  }

  static func path(_ className: String, _ data: String) -> Node {
    h(.path, [.class(className), .init(.d, data)])
  }

  static func horizontal(_ className: String, y: Double, from: Double, to: Double) -> Node {
    path(className, "M\(Number.svg(from)) \(Number.svg(y))H\(Number.svg(to))")
  }

  static func vertical(_ className: String, x: Double, from: Double, to: Double) -> Node {
    path(className, "M\(Number.svg(x)) \(Number.svg(from))V\(Number.svg(to))")
  }

  static func dot(_ className: String, x: Double, y: Double, radius: Double) -> Node {
    h(.circle, [.class(className), .init(.cx, x), .init(.cy, y), .init(.r, radius)])
  }

  /// Points joined by straight lines, as the data of a path.
  static func line(_ points: [(x: Double, y: Double)]) -> String {
    var data = ""
    for point in points {
      data += (data.isEmpty ? "M" : "L") + Number.svg(point.x) + " " + Number.svg(point.y)
    }
    return data
  }

  /// What stands where there is nothing to draw.
  static func nothing(_ shape: Shape) -> Drawing {
    Drawing(
      height: 80,
      marks: [
        text("no data in this period", x: shape.width / 2, y: 44, .direct, .middle, quiet: true)
      ]
    )
  }
}
