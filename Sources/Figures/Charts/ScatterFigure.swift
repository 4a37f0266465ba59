import Markup

/// Things by two numbers, and a third as the area of the dot.
package struct ScatterFigure: Chart, Sendable {
  package struct Point: Sendable {
    package let label: String
    package let x: Double?
    package let y: Double?
    package let size: Double?

    package init(_ label: String = "", x: Double?, y: Double?, size: Double? = nil) {
      self.label = label
      self.x = x.flatMap { $0.isFinite ? $0 : nil }
      self.y = y.flatMap { $0.isFinite ? $0 : nil }
      self.size = size.flatMap { $0.isFinite ? max(0, $0) : nil }
    }
  }

  /// What is measured along an axis.
  package struct Axis: Sendable {
    package let unit: String
    package let format: ValueFormat

    package init(_ unit: String, _ format: ValueFormat = .count) {
      self.unit = unit
      self.format = format
    }
  }

  package let title: String
  package let summary: String
  package let points: [Point]
  package let x: Axis
  package let y: Axis
  /// What the area of a dot counts; nil where all dots are alike.
  package let sizeUnit: String?
  /// How many points are named, the largest or the outermost first.
  package let named: Int

  package init(
    title: String, summary: String, points: [Point], x: Axis, y: Axis, sizeUnit: String? = nil,
    named: Int = 12
  ) {
    self.title = title
    self.summary = summary
    self.points = points
    self.x = x
    self.y = y
    self.sizeUnit = sizeUnit
    self.named = named
  }

  package func draw(_ shape: Shape) -> Drawing {
    let known = points.compactMap { point in
      point.x.flatMap { x in point.y.map { (x: x, y: $0, point: point) } }
    }
    guard !known.isEmpty else { return Draw.nothing(shape) }
    let (xs, ys) = (known.map(\.x), known.map(\.y))
    let top = ValueAxis.headroom(unit: y.unit) + 6
    let bottom = top + (shape.isWide ? 320 : 240)
    let upright = ValueAxis(
      values: ys, spread: .suited(to: ys), format: y.format, unit: y.unit, top: top,
      bottom: bottom, isWide: shape.isWide, isFree: true)
    let right = shape.width - 10
    let across = NumberScale(
      covering: xs, spread: .suited(to: xs), start: upright.left + 6, end: right,
      count: shape.isWide ? 7 : 3, format: x.format, isFree: true)
    var marks = upright.marks(to: shape.width)
    marks += NumberAxis.marks(
      across, format: x.format, unit: x.unit, from: top, to: bottom,
      within: 0...shape.width)
    let largest = known.compactMap(\.point.size).max() ?? 0
    let placed = known.enumerated().map { index, item in
      let size = item.point.size ?? 0
      return (
        index: index, x: across.position(item.x), y: upright.scale.position(item.y),
        radius: sizeUnit == nil || largest <= 0 ? 3.5 : 2.5 + 9 * (size / largest).squareRoot(),
        point: item.point
      )
    }
    // Large dots first, so that they lie below the small ones.
    let ordered = placed.sorted { ($1.radius, $0.index) < ($0.radius, $1.index) }
    for dot in ordered { marks.append(Draw.dot("point", x: dot.x, y: dot.y, radius: dot.radius)) }
    marks += names(
      ordered.map { ($0.point.label, $0.x, $0.y, $0.radius) }, left: upright.left, top: top,
      bottom: bottom, shape)
    var height = bottom + NumberAxis.room
    if let sizeUnit, largest > 0 {
      let text = "The larger the dot, the more \(Label.clean(sizeUnit, limit: 60))"
      marks.append(
        Draw.text(
          TextStyle.tick.fit(text, room: shape.width), x: 0, y: height + 12, .tick))
      height += 18
    }
    return Drawing(height: height, marks: marks)
  }

  private typealias Dot = (label: String, x: Double, y: Double, radius: Double)

  /// Names of the largest dots, or of those furthest from the middle where all are alike.
  private func names(
    _ dots: [Dot], left: Double, top: Double, bottom: Double, _ shape: Shape
  ) -> [Node] {
    let count = Double(max(1, dots.count))
    let middle = (x: dots.reduce(0) { $0 + $1.x } / count, y: dots.reduce(0) { $0 + $1.y } / count)
    func distance(_ dot: Dot) -> Double {
      (dot.x - middle.x) * (dot.x - middle.x) + (dot.y - middle.y) * (dot.y - middle.y)
    }
    let isSized = sizeUnit != nil
    let chosen = dots.enumerated().filter { !$0.element.label.isEmpty }.sorted { left, right in
      let (a, b) = (left.element, right.element)
      return isSized
        ? (b.radius, left.offset) < (a.radius, right.offset)
        : (distance(b), left.offset) < (distance(a), right.offset)
    }.prefix(named).map(\.element)
    var placer = LabelPlacer(
      within: Box(x: left, y: top - 6, width: shape.width - left, height: bottom - top + 6))
    for dot in dots.prefix(400) { placer.keepOff(x: dot.x, y: dot.y, radius: dot.radius) }
    return chosen.map { dot in
      placer.label(dot.label, x: dot.x, y: dot.y, radius: dot.radius)
    }
  }
}
