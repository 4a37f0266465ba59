import Markup

/// How a number is spread: bars over the number line, with lines where half and nine of ten lie
/// below.
package struct HistogramFigure: Chart, Sendable {
  /// So many from `low` up to `high`; without `high`, all beyond.
  package struct Bin: Hashable, Sendable {
    package let low: Double
    package let high: Double?
    package let count: Double

    package init(low: Double, high: Double?, count: Double) {
      self.low = low
      self.high = high
      self.count = count
    }
  }

  package let title: String
  package let summary: String
  package let bins: Bins
  /// What is counted; what is measured, and in what format.
  package let unit: String
  package let measure: String
  package let format: ValueFormat

  package init(
    title: String, summary: String, bins: Bins, unit: String, measure: String,
    format: ValueFormat = .count
  ) {
    self.title = title
    self.summary = summary
    self.bins = bins
    self.unit = unit
    self.measure = measure
    self.format = format
  }

  package func draw(_ shape: Shape) -> Drawing {
    guard bins.total > 0 else { return Draw.nothing(shape) }
    let edges = bins.edges
    // The unit, two rows for the names of the quantiles, and one for numbers on bars.
    let top = 76.0
    let bottom = top + (shape.isWide ? 190 : 150)
    let isEven = bins.isEven
    let upright = ValueAxis(
      values: bins.heights, format: .count, unit: "", top: top, bottom: bottom,
      isWide: shape.isWide)
    let left = isEven ? upright.left : 4
    let across = NumberScale(
      covering: edges, spread: bins.spread, start: left, end: shape.width - 4,
      count: shape.isWide ? 8 : 4, format: format)
    let said = [Label.clean(unit, limit: 60), isEven ? "" : "by the area of the bar"]
      .filter { !$0.isEmpty }.joined(separator: ", ")
    var marks = [Draw.text(TextStyle.tick.fit(said, room: shape.width), x: 0, y: 14, .tick)]
    marks +=
      isEven
      ? upright.marks(to: shape.width)
      : [Draw.horizontal("grid zero", y: bottom, from: 0, to: shape.width)]
    marks += NumberAxis.marks(
      across, format: format, unit: measure, from: bottom, to: bottom, within: 0...shape.width)
    for (bin, height) in zip(bins.bins, bins.heights) {
      let (from, to) = (across.position(bin.low), across.position(bins.end(of: bin)))
      let y = upright.scale.position(height)
      marks.append(
        Draw.rect(
          bin.high == nil ? "mark open" : "mark", x: min(from, to) + 0.5, y: y,
          width: abs(to - from) - 1, height: bottom - y, title: tip(bin)))
    }
    let lines = [0.5, 0.9].compactMap { bins.quantile($0).map { across.position($0.number) } }
    if !isEven {
      for (bin, height) in zip(bins.bins, bins.heights) where bin.count > 0 {
        marks.append(
          number(
            bin.count, from: across.position(bin.low), to: across.position(bins.end(of: bin)),
            y: upright.scale.position(height) - 5, keepingOff: lines))
      }
    }
    marks += quantiles(across, bottom: bottom, width: shape.width)
    return Drawing(height: bottom + NumberAxis.room, marks: marks)
  }

  /// Lines where half and nine of ten lie below: the name of the second stands higher, so that the
  /// line of the first does not cross it, and its own line leaves a gap for the name of the first.
  private func quantiles(_ across: NumberScale, bottom: Double, width: Double) -> [Node] {
    var marks: [Node] = []
    for (share, name, y) in [(0.9, "9 of 10 below", 36.0), (0.5, "half below", 53.0)] {
      guard let value = bins.quantile(share) else { continue }
      let x = across.position(value.number)
      let number = (value.isBeyond ? "more than " : "") + format.label(value.number)
      let needed = TextStyle.direct.width(of: "\(name) \(number)")
      let isRight = needed <= width - x - 5 || width - x > x
      let text = TextStyle.direct.fit(
        "\(name) \(number)", room: isRight ? width - x - 5 : max(0, x - 5))
      if share > 0.5 { marks.append(Draw.vertical("quantile", x: x, from: y - 10, to: y + 4)) }
      marks.append(
        Draw.vertical("quantile", x: x, from: share > 0.5 ? 58 : y - 10, to: bottom))
      marks.append(
        Draw.text(text, x: isRight ? x + 5 : x - 5, y: y, .direct, isRight ? .start : .end))
    }
    return marks
  }

  /// The number on a bar, beside a line that would cross it; nothing where there is no room.
  private func number(
    _ count: Double, from left: Double, to right: Double, y: Double, keepingOff lines: [Double]
  ) -> Node {
    let text = ValueFormat.count.label(count)
    let width = TextStyle.tick.width(of: text)
    let edges = [left] + lines.filter { $0 > left && $0 < right }.sorted() + [right]
    let room = zip(edges, edges.dropFirst()).max { $0.1 - $0.0 < $1.1 - $1.0 } ?? (left, right)
    let isFitting = width + 6 <= room.1 - room.0
    return Draw.text(isFitting ? text : "", x: (room.0 + room.1) / 2, y: y, .tick, .middle)
  }

  private func tip(_ bin: Bin) -> String {
    let range =
      bin.high.map { "\(format.text(bin.low)) to \(format.text($0))" }
      ?? "\(format.text(bin.low)) and more"
    return "\(range): \(ValueFormat.count.text(bin.count)) \(Label.clean(unit, limit: 60))"
  }
}
