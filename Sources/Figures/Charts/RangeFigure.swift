import Markup

/// Names with a dot for the middle of what was measured and a bar for most of it.
package struct RangeFigure: Chart, Sendable {
  package struct Row: Sendable {
    package let label: String
    package let low: Double?
    package let middle: Double?
    package let high: Double?

    package init(_ label: String, low: Double?, middle: Double?, high: Double?) {
      let known = [low, middle, high].map { $0.flatMap { $0.isFinite ? $0 : nil } }
      self.label = label
      self.middle = known[1]
      let ends = known.compactMap(\.self)
      self.low = known[0] == nil ? nil : ends.min()
      self.high = known[2] == nil ? nil : ends.max()
    }
  }

  package let title: String
  package let summary: String
  package let rows: [Row]
  package let unit: String
  package let format: ValueFormat

  package init(
    title: String, summary: String, rows: [Row], unit: String, format: ValueFormat = .count
  ) {
    self.title = title
    self.summary = summary
    self.rows = rows
    self.unit = unit
    self.format = format
  }

  package func draw(_ shape: Shape) -> Drawing {
    let values = rows.flatMap { [$0.low, $0.middle, $0.high] }.compactMap(\.self)
    guard !values.isEmpty else { return Draw.nothing(shape) }
    let names = rows.map {
      TextStyle.direct.fit(Label.clean($0.label), room: shape.width * (shape.isWide ? 0.3 : 0.42))
    }
    let left = (names.map { TextStyle.direct.width(of: $0) }.max() ?? 0).rounded(.up) + 14
    let numbers = rows.map { $0.middle.map { format.label($0) } ?? "no data" }
    let room = (numbers.map { TextStyle.direct.width(of: $0) }.max() ?? 0).rounded(.up) + 12
    let scale = NumberScale(
      covering: values, spread: .suited(to: values), start: left,
      end: max(left + 40, shape.width - room), count: shape.isWide ? 6 : 2, format: format)
    let (top, pitch) = (6.0, 28.0)
    let bottom = top + pitch * Double(rows.count)
    var marks = NumberAxis.marks(
      scale, format: format, unit: unit, from: top, to: bottom,
      within: left - 14...shape.width)
    for (index, row) in rows.enumerated() {
      let y = top + pitch * (Double(index) + 0.5)
      marks.append(Draw.text(names[index], x: left - 14, y: y + 4.5, .direct, .end))
      if let low = row.low, let high = row.high {
        let (from, to) = (scale.position(low), scale.position(high))
        marks.append(
          Draw.rect(
            "range", x: from - 2, y: y - 4, width: to - from + 4, height: 8, radius: 4,
            title: "\(format.text(low)) to \(format.text(high))"))
      }
      if let middle = row.middle {
        marks.append(Draw.dot("dot", x: scale.position(middle), y: y, radius: 5.5))
      }
      marks.append(
        Draw.text(
          numbers[index], x: shape.width, y: y + 4.5, .direct, .end, quiet: row.middle == nil))
    }
    return Drawing(height: bottom + NumberAxis.room, marks: marks)
  }
}
