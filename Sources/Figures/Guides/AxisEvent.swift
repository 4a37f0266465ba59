import Markup

/// Something that happened along an axis, by the number under which it is told below the picture.
package struct AxisEvent: Hashable, Sendable {
  package let number: Int
  /// Where it began and ended, counted in items from 0; one item where they are the same.
  package let start: Double
  package let end: Double

  package init(number: Int, start: Double, end: Double) {
    self.number = number
    self.start = start
    self.end = max(start, end)
  }
}

/// Numbers below an axis, each under its place, in as many lines as keep them apart.
struct EventStrip {
  private struct Placed {
    let text: String
    let x: Double
    let middle: Double
    /// The end of the bar of one that lasted.
    let until: Double?
    let line: Int
  }

  private static let lineHeight = 20.0
  private static let apart = 6.0
  private let placed: [Placed]

  init(_ events: [AxisEvent], within bounds: ClosedRange<Double>, place: (Double) -> Double) {
    var ends: [Double] = []
    placed = events.sorted { ($0.start, $0.number) < ($1.start, $1.number) }.map { event in
      let text = "\(event.number)"
      let half = TextStyle.note.width(of: text) / 2
      let x = min(max(place(event.start), bounds.lowerBound), bounds.upperBound)
      let middle = min(max(x, bounds.lowerBound + half), bounds.upperBound - half)
      let until = event.end > event.start ? min(place(event.end), bounds.upperBound) : nil
      let left = middle - half
      let line = ends.firstIndex { $0 + Self.apart <= left } ?? ends.count
      if line == ends.count { ends.append(0) }
      ends[line] = max(middle + half, until ?? 0)
      return Placed(text: text, x: x, middle: middle, until: until, line: line)
    }
  }

  /// The height that the numbers take.
  var height: Double {
    Self.lineHeight * Double((placed.map(\.line).max() ?? -1) + 1)
  }

  /// The numbers below `y`.
  func numbers(below y: Double) -> [Node] {
    placed.flatMap { event in
      let foot = y + Self.lineHeight * Double(event.line)
      let number = Draw.text(event.text, x: event.middle, y: foot + 12, .note, .middle)
      guard let until = event.until, until > event.x else { return [number] }
      return [number, Draw.horizontal("lasted", y: foot + 17, from: event.x, to: until)]
    }
  }

  /// Points of those lines, for what is to keep off them.
  func points(from top: Double, to bottom: Double) -> [LineRuns.Point] {
    Set(placed.map(\.x)).flatMap { x in
      stride(from: top, through: bottom, by: 4).map { (x: x, y: $0) }
    }
  }

  /// A line for each across the plot.
  func lines(from top: Double, to bottom: Double) -> [Node] {
    placed.map { Draw.vertical("event", x: $0.x, from: top, to: bottom) }
  }
}
