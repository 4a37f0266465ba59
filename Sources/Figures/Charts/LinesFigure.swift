import Markup

/// Several quantities over time, each a line in its colour: the first five, the rest quiet.
package struct LinesFigure: Chart, Sendable {
  package typealias Series = LineFigure.Series
  /// Lines with a colour of their own, and of these the most that have their name at their end.
  package static let coloured = 5
  private static let direct = 4

  package let title: String
  package let summary: String
  package let series: [Series]
  package let ticks: [AxisTick]
  package let unit: String
  package let format: ValueFormat
  package let unfinished: Int

  package init(
    title: String, summary: String, series: [Series], ticks: [AxisTick], unit: String,
    format: ValueFormat = .count, unfinished: Int = 0
  ) {
    self.title = title
    self.summary = summary
    self.series = series
    self.ticks = ticks
    self.unit = unit
    self.format = format
    self.unfinished = unfinished
  }

  package func draw(_ shape: Shape) -> Drawing {
    let count = series.map(\.values.count).max() ?? 0
    let values = series.flatMap { $0.values.compactMap { $0 } }.filter(\.isFinite)
    guard !values.isEmpty else { return Draw.nothing(shape) }
    let isDirect = shape.isWide && series.count <= Self.direct
    let legend =
      isDirect
      ? Drawing(height: 0, marks: [])
      : Legend(entries, swatch: .line, shape: shape).draw(width: shape.width)
    let top = legend.height + ValueAxis.headroom(unit: unit)
    let bottom = top + (shape.isWide ? 220 : 160)
    let axis = ValueAxis(
      values: values, format: format, unit: unit, top: top, bottom: bottom, isWide: shape.isWide)
    let names = LineEnds(series.map(\.label), isShown: isDirect)
    let right = shape.width - names.room(swatches: true)
    let across = LinearScale(low: 0, high: Double(count - 1), start: axis.left, end: right)
    let runs = series.map { series in
      LineRuns(
        series.values.enumerated().map { index, value in
          value.flatMap { value in
            value.isFinite
              ? (x: across.position(Double(index)), y: axis.scale.position(value)) : nil
          }
        }, unfinished: unfinished)
    }
    var marks = legend.marks + axis.marks(to: right)
    marks += TickAxis.marks(
      ticks.filter { (0...Double(max(0, count - 1))).contains($0.position) }, y: bottom,
      within: 0...shape.width, place: { across.position($0) })
    // The first lie above the others.
    for (index, run) in runs.enumerated().reversed() { marks += run.lines(Self.className(index)) }
    marks += names.draw(
      ends: runs.map { $0.last?.y }, x: right + 8, within: top...bottom,
      swatches: series.indices.map(Self.className))
    return Drawing(height: bottom + 30, marks: marks)
  }

  private static func className(_ index: Int) -> String {
    index < coloured ? "l\(index)" : "was"
  }

  private var entries: [(className: String, label: String)] {
    let rest = series.count - Self.coloured
    return series.prefix(Self.coloured).enumerated().map { (Self.className($0), $1.label) }
      + (rest > 0 ? [("was", rest == 1 ? series[Self.coloured].label : "\(rest) others")] : [])
  }
}
