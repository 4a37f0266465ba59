import Markup

/// A part of a ring, or of a disc where the hole is nothing, from one share of the turn to another, clockwise from twelve o'clock.
struct RingSector {
  let from: Double
  let to: Double
  let center: (x: Double, y: Double)
  let radius: Double
  let hole: Double

  /// The outline as the data of a path.
  var path: String {
    guard to - from < 0.9999 else { return wholeRing }
    let large = to - from > 0.5 ? 1 : 0
    guard hole > 0 else {
      return "M\(Number.svg(center.x)) \(Number.svg(center.y))L\(point(from, radius))"
        + "A\(arc(radius)) 0 \(large) 1 \(point(to, radius))Z"
    }
    return "M\(point(from, radius))A\(arc(radius)) 0 \(large) 1 \(point(to, radius))"
      + "L\(point(to, hole))A\(arc(hole)) 0 \(large) 0 \(point(from, hole))Z"
  }

  /// Two half turns outside and two the other way inside: one arc cannot end where it began.
  private var wholeRing: String {
    "M\(point(0, radius))A\(arc(radius)) 0 1 1 \(point(0.5, radius))"
      + "A\(arc(radius)) 0 1 1 \(point(0, radius))Z"
      + (hole > 0 ? wholeHole : "")
  }

  private var wholeHole: String {
    "M\(point(0, hole))A\(arc(hole)) 0 1 0 \(point(0.5, hole))"
      + "A\(arc(hole)) 0 1 0 \(point(0, hole))Z"
  }

  private func arc(_ radius: Double) -> String {
    "\(Number.svg(radius)) \(Number.svg(radius))"
  }

  private func point(_ turn: Double, _ radius: Double) -> String {
    let x = center.x + radius * Self.sine(turn)
    let y = center.y - radius * Self.sine(turn + 0.25)
    return "\(Number.svg(x)) \(Number.svg(y))"
  }

  /// The sine of a part of a turn by its series, so that pictures are equal on every machine.
  private static func sine(_ turn: Double) -> Double {
    let angle = (turn - turn.rounded()) * 2 * Double.pi
    var term = angle
    var sum = angle
    for step in 1...14 {
      term *= -angle * angle / Double(2 * step * (2 * step + 1))
      sum += term
    }
    return sum
  }
}
