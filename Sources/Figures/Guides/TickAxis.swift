import Markup

/// A label that belongs to a place along an axis: for time, made where the calendar is known.
package struct AxisTick: Hashable, Sendable {
  /// The place, counted in items from 0.
  package let position: Double
  package let label: String

  package init(position: Double, label: String) {
    self.position = position
    self.label = label
  }
}

/// The lower axis: ticks that come ready-made, thinned until no label touches the next.
struct TickAxis {
  /// Marks and labels below `y`, for ticks at the places that `place` gives.
  static func marks(
    _ ticks: [AxisTick], y: Double, within bounds: ClosedRange<Double>, place: (Double) -> Double
  ) -> [Node] {
    thinned(ticks, within: bounds, place: place).flatMap { label in
      [
        Draw.vertical("grid", x: label.x, from: y, to: y + 5),
        Draw.text(label.text, x: label.middle, y: y + 20, .tick, .middle),
      ]
    }
  }

  struct Placed {
    let text: String
    /// The place of the tick, and the middle of its label, which keeps inside the picture.
    let x: Double
    let middle: Double
    let width: Double
  }

  /// Every tick, or every second, third …, such that the labels keep apart.
  static func thinned(
    _ ticks: [AxisTick], within bounds: ClosedRange<Double>, place: (Double) -> Double
  ) -> [Placed] {
    let room = bounds.upperBound - bounds.lowerBound
    let all = ticks.sorted { $0.position < $1.position }.map { tick in
      let text = TextStyle.tick.fit(Label.clean(tick.label), room: room)
      let width = TextStyle.tick.width(of: text)
      let x = place(tick.position)
      let middle = min(max(x, bounds.lowerBound + width / 2), bounds.upperBound - width / 2)
      return Placed(text: text, x: x, middle: middle, width: width)
    }
    var stride = 1
    while stride < all.count {
      let kept = every(stride, of: all)
      if zip(kept, kept.dropFirst()).allSatisfy({ left, right in
        left.middle + left.width / 2 + 8 <= right.middle - right.width / 2
      }) {
        return kept
      }
      stride += 1
    }
    return Array(all.prefix(1))
  }

  private static func every(_ stride: Int, of all: [Placed]) -> [Placed] {
    all.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }
}
