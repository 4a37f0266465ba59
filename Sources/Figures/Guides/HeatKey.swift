import Markup

/// What the colours of a heat map mean: zero, the least and the largest, and what is missing.
struct HeatKey {
  let scale: HeatScale
  let format: ValueFormat
  let unit: String
  let hasMissing: Bool
  /// What an empty cell without hatching says, where there is one.
  var open: String?
  /// What else is to be known of the cells.
  var remark: String?

  private var zero: String { format.label(0) }
  private var least: String { scale.least.map { format.label($0) } ?? "" }
  private var largest: String {
    let unit = Label.clean(unit, limit: 40)
    return scale.largest.map { "\(format.label($0)) \(unit)" } ?? unit
  }
  private var steps: ClosedRange<Int> { scale.largest == nil ? 0...0 : 0...6 }
  private static let missing = "no data"

  /// The key below a table.
  var paragraph: Node {
    var parts: [Node] = []
    for step in steps {
      if step == 0 { parts.append(h(.span, .text(zero))) }
      if step == 1 { parts.append(h(.span, .text(least == largest ? "" : least))) }
      parts.append(h(.i, [.class("q\(step)")]))
    }
    parts.append(h(.span, .text(largest)))
    if hasMissing {
      parts.append(h(.span, [.class("pair")], h(.i, [.class("none")]), .text(Self.missing)))
    }
    if let open {
      parts.append(h(.span, [.class("pair")], h(.i, [.class("soon")]), .text(open)))
    }
    if let remark { parts.append(h(.span, .text(remark))) }
    return h(.p, [.class("key")], parts)
  }

  /// The key inside a picture, in one row, or two where one is too narrow.
  func draw(left: Double, top: Double, width: Double) -> Drawing {
    var marks: [Node] = []
    var x = left
    var y = top + 12
    func say(_ text: String) {
      let fitted = TextStyle.tick.fit(text, room: width - left)
      let needed = TextStyle.tick.width(of: fitted)
      if x + needed > width {
        x = left
        y += 20
      }
      marks.append(Draw.text(fitted, x: x, y: y, .tick))
      x += needed + 6
    }
    for step in steps {
      if step == 0 { say(zero) }
      if step == 1 { say(least) }
      marks.append(
        Draw.rect("day q\(step)", x: x, y: y - 10, width: 14, height: 11, radius: 2))
      x += step == 0 ? 28 : step == 6 ? 20 : 17
    }
    if steps.upperBound == 0 { x -= 8 }
    say(largest)
    if hasMissing {
      x += 12
      if x + 20 + TextStyle.tick.width(of: Self.missing) > width {
        x = left
        y += 20
      }
      marks.append(Draw.rect("day none", x: x, y: y - 10, width: 14, height: 11, radius: 2))
      marks.append(Draw.path("hatch", "M\(Number.svg(x + 2)) \(Number.svg(y - 1))l10 -7"))
      x += 20
      say(Self.missing)
    }
    return Drawing(height: y - top + 8, marks: marks)
  }
}
