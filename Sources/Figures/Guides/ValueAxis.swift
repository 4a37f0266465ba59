import Markup

/// The upright axis: a scale, even and from zero unless otherwise wanted, grid lines, labels at the
/// left, the unit above.
struct ValueAxis {
  let scale: NumberScale
  let format: ValueFormat
  let unit: String
  /// The left edge of the plot, right of the labels.
  let left: Double
  private let labels: [String]

  /// An axis for `values` between two heights; `top` is above `bottom`.
  init(
    values: [Double], spread: Spread = .linear, format: ValueFormat, unit: String, top: Double,
    bottom: Double, isWide: Bool, isFree: Bool = false
  ) {
    scale = NumberScale(
      covering: values, spread: spread, start: bottom, end: top, count: isWide ? 5 : 3,
      format: format, isFree: isFree)
    self.format = format
    self.unit = NumberAxis.said(unit, scale.spread)
    let largest = max(abs(scale.low), abs(scale.high))
    labels = scale.ticks.map { format.label($0, largest: largest) }
    left = (labels.map { TextStyle.tick.width(of: $0) }.max() ?? 0).rounded(.up) + 8
  }

  /// The room above the plot that the unit takes.
  static func headroom(unit: String) -> Double { unit.isEmpty ? 10 : 28 }

  /// Grid lines to `right`, their labels and the unit.
  func marks(to right: Double) -> [Node] {
    var marks: [Node] = []
    for (value, label) in zip(scale.ticks, labels) {
      let y = scale.position(value)
      marks.append(
        Draw.horizontal(value == 0 ? "grid zero" : "grid", y: y, from: left, to: right))
      marks.append(Draw.text(label, x: left - 8, y: y + 4, .tick, .end))
    }
    if !unit.isEmpty {
      let text = TextStyle.tick.fit(Label.clean(unit), room: right)
      marks.append(Draw.text(text, x: 0, y: scale.end - 16, .tick))
    }
    return marks
  }
}
