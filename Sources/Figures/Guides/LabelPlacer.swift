import Markup

/// Puts names beside points such that none touches another, a point or the edge; those for which
/// there is no room are left out.
struct LabelPlacer {
  let bounds: Box
  private var taken: [Box] = []

  init(within bounds: Box) { self.bounds = bounds }

  /// Keeps labels off a mark.
  mutating func keepOff(x: Double, y: Double, radius: Double) {
    taken.append(Box(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius))
  }

  /// The label of a mark; it says nothing where there is no room, so that what a name holds never
  /// changes which elements a picture has.
  mutating func label(
    _ text: String, x: Double, y: Double, radius: Double, style: TextStyle = .direct
  ) -> Node {
    let fitted = style.fit(Label.clean(text, limit: 60), room: min(170, bounds.width))
    let width = style.width(of: fitted)
    let height = style.size + 2
    let gap = radius + 4
    let places = [
      (x + gap, y - height / 2), (x - gap - width, y - height / 2),
      (x - width / 2, y - gap - height), (x - width / 2, y + gap),
    ]
    for (left, top) in places {
      let box = Box(x: left, y: top, width: width, height: height)
      guard box.x >= bounds.x, box.right <= bounds.right, box.y >= bounds.y,
        box.bottom <= bounds.bottom, !taken.contains(where: { $0.overlaps(box) })
      else { continue }
      taken.append(box)
      return Draw.text(fitted, x: left, y: top + style.size * 0.82 + 1, style)
    }
    return Draw.text("", x: x, y: y, style)
  }
}

extension Box {
  func overlaps(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
}
