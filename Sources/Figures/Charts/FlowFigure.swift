import Markup

/// Where people go from where (Sankey): nodes in layers, ribbons as thick as the number on the way.
package struct FlowFigure: Chart, Sendable {
  package let title: String
  package let summary: String
  package let links: [FlowLayout.Link]
  package let unit: String
  package let format: ValueFormat

  package init(
    title: String, summary: String, links: [FlowLayout.Link], unit: String,
    format: ValueFormat = .count
  ) {
    self.title = title
    self.summary = summary
    self.links = links
    self.unit = unit
    self.format = format
  }

  private static let bar = 8.0

  package func draw(_ shape: Shape) -> Drawing {
    let layout = FlowLayout(
      links, most: shape.isWide ? 8 : 6, deepest: shape.isWide ? 5 : 3,
      height: shape.isWide ? 320 : 280)
    guard !layout.stops.isEmpty else { return Draw.nothing(shape) }
    let said = layout.stops.map { stop in
      (name: Label.clean(stop.name), value: format.label(stop.value))
    }
    // What stands in the last layer has its name beside it, so the plot ends before.
    let widest =
      zip(layout.stops, said).filter { $0.0.layer == layout.layers - 1 }.map {
        TextStyle.direct.width(of: "\($0.1.name) \($0.1.value)")
      }.max() ?? 0
    let margin = min(widest + 9, shape.width * (shape.isWide ? 0.22 : 0.3))
    let step = (shape.width - margin - Self.bar) / Double(max(1, layout.layers - 1))
    let room = min(260, step - Self.bar - 10)
    let top = 26.0
    let x = { (layer: Int) in Double(layer) * step }
    var marks = [
      Draw.text(
        TextStyle.tick.fit(remark(layout), room: shape.width), x: 0, y: 14, .tick)
    ]
    for ribbon in layout.ribbons {
      marks.append(
        Self.path(
          ribbon, from: x(layout.stops[ribbon.from].layer) + Self.bar,
          to: x(layout.stops[ribbon.to].layer), top: top))
    }
    for (stop, said) in zip(layout.stops, said) {
      marks.append(
        Draw.rect(
          "mark", x: x(stop.layer), y: top + stop.top, width: Self.bar,
          height: max(1, stop.height)))
      let isLast = stop.layer == layout.layers - 1
      let width = (isLast ? margin - 8 : room) - TextStyle.direct.width(of: " \(said.value)")
      let name = width > 20 ? TextStyle.direct.fit(said.name, room: width) : ""
      marks.append(
        Draw.text(
          name.isEmpty ? said.value : "\(name) \(said.value)", x: x(stop.layer) + Self.bar + 5,
          y: top + stop.top + stop.height / 2 + 4.5, .direct))
    }
    return Drawing(height: top + layout.height + 12, marks: marks)
  }

  private func remark(_ layout: FlowLayout) -> String {
    var parts = [Label.clean(unit, limit: 60)]
    if layout.cut.links > 0 {
      parts.append("\(format.label(layout.cut.value)) on ways that lead back are not drawn")
    }
    if layout.isShortened { parts.append("later steps are in the table") }
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private static func path(
    _ ribbon: FlowLayout.Ribbon, from left: Double, to right: Double, top: Double
  ) -> Node {
    let middle = Number.svg((left + right) / 2)
    let (x, end) = (Number.svg(left), Number.svg(right))
    func y(_ value: Double) -> String { Number.svg(top + value) }
    let (start, target) = (ribbon.start, ribbon.end)
    let width = max(0.5, ribbon.width)
    return Draw.path(
      "ribbon",
      "M\(x) \(y(start))C\(middle) \(y(start)) \(middle) \(y(target)) \(end) \(y(target))"
        + "V\(y(target + width))C\(middle) \(y(target + width)) \(middle) \(y(start + width)) "
        + "\(x) \(y(start + width))Z")
  }
}
