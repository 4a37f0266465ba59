import Markup

/// Stacked bars along time: what a whole is made of, day by day.
package struct StackFigure: Chart, Sendable {
  /// A named part, with one value for each position; at least zero.
  package struct Series: Sendable {
    package let label: String
    package let values: [Double]

    package init(_ label: String, _ values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  /// The most parts that can be told apart.
  package static let most = 6

  package let title: String
  package let summary: String
  package let series: [Series]
  package let ticks: [AxisTick]
  package let unit: String
  package let format: ValueFormat
  /// What happened, by positions.
  package var events: [AxisEvent] = []

  /// Parts from the bottom up; beyond six, the rest is one part called `other`.
  package init(
    title: String, summary: String, series: [Series], ticks: [AxisTick], unit: String,
    format: ValueFormat = .count
  ) {
    self.title = title
    self.summary = summary
    self.series = Self.folded(series)
    self.ticks = ticks
    self.unit = unit
    self.format = format
  }

  private static func folded(_ series: [Series]) -> [Series] {
    guard series.count > most else { return series }
    let rest = series[(most - 1)...]
    let count = rest.map(\.values.count).max() ?? 0
    let sums = (0..<count).map { index in
      rest.reduce(0) { $0 + ($1.values.indices.contains(index) ? $1.values[index] : 0) }
    }
    return series.prefix(most - 1) + [Series("other", sums)]
  }

  private func value(_ part: Int, at index: Int) -> Double {
    let values = series[part].values
    guard values.indices.contains(index), values[index].isFinite else { return 0 }
    return max(0, values[index])
  }

  package func draw(_ shape: Shape) -> Drawing {
    let count = series.map(\.values.count).max() ?? 0
    guard count > 0 else { return Draw.nothing(shape) }
    let totals = (0..<count).map { index in
      series.indices.reduce(0) { $0 + value($1, at: index) }
    }
    let entries = series.enumerated().map { (className: "c\($0.offset)", label: $0.element.label) }
    let legend = Legend(entries, swatch: .box, shape: shape).draw(width: shape.width)
    let top = legend.height + ValueAxis.headroom(unit: unit)
    let bottom = top + (shape.isWide ? 220 : 160)
    let axis = ValueAxis(
      values: totals, format: format, unit: unit, top: top, bottom: bottom, isWide: shape.isWide)
    let band = BandScale(
      count: count, start: axis.left, end: shape.width, gap: count > 100 ? 0.05 : 0.2)
    var marks = legend.marks + axis.marks(to: shape.width)
    for index in 0..<count {
      var sum = 0.0
      for part in series.indices {
        let value = value(part, at: index)
        guard value > 0 else { continue }
        let foot = axis.scale.position(sum)
        sum += value
        let head = axis.scale.position(sum)
        marks.append(
          Draw.rect(
            "c\(part)", x: band.position(index), y: head, width: band.width, height: foot - head))
      }
    }
    let inside = ticks.filter { (0...Double(count - 1)).contains($0.position) }
    marks += TickAxis.marks(
      inside, y: bottom, within: 0...shape.width, place: { band.middle($0) })
    let strip = EventStrip(
      events, within: axis.left...shape.width, place: { band.middle($0) })
    marks += strip.lines(from: top, to: bottom) + strip.numbers(below: bottom + 28)
    return Drawing(height: bottom + 30 + strip.height, marks: marks)
  }
}
