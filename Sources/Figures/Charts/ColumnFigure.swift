import Markup

/// Bars for a few categories in their order: a histogram, or kinds beside each other.
///
/// Upright where every name fits below its bar, else lying, each with its name before it.
package struct ColumnFigure: Chart, Sendable {
  package struct Bar: Sendable {
    package let label: String
    package let value: Double?
    /// What is wanted; nil where nothing is.
    package let target: Double?

    package init(_ label: String, _ value: Double?, target: Double? = nil) {
      self.label = label
      self.value = value
      self.target = target.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  package let title: String
  package let summary: String
  package let bars: [Bar]
  package let unit: String
  package let format: ValueFormat

  package init(
    title: String, summary: String, bars: [Bar], unit: String, format: ValueFormat = .count
  ) {
    self.title = title
    self.summary = summary
    self.bars = bars
    self.unit = unit
    self.format = format
  }

  package func draw(_ shape: Shape) -> Drawing {
    guard bars.contains(where: { $0.value?.isFinite == true }) else { return Draw.nothing(shape) }
    let texts = bars.map { BarText($0, format: format) }
    let step = shape.width / Double(bars.count)
    let isUpright = texts.allSatisfy { text in
      TextStyle.tick.width(of: text.label) + 8 <= step
        && TextStyle.direct.width(of: text.value) + 4 <= step
    }
    return isUpright ? upright(shape, texts) : lying(shape, texts)
  }

  /// From zero to the longest bar: each bar says its number, so there is no axis to round for.
  private func scale(_ texts: [BarText], start: Double, end: Double) -> LinearScale {
    let heights = texts.map(\.height) + bars.compactMap(\.target)
    let low = min(0, heights.min() ?? 0)
    let high = max(0, heights.max() ?? 0)
    return LinearScale(low: low, high: low == high ? 1 : high, start: start, end: end)
  }

  /// The unit, and what a line across a bar is.
  private var said: String? {
    let hasTarget = bars.contains { $0.target != nil }
    let parts = [Label.clean(unit), hasTarget ? "the line is the target" : ""]
    let text = parts.filter { !$0.isEmpty }.joined(separator: "; ")
    return text.isEmpty ? nil : text
  }

  private func fit(_ text: String, _ shape: Shape) -> String {
    TextStyle.tick.fit(text, room: shape.width)
  }

  private func upright(_ shape: Shape, _ texts: [BarText]) -> Drawing {
    let band = BandScale(count: bars.count, start: 0, end: shape.width, gap: 0.28)
    let top = said == nil ? 22.0 : 42.0
    let bottom = top + (shape.isWide ? 170 : 140)
    let scale = scale(texts, start: bottom, end: top)
    let zero = scale.position(0)
    var marks: [Node] = []
    if let said { marks.append(Draw.text(fit(said, shape), x: 0, y: 14, .tick)) }
    marks.append(Draw.horizontal("grid zero", y: zero, from: 0, to: shape.width))
    for (index, text) in texts.enumerated() {
      let middle = band.middle(Double(index))
      let y = scale.position(text.height)
      if text.height != 0 {
        marks.append(
          Draw.rect(
            "mark", x: band.position(index), y: min(y, zero), width: band.width,
            height: abs(zero - y), radius: 2))
      }
      let goal = bars[index].target.map(scale.position)
      if let goal {
        marks.append(
          Draw.rect(
            "target", x: middle - band.width / 2 - 3, y: goal - 1.5, width: band.width + 6,
            height: 3))
      }
      // The number keeps off the line.
      let head = min(y, zero)
      let isHit = goal.map { $0 > head - 20 && $0 < head + 3 } ?? false
      marks.append(
        Draw.text(
          text.value, x: middle, y: (isHit ? min(head, goal ?? head) : head) - 6, .direct, .middle,
          quiet: text.isMissing))
      marks.append(Draw.text(text.label, x: middle, y: bottom + 18, .tick, .middle))
    }
    return Drawing(height: bottom + 28, marks: marks)
  }

  private func lying(_ shape: Shape, _ texts: [BarText]) -> Drawing {
    let pitch = 28.0
    let names = texts.map { TextStyle.direct.fit($0.label, room: shape.width * 0.45) }
    let left = (names.map { TextStyle.direct.width(of: $0) }.max() ?? 0).rounded(.up) + 10
    let numbers = (texts.map { TextStyle.direct.width(of: $0.value) }.max() ?? 0) + 8
    let scale = scale(texts, start: left, end: max(left + 20, shape.width - numbers))
    let zero = scale.position(0)
    let top = said == nil ? 4.0 : 24.0
    var marks: [Node] = []
    if let said { marks.append(Draw.text(fit(said, shape), x: 0, y: 14, .tick)) }
    for (index, text) in texts.enumerated() {
      let y = top + pitch * Double(index)
      let end = scale.position(text.height)
      marks.append(Draw.text(names[index], x: left - 10, y: y + 18, .direct, .end))
      marks.append(
        Draw.rect(
          "mark", x: min(zero, end), y: y + 5, width: abs(end - zero), height: pitch - 10,
          radius: 2))
      let goal = bars[index].target.map(scale.position)
      if let goal {
        marks.append(
          Draw.rect("target", x: goal - 1.5, y: y + 2, width: 3, height: pitch - 4))
      }
      let tail = max(zero, end) + 6
      let isHit = goal.map { $0 > tail - 6 && $0 < tail + numbers } ?? false
      marks.append(
        Draw.text(
          text.value, x: isHit ? max(tail, (goal ?? 0) + 6) : tail, y: y + 18, .direct,
          quiet: text.isMissing))
    }
    let bottom = top + pitch * Double(texts.count)
    marks.append(Draw.vertical("grid zero", x: zero, from: top, to: bottom))
    return Drawing(height: bottom + 4, marks: marks)
  }
}

/// The name and the number that stand at one bar.
private struct BarText {
  let label: String
  let value: String
  let height: Double
  let isMissing: Bool

  init(_ bar: ColumnFigure.Bar, format: ValueFormat) {
    let value = bar.value.flatMap { $0.isFinite ? $0 : nil }
    label = Label.clean(bar.label)
    self.value = value.map { format.label($0) } ?? "no data"
    height = value ?? 0
    isMissing = value == nil
  }
}
