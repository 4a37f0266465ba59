import Markup

/// The same small picture for each of several names, all on one scale.
package struct MultiplesFigure: Chart, Sendable {
  package typealias Series = LineFigure.Series
  /// More than these cannot be compared at a glance.
  package static let most = 24

  package let title: String
  package let summary: String
  package let series: [Series]
  /// How many names beyond the most there are; it is said.
  private let hidden: Int
  /// What stands at the two ends of each time axis.
  package let from: String
  package let until: String
  package let unit: String
  package let format: ValueFormat
  package let unfinished: Int

  package init(
    title: String, summary: String, series: [Series], from: String, until: String, unit: String,
    format: ValueFormat = .count, unfinished: Int = 0
  ) {
    self.title = title
    self.summary = summary
    self.series = Array(series.prefix(Self.most))
    hidden = series.count - self.series.count
    self.from = from
    self.until = until
    self.unit = unit
    self.format = format
    self.unfinished = unfinished
  }

  package func draw(_ shape: Shape) -> Drawing {
    let values = series.flatMap { $0.values.compactMap { $0 } }.filter(\.isFinite)
    let count = series.map(\.values.count).max() ?? 0
    guard !values.isEmpty else { return Draw.nothing(shape) }
    let columns = shape.isWide ? min(4, series.count) : min(2, series.count)
    let band = BandScale(count: columns, start: 0, end: shape.width + 18, gap: 0)
    let width = min(band.step - 18, 320)
    let (plot, pitch) = (58.0, 108.0)
    let scale = LinearScale(
      covering: values, start: plot, end: 0, count: 2, format: format)
    let said =
      "\(Label.clean(unit, limit: 60)), each from \(format.label(scale.low, largest: scale.high)) "
      + "to \(format.label(scale.high))" + (hidden > 0 ? "; \(hidden) more are in the table" : "")
    var marks = [Draw.text(TextStyle.tick.fit(said, room: shape.width), x: 0, y: 14, .tick)]
    let ends = [from, until].map { TextStyle.tick.fit(Label.clean($0), room: width / 2 - 6) }
    let rows = (series.count + columns - 1) / columns
    for (index, series) in series.enumerated() {
      let left = band.position(index % columns)
      let top = 28 + pitch * Double(index / columns)
      let across = LinearScale(
        low: 0, high: Double(max(1, count - 1)), start: left + 2, end: left + width - 4)
      let points: [LineRuns.Point?] = series.values.enumerated().map { place, value in
        value.flatMap { value in
          value.isFinite
            ? (x: across.position(Double(place)), y: top + 22 + scale.position(value)) : nil
        }
      }
      let runs = LineRuns(points, unfinished: unfinished)
      let last = series.values.last { $0?.isFinite == true }.flatMap(\.self)
      let number = last.map { format.label($0) } ?? "no data"
      let room = width - TextStyle.tick.width(of: number) - 10
      marks.append(
        Draw.text(
          TextStyle.direct.fit(Label.clean(series.label), room: room), x: left, y: top + 14,
          .direct))
      marks.append(Draw.text(number, x: left + width, y: top + 14, .tick, .end))
      marks.append(
        Draw.horizontal("grid", y: top + 22, from: left, to: left + width))
      marks.append(
        Draw.horizontal(
          "grid zero", y: top + 22 + scale.position(0), from: left, to: left + width))
      marks += runs.areas(to: top + 22 + scale.position(0)) + runs.lines("now")
      if index / columns == rows - 1 || index + columns >= self.series.count {
        marks.append(Draw.text(ends[0], x: left, y: top + plot + 38, .tick))
        marks.append(Draw.text(ends[1], x: left + width, y: top + plot + 38, .tick, .end))
      }
    }
    return Drawing(height: 28 + pitch * Double(rows), marks: marks)
  }
}
