import Markup

/// The points of one series, parted where a value is missing.
struct LineRuns {
  typealias Point = (x: Double, y: Double)

  /// A point for each position; nil where nothing was measured.
  let points: [Point?]
  private let finished: [[Point]]
  private let unfinished: [Point]

  init(_ points: [Point?], unfinished count: Int) {
    self.points = points
    let tail = min(max(0, count), points.count)
    let head = points.dropLast(tail)
    finished = head.split { $0 == nil }.map { $0.compactMap { $0 } }
    let joint = (head.last ?? nil).map { [$0] } ?? []
    unfinished = tail == 0 ? [] : joint + points.suffix(tail).compactMap { $0 }
  }

  /// The last point there is.
  var last: Point? { points.last { $0 != nil } ?? nil }

  /// Lines, and a dot for each point that stands alone.
  func lines(_ className: String) -> [Node] {
    var marks = finished.map { run in
      run.count == 1
        ? Draw.dot("\(className) alone", x: run[0].x, y: run[0].y, radius: 2.5)
        : Draw.path(className, Draw.line(run))
    }
    if unfinished.count > 1 {
      marks.append(Draw.path("\(className) open", Draw.line(unfinished)))
    }
    if unfinished.count == 1 {
      marks.append(
        Draw.dot("\(className) alone", x: unfinished[0].x, y: unfinished[0].y, radius: 2.5))
    }
    return marks
  }

  /// The areas between the finished lines and the height of zero.
  func areas(to zero: Double) -> [Node] {
    finished.filter { $0.count > 1 }.map { run in
      let foot = Number.svg(zero)
      return Draw.path(
        "area",
        Draw.line(run)
          + "L\(Number.svg(run[run.count - 1].x)) \(foot)L\(Number.svg(run[0].x)) \(foot)Z"
      )
    }
  }

  /// Points close together along the lines, by which a label can keep clear of them.
  var samples: [Point] {
    (finished + [unfinished]).flatMap { run in
      zip(run, run.dropFirst()).flatMap { from, to in
        (0...8).map { step in
          let part = Double(step) / 8
          return (x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part)
        }
      }
    }
  }
}
