import Markup

/// How many of those who began came as far as each step, on one way or on several.
package struct FunnelFigure: Chart, Sendable {
  package struct Step: Sendable {
    package let label: String
    /// How many came so far; nil where that is not known.
    package let people: Double?
    /// The middle time from the step before, in seconds.
    package let time: Double?
    /// The way that it belongs to, where there are several.
    package let way: String?

    package init(
      _ label: String, people: Double?, time: Double? = nil, way: String? = nil
    ) {
      self.label = label
      self.way = way
      self.people = people.flatMap { $0.isFinite ? max(0, $0) : nil }
      self.time = time.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
  }

  package let title: String
  package let summary: String
  package let steps: [Step]
  package let unit: String

  package init(title: String, summary: String, steps: [Step], unit: String) {
    self.title = title
    self.summary = summary
    self.steps = steps
    self.unit = unit
  }

  package func draw(_ shape: Shape) -> Drawing {
    let largest = steps.compactMap(\.people).max() ?? 0
    guard largest > 0 else { return Draw.nothing(shape) }
    let starts = steps.indices.map { index in
      steps.firstIndex { $0.way == steps[index].way } ?? 0
    }
    let numbers = zip(steps, starts).map { step, start in
      guard let people = step.people else { return "no data" }
      let first = steps[start].people ?? 0
      let share = first >= ValueFormat.smallBase ? ", \(Number.percent(people / first))" : ""
      return ValueFormat.count.label(people) + share
    }
    let right = (numbers.map { TextStyle.direct.width(of: $0) }.max() ?? 0).rounded(.up)
    // Names stand before the bars where there is room, else above them.
    let names = steps.map {
      TextStyle.direct.fit(Label.clean($0.label), room: shape.isWide ? 260 : shape.width)
    }
    let left =
      shape.isWide
      ? (names.map { TextStyle.direct.width(of: $0) }.max() ?? 0).rounded(.up) + 14 : 0
    let head = shape.isWide ? 0.0 : 20
    let (bar, between) = (26.0, 24.0)
    let scale = LinearScale(
      low: 0, high: largest, start: left, end: max(left + 40, shape.width - right - 10))
    var marks = [
      Draw.text(
        TextStyle.tick.fit(
          "\(Label.clean(unit, limit: 60)), and their share of the first step",
          room: shape.width), x: 0, y: 14, .tick)
    ]
    var top = 26.0
    for (index, step) in steps.enumerated() {
      if let way = step.way, starts[index] == index {
        let name = TextStyle.direct.fit(Label.clean(way), room: shape.width)
        marks.append(Draw.text(name, x: 0, y: top + 14, .direct))
        top += 26
      }
      let place = shape.isWide ? (x: left - 14, y: top + 18) : (x: 0, y: top + 14)
      marks.append(
        Draw.text(names[index], x: place.x, y: place.y, .direct, shape.isWide ? .end : .start))
      let y = top + head
      marks.append(
        Draw.rect("rail", x: left, y: y, width: scale.end - left, height: bar, radius: 2))
      let end = scale.position(step.people ?? 0)
      marks.append(
        Draw.rect("mark", x: left, y: y, width: end - left, height: bar, radius: 2))
      marks.append(
        Draw.text(
          numbers[index], x: shape.width, y: y + 18, .direct, .end, quiet: step.people == nil))
      top = y + bar
      guard index + 1 < steps.count else { continue }
      if starts[index + 1] == index + 1 {
        top += 20
      } else {
        let said = TextStyle.tick.fit(
          onward(from: step, to: steps[index + 1]), room: shape.width - left - 2)
        marks.append(Draw.text(said, x: left + 2, y: top + 16, .tick))
        top += between
      }
    }
    return Drawing(height: top + 6, marks: marks)
  }

  /// `↓ 62 % go on, half of them within 3 min`.
  private func onward(from step: Step, to next: Step) -> String {
    guard let before = step.people, let after = next.people, before >= ValueFormat.smallBase else {
      return "↓"
    }
    let share = "↓ \(Number.percent(after / before)) of these"
    return next.time.map {
      "\(share), half of them within \(Number.duration(seconds: $0))"
    } ?? share
  }
}
