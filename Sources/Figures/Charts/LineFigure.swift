import Markup

/// One quantity over time: the period as a line with a faint area, the compared period as a thin
/// quiet line, names at the ends of the lines.
package struct LineFigure: Chart, Sendable {
  /// A named row of values, one for each position; nil where nothing was measured.
  package struct Series: Sendable {
    package let label: String
    package let values: [Double?]

    package init(_ label: String, _ values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  /// A remark at the value of one position.
  package struct Note: Sendable {
    package let position: Int
    package let text: String

    package init(position: Int, text: String) {
      self.position = position
      self.text = text
    }
  }

  package let title: String
  package let summary: String
  package let period: Series
  package let compared: Series?
  package let ticks: [AxisTick]
  package let unit: String
  package let format: ValueFormat
  package let note: Note?
  /// How many of the last values belong to days that are not over; they are drawn dotted.
  package let unfinished: Int
  /// What happened, by positions.
  package var events: [AxisEvent] = []

  package init(
    title: String, summary: String, period: Series, compared: Series? = nil, ticks: [AxisTick],
    unit: String, format: ValueFormat = .count, note: Note? = nil, unfinished: Int = 0
  ) {
    self.title = title
    self.summary = summary
    self.period = period
    self.compared = compared
    self.ticks = ticks
    self.unit = unit
    self.format = format
    self.note = note
    self.unfinished = unfinished
  }

  private var series: [Series] { [period] + (compared.map { [$0] } ?? []) }

  package func draw(_ shape: Shape) -> Drawing {
    let count = series.map(\.values.count).max() ?? 0
    let values = series.flatMap { $0.values.compactMap { $0 } }.filter(\.isFinite)
    guard !values.isEmpty else { return Draw.nothing(shape) }

    let legend =
      shape.isWide
      ? Drawing(height: 0, marks: [])
      : Legend(legendEntries, swatch: .line, shape: shape).draw(width: shape.width)
    let top = legend.height + ValueAxis.headroom(unit: unit)
    let bottom = top + (shape.isWide ? 220 : 160)
    let axis = ValueAxis(
      values: values, format: format, unit: unit, top: top, bottom: bottom, isWide: shape.isWide)
    let names = LineEnds(series.map(\.label), isShown: shape.isWide)
    let right = shape.width - names.room()
    let across = LinearScale(
      low: 0, high: Double(count - 1), start: axis.left, end: right)
    let place = { (series: Series) in
      series.values.enumerated().map { index, value in
        value.flatMap { value in
          value.isFinite
            ? (x: across.position(Double(index)), y: axis.scale.position(value)) : nil
        }
      }
    }
    let now = LineRuns(place(period), unfinished: unfinished)
    let before = compared.map { LineRuns(place($0), unfinished: 0) }

    var marks = legend.marks
    marks += axis.marks(to: right)
    let placeOfTick = { across.position($0) }
    marks += TickAxis.marks(
      ticks.filter { (0...Double(max(0, count - 1))).contains($0.position) }, y: bottom,
      within: 0...shape.width, place: placeOfTick)
    let strip = EventStrip(events, within: axis.left...shape.width, place: placeOfTick)
    marks += strip.lines(from: top, to: bottom) + strip.numbers(below: bottom + 28)
    marks += before?.lines("was") ?? []
    marks += now.areas(to: axis.scale.position(0))
    marks += now.lines("now")
    marks += names.draw(
      ends: [now.last?.y, before?.last?.y], x: right + 8, within: top...bottom)
    marks += noteMarks(
      now.points,
      avoiding: [now, before].compactMap { $0 }.flatMap { $0.samples }
        + strip.points(from: top, to: bottom), axis.left...right, top...bottom)
    return Drawing(height: bottom + 30 + strip.height, marks: marks)
  }

  private var legendEntries: [(className: String, label: String)] {
    compared.map { [("now", period.label), ("was", $0.label)] } ?? []
  }

  private func noteMarks(
    _ points: [LineRuns.Point?], avoiding others: [LineRuns.Point], _ bounds: ClosedRange<Double>,
    _ heights: ClosedRange<Double>
  ) -> [Node] {
    guard let note, points.indices.contains(note.position), let point = points[note.position] else {
      return []
    }
    let placed = LineNote(note.text, at: point, within: bounds, heights: heights)
      .best(avoiding: others)
    return [Draw.dot("dot", x: point.x, y: point.y, radius: 3.5), placed]
  }
}
