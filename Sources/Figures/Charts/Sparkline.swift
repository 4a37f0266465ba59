package import Markup

/// A line as small as a word: how a number came to be what it is.
package enum Sparkline {
  /// Values from a list as text, with commas or spaces between; what is no number is missing.
  package static func values(_ text: String) -> [Double?] {
    let isSpaced = !text.contains(",") && !text.contains(";")
    return text.split(omittingEmptySubsequences: isSpaced) {
      isSpaced ? $0 == " " : $0 == "," || $0 == ";"
    }
    .prefix(400)
    .map { part in
      let trimmed = part.filter { !$0.isWhitespace && $0 != "{" && $0 != "}" }
      return Double(trimmed).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// The line with a dot at its end, named for those who listen; the same elements whatever the
  /// values are.
  package static func node(_ values: [Double?], format: ValueFormat) -> Node {
    let (width, height) = (96.0, 22.0)
    let known = values.compactMap { $0 }.filter(\.isFinite)
    let (least, most) = (known.min() ?? 0, known.max() ?? 0)
    // From zero, but where all lie so far from it that the line would be flat.
    let foot = least > most / 2 ? least : min(0, least)
    let scale = LinearScale(low: foot, high: most, start: height - 3, end: 3)
    let across = LinearScale(
      low: 0, high: Double(max(1, values.count - 1)), start: 3, end: width - 4)
    var data = ""
    var last: (x: Double, y: Double)?
    var isApart = true
    for (index, value) in values.enumerated() {
      guard let value, value.isFinite else {
        isApart = true
        continue
      }
      let point = (x: across.position(Double(index)), y: scale.position(value))
      data += (isApart ? "M" : "L") + Number.svg(point.x) + " " + Number.svg(point.y)
      isApart = false
      last = point
    }
    let said =
      known.isEmpty
      ? "no data"
      : "from \(format.label(known[0])) to \(format.label(known[known.count - 1])), "
        + "at most \(format.label(most))"
    return h(
      .svg,
      [
        .class("spark"), .init(.viewBox, "0 0 \(Number.svg(width)) \(Number.svg(height))"),
        .init(.role, "img"), .init(.ariaLabel, said),
      ],
      Draw.path("now", data.isEmpty ? "M0 0" : data),
      Draw.dot("dot", x: last?.x ?? 0, y: last?.y ?? 0, radius: last == nil ? 0 : 2.5))
  }
}
