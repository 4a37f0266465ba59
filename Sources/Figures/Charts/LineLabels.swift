import Markup

/// The names of the lines, to the right of their ends and apart from each other.
struct LineEnds {
  private static let widest = 190.0
  private static let apart = 17.0
  private let labels: [String]

  init(_ labels: [String], isShown: Bool) {
    self.labels =
      isShown ? labels.map { TextStyle.direct.fit(Label.clean($0), room: Self.widest) } : []
  }

  /// The room they need at the right of the plot, with a swatch before each or without.
  func room(swatches: Bool = false) -> Double {
    labels.map { TextStyle.direct.width(of: $0) + (swatches ? 30 : 10) }.max() ?? 6
  }

  /// Labels at the heights of `ends`; where two would touch, both give way.
  ///
  /// - Parameter swatches: Classes of short lines before the names, one for each.
  func draw(
    ends: [Double?], x: Double, within bounds: ClosedRange<Double>, swatches: [String] = []
  ) -> [Node] {
    let (least, most) = (bounds.lowerBound + 6, bounds.upperBound - 4)
    var placed = zip(labels.indices, ends).compactMap { index, y in
      y.map { (index: index, y: min(max($0, least), most)) }
    }
    placed.sort { $0.y < $1.y }
    if placed.count == 2, placed[1].y - placed[0].y < Self.apart {
      let middle = min(
        max((placed[0].y + placed[1].y) / 2, least + Self.apart / 2), most - Self.apart / 2)
      placed[0].y = middle - Self.apart / 2
      placed[1].y = middle + Self.apart / 2
    } else if placed.count > 2 {
      for (before, after) in zip(placed.indices, placed.indices.dropFirst()) {
        placed[after].y = max(placed[after].y, placed[before].y + Self.apart)
      }
      placed[placed.count - 1].y = min(placed[placed.count - 1].y, most)
      for (before, after) in zip(placed.indices, placed.indices.dropFirst()).reversed() {
        placed[before].y = min(placed[before].y, placed[after].y - Self.apart)
      }
    }
    return placed.flatMap { item in
      guard swatches.indices.contains(item.index) else {
        return [
          Draw.text(labels[item.index], x: x, y: item.y + 4, .direct, quiet: item.index > 0)
        ]
      }
      return [
        Draw.horizontal(swatches[item.index], y: item.y, from: x, to: x + 14),
        Draw.text(labels[item.index], x: x + 20, y: item.y + 4, .direct),
      ]
    }
  }
}

/// A remark at a point, on the side where it covers the least of the lines.
struct LineNote {
  private let text: String
  private let width: Double
  private let point: LineRuns.Point
  private let bounds: ClosedRange<Double>
  private let heights: ClosedRange<Double>

  /// A remark that keeps inside the plot, between its sides and its heights.
  init(
    _ text: String, at point: LineRuns.Point, within bounds: ClosedRange<Double>,
    heights: ClosedRange<Double>
  ) {
    self.text = TextStyle.note.fit(
      Label.clean(text), room: bounds.upperBound - bounds.lowerBound)
    self.width = TextStyle.note.width(of: self.text)
    self.point = point
    self.bounds = bounds
    self.heights = heights
  }

  func best(avoiding points: [LineRuns.Point]) -> Node {
    let sides: [(x: Double, y: Double)] = [
      (point.x - 10 - width, point.y + 4), (point.x + 10, point.y + 4),
      (point.x - width / 2, point.y - 11), (point.x - width / 2, point.y + 20),
    ]
    let inside = sides.map { side in
      (
        x: min(max(side.x, bounds.lowerBound), bounds.upperBound - width),
        y: min(max(side.y, heights.lowerBound + 8), heights.upperBound - 6)
      )
    }
    let covered = inside.map { box in
      points.count { point in
        (box.x - 2...box.x + width + 2).contains(point.x)
          && (box.y - 13...box.y + 5).contains(point.y)
      } + (isOnDot(box) ? 100 : 0)
    }
    let best = zip(inside, covered).min { $0.1 < $1.1 }?.0 ?? inside[0]
    return Draw.text(text, x: best.x, y: best.y, .note)
  }

  private func isOnDot(_ box: (x: Double, y: Double)) -> Bool {
    (box.x - 4...box.x + width + 4).contains(point.x)
      && (box.y - 14...box.y + 6).contains(point.y)
  }
}
