import Markup

/// The tree of a site as boxes within boxes: how large says how much, the colour how many of a
/// hundred, or how long.
package struct TreemapFigure: Chart, Sendable {
  package struct Item: Sendable {
    /// The names from the outermost group to the item.
    package let path: [String]
    /// The name in full, for the tip.
    package let name: String
    package let size: Double
    /// What colours it; nil where it is not known.
    package let value: Double?

    package init(path: [String], name: String, size: Double, value: Double?) {
      self.path = path
      self.name = name
      self.size = size.isFinite ? max(0, size) : 0
      self.value = value.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  package let title: String
  package let summary: String
  package let items: [Item]
  /// What the size counts and in what format; then the same of the colour.
  package let sizeUnit: String
  package let sizeFormat: ValueFormat
  package let unit: String
  package let format: ValueFormat
  private let tree: TreemapTree
  private let scale: HeatScale

  /// Items of any order; of more than `most` the smallest are one box, `other`.
  package init(
    title: String, summary: String, items: [Item], sizeUnit: String,
    sizeFormat: ValueFormat = .count, unit: String, format: ValueFormat = .share, most: Int = 60
  ) {
    self.title = title
    self.summary = summary
    self.items = Self.folded(items.filter { $0.size > 0 }, most: max(1, most))
    self.sizeUnit = sizeUnit
    self.sizeFormat = sizeFormat
    self.unit = unit
    self.format = format
    tree = TreemapTree(self.items)
    scale = HeatScale(self.items.compactMap(\.value))
  }

  private static func folded(_ items: [Item], most: Int) -> [Item] {
    let sorted = items.enumerated().sorted {
      ($1.element.size, $0.offset) < ($0.element.size, $1.offset)
    }.map(\.element)
    guard sorted.count > most else { return sorted }
    let rest = sorted[(most - 1)...]
    let name = "\(rest.count) others"
    let size = rest.reduce(0) { $0 + $1.size }
    return sorted.prefix(most - 1) + [Item(path: [name], name: name, size: size, value: nil)]
  }

  package func draw(_ shape: Shape) -> Drawing {
    guard !items.isEmpty else { return Draw.nothing(shape) }
    let said = [("size", sizeUnit), ("colour", unit)].map {
      "\($0.0): \(Label.clean($0.1, limit: 60))"
    }.joined(separator: ", ")
    var marks = [Draw.text(TextStyle.tick.fit(said, room: shape.width), x: 0, y: 14, .tick)]
    let whole = Box(x: 0, y: 24, width: shape.width, height: shape.isWide ? 400 : 380)
    draw(tree.root, in: whole, to: &marks)
    let key = HeatKey(
      scale: scale, format: format, unit: unit, hasMissing: items.contains { $0.value == nil })
    let drawn = key.draw(left: 0, top: whole.bottom + 8, width: shape.width)
    return Drawing(height: whole.bottom + 8 + drawn.height, marks: marks + drawn.marks)
  }

  private func draw(_ group: TreemapTree.Group, in box: Box, to marks: inout [Node]) {
    for (part, place) in zip(group.parts, Squarified.boxes(group.parts.map(\.size), in: box)) {
      switch part.part {
      case .item(let index):
        draw(items[index], name: group.name(of: items[index]), in: place, to: &marks)
      case .group(let inner):
        let hasHead = place.height >= 50 && place.width >= 40
        let inside = place.inset(
          by: min(2, place.width / 8, place.height / 8), top: hasHead ? 17 : 0)
        marks.append(
          Draw.rect(
            "group", x: place.x + 0.5, y: place.y + 0.5, width: place.width - 1,
            height: place.height - 1))
        if hasHead {
          let text = Self.fit(inner.label, room: place.width - 12)
          marks.append(Draw.text(text, x: place.x + 6, y: place.y + 14, .tick))
        }
        draw(inner, in: inside, to: &marks)
      }
    }
  }

  private func draw(_ item: Item, name: String, in box: Box, to marks: inout [Node]) {
    let cell = box.inset(by: min(1, box.width / 8, box.height / 8))
    let className = scale.className(item.value)
    marks.append(
      Draw.rect(
        "cell \(className)", x: cell.x, y: cell.y, width: cell.width, height: cell.height,
        title: tip(item)))
    if item.value == nil {
      marks.append(
        Draw.path(
          "hatch",
          "M\(Number.svg(cell.x)) \(Number.svg(cell.bottom))"
            + "L\(Number.svg(cell.right)) \(Number.svg(cell.y))"))
    }
    guard cell.width >= 34, cell.height >= 20 else { return }
    let ink = item.value == nil ? "" : " on\(scale.step(item.value ?? 0))"
    let text = Self.fit(name, room: cell.width - 10)
    marks.append(
      h(
        .text,
        [.class("tick\(ink)"), .init(.x, cell.x + 5), .init(.y, cell.y + 15)], .text(text)))
    guard cell.height >= 38 else { return }
    let number = item.value.map { format.label($0) } ?? "no data"
    let isFitting = TextStyle.tick.width(of: number) <= cell.width - 10
    marks.append(
      h(
        .text,
        [.class("tick\(ink)"), .init(.x, cell.x + 5), .init(.y, cell.y + 31)],
        .text(isFitting ? number : "")))
  }

  private func tip(_ item: Item) -> String {
    let value = item.value.map { "\(format.text($0)) \(Label.clean(unit, limit: 60))" } ?? "no data"
    return "\(Label.clean(item.name)): \(sizeFormat.text(item.size)) "
      + "\(Label.clean(sizeUnit, limit: 60)), \(value)"
  }

  /// The text as far as it fits; nothing rather than a letter and dots.
  private static func fit(_ text: String, room: Double) -> String {
    let fitted = TextStyle.tick.fit(Label.clean(text), room: room)
    return fitted.hasSuffix("…") && fitted.count < 4 ? "" : fitted
  }
}
