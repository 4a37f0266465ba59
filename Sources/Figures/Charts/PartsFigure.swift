import Markup

/// Lying bars for names, each divided into parts: what each is made of.
package struct PartsFigure: Chart, Sendable {
  package struct Bar: Sendable {
    package let label: String
    /// One value for each part; what is not above zero has no room.
    package let values: [Double]

    package init(_ label: String, _ values: [Double]) {
      self.label = label
      self.values = values.map { $0.isFinite ? max(0, $0) : 0 }
    }
  }

  package let title: String
  package let summary: String
  /// The names of the parts, at most six.
  package let parts: [String]
  package let bars: [Bar]
  package let unit: String
  package let format: ValueFormat

  /// Parts in their order; beyond six, the rest is one part called `other`.
  package init(
    title: String, summary: String, parts: [String], bars: [Bar], unit: String,
    format: ValueFormat = .count
  ) {
    let most = StackFigure.most
    self.title = title
    self.summary = summary
    self.unit = unit
    self.format = format
    guard parts.count > most else {
      self.parts = parts
      self.bars = bars
      return
    }
    self.parts = parts.prefix(most - 1) + ["other"]
    self.bars = bars.map { bar in
      Bar(
        bar.label,
        bar.values.prefix(most - 1) + [bar.values.dropFirst(most - 1).reduce(0, +)])
    }
  }

  package func draw(_ shape: Shape) -> Drawing {
    let totals = bars.map { $0.values.reduce(0, +) }
    guard let largest = totals.max(), largest > 0 else { return Draw.nothing(shape) }
    let entries = parts.enumerated().map { (className: "c\($0.offset)", label: $0.element) }
    let legend = Legend(entries, swatch: .box, shape: shape).draw(width: shape.width)
    var marks = legend.marks
    var top = legend.height + 4
    if !unit.isEmpty {
      let text = TextStyle.tick.fit(Label.clean(unit), room: shape.width)
      marks.append(Draw.text(text, x: 0, y: top + 12, .tick))
      top += 22
    }
    let names = bars.map { TextStyle.direct.fit(Label.clean($0.label), room: shape.width * 0.4) }
    let left = (names.map { TextStyle.direct.width(of: $0) }.max() ?? 0).rounded(.up) + 10
    let numbers = totals.map { format.label($0) }
    let room = (numbers.map { TextStyle.direct.width(of: $0) }.max() ?? 0).rounded(.up) + 8
    let scale = LinearScale(
      low: 0, high: largest, start: left, end: max(left + 20, shape.width - room))
    let pitch = 28.0
    for (index, bar) in bars.enumerated() {
      let y = top + pitch * Double(index)
      marks.append(Draw.text(names[index], x: left - 10, y: y + 18, .direct, .end))
      var sum = 0.0
      for (part, value) in bar.values.prefix(StackFigure.most).enumerated() where value > 0 {
        let from = scale.position(sum)
        sum += value
        let tip = "\(Label.clean(parts[part], limit: 60)): \(format.text(value))"
        marks.append(
          Draw.rect(
            "c\(part)", x: from, y: y + 5, width: scale.position(sum) - from, height: pitch - 10,
            title: tip))
      }
      marks.append(Draw.text(numbers[index], x: scale.position(sum) + 6, y: y + 18, .direct))
    }
    let bottom = top + pitch * Double(bars.count)
    marks.append(Draw.vertical("grid zero", x: left, from: top, to: bottom))
    return Drawing(height: bottom + 4, marks: marks)
  }
}
