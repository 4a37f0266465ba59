import Markup

/// The lower axis of numbers: faint lines up through the plot, labels that keep apart, the unit
/// below them.
struct NumberAxis {
  /// The room that it takes below the plot.
  static let room = 46.0

  /// The unit, and what is to be known of the steps.
  static func said(_ unit: String, _ spread: Spread) -> String {
    [Label.clean(unit, limit: 60), spread.remark].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  static func marks(
    _ scale: NumberScale, format: ValueFormat, unit: String, from top: Double, to bottom: Double,
    within bounds: ClosedRange<Double>
  ) -> [Node] {
    let largest = max(abs(scale.low), abs(scale.high))
    var marks = scale.ticks.map { value in
      Draw.vertical(
        value == 0 ? "grid zero" : "grid", x: scale.position(value), from: top, to: bottom + 4)
    }
    let ticks = scale.ticks.map {
      AxisTick(position: $0, label: format.label($0, largest: largest))
    }
    marks += TickAxis.thinned(ticks, within: bounds, place: scale.position).map { label in
      Draw.text(label.text, x: label.middle, y: bottom + 19, .tick, .middle)
    }
    let said = said(unit, scale.spread)
    if !said.isEmpty {
      let room = bounds.upperBound - bounds.lowerBound
      marks.append(
        Draw.text(
          TextStyle.tick.fit(said, room: room), x: bounds.upperBound, y: bottom + 38, .tick, .end))
    }
    return marks
  }
}
