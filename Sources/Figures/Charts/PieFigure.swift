import Markup

/// A ring or a disc of at most six parts, the largest first from twelve o'clock, with names and
/// shares beside it; the total stands in the middle of the ring, else below the names.
package struct PieFigure: Chart, Sendable {
  package struct Slice: Sendable {
    package let label: String
    package let value: Double

    package init(_ label: String, _ value: Double) {
      self.label = label
      self.value = value
    }
  }

  package static let most = 6
  private static let radius = 76.0
  private static let hole = 46.0

  package let title: String
  package let summary: String
  /// The slices as drawn: sorted, the small ones folded into `other`, which comes last.
  package let slices: [Slice]
  package let unit: String
  package let format: ValueFormat
  /// Whether it is a ring.
  package let hasHole: Bool
  private let total: Double

  /// Slices in any order; those that are not above zero are left out.
  package init(
    title: String, summary: String, slices: [Slice], unit: String, format: ValueFormat = .count,
    hasHole: Bool = true
  ) {
    self.hasHole = hasHole
    self.title = title
    self.summary = summary
    self.slices = Self.folded(slices.filter { $0.value.isFinite && $0.value > 0 })
    self.unit = unit
    self.format = format
    total = self.slices.reduce(0) { $0 + $1.value }
  }

  private static func folded(_ slices: [Slice]) -> [Slice] {
    let named = slices.filter { $0.label != "other" }
      .sorted { ($1.value, $0.label) < ($0.value, $1.label) }
    let other = slices.filter { $0.label == "other" }.reduce(0) { $0 + $1.value }
    if other == 0, named.count <= most { return named }
    if named.count < most { return named + [Slice("other", other)] }
    let rest = named[(most - 1)...].reduce(other) { $0 + $1.value }
    return named.prefix(most - 1) + [Slice("other", rest)]
  }

  package func draw(_ shape: Shape) -> Drawing {
    guard total > 0 else { return Draw.nothing(shape) }
    let rows = slices.map { slice in
      (label: Label.clean(slice.label), share: Number.percent(slice.value / total))
    }
    let besideRing = 2 * Self.radius + 34
    let widest = rows.map { TextStyle.direct.width(of: $0.label) }.max() ?? 0
    let shares = rows.map { TextStyle.direct.width(of: $0.share) }.max() ?? 0
    let needed = 20 + widest + 14 + shares
    let isBeside = besideRing + needed <= shape.width
    let key = Key(
      left: isBeside ? besideRing : 0,
      right: isBeside ? min(shape.width, besideRing + max(needed, 150)) : shape.width,
      shares: shares)
    let ringHeight = 2 * Self.radius + 8
    let keyHeight = Key.pitch * Double(rows.count + (hasHole ? 0 : 1))
    let keyTop = isBeside ? max(4, (ringHeight - keyHeight) / 2) : ringHeight + 10
    let center = (
      x: isBeside ? Self.radius + 4 : shape.width / 2, y: Self.radius + 4
    )
    var marks = ring(center) + (hasHole ? middle(center) : []) + key.draw(rows, top: keyTop)
    if !hasHole {
      let whole = TextStyle.tick.fit(
        "\(format.text(total)) \(Label.clean(unit, limit: 60))", room: key.right - key.left)
      let y = keyTop + Key.pitch * (Double(rows.count) + 0.5) + 4.5
      marks.append(Draw.text(whole, x: key.left, y: y, .tick))
    }
    return Drawing(height: max(ringHeight, keyTop + keyHeight), marks: marks)
  }

  private func ring(_ center: (x: Double, y: Double)) -> [Node] {
    var turned = 0.0
    return slices.enumerated().map { index, slice in
      let from = turned
      turned = index + 1 == slices.count ? 1 : turned + slice.value / total
      let sector = RingSector(
        from: from, to: turned, center: center, radius: Self.radius,
        hole: hasHole ? Self.hole : 0)
      return Draw.path("slice \(Self.colour(index, slice))", sector.path)
    }
  }

  private func middle(_ center: (x: Double, y: Double)) -> [Node] {
    let room = 2 * Self.hole - 12
    let whole = format.text(total)
    let number = TextStyle.middle.width(of: whole) <= room ? whole : format.label(total)
    return [
      Draw.text(
        TextStyle.middle.fit(number, room: room), x: center.x, y: center.y + 3,
        .middle, .middle),
      Draw.text(
        TextStyle.tick.fit(Label.clean(unit), room: room), x: center.x, y: center.y + 20, .tick,
        .middle),
    ]
  }

  /// The colour of a slice: grey is kept for `other`.
  private static func colour(_ index: Int, _ slice: Slice) -> String {
    slice.label == "other" ? "c5" : "c\(index)"
  }

  /// Names and shares with a swatch before each.
  private struct Key {
    static let pitch = 25.0
    let left: Double
    let right: Double
    let shares: Double

    func draw(_ rows: [(label: String, share: String)], top: Double) -> [Node] {
      rows.enumerated().flatMap { index, row in
        let y = top + Self.pitch * (Double(index) + 0.5)
        let label = TextStyle.direct.fit(row.label, room: right - left - 20 - 14 - shares)
        let className = row.label == "other" ? "c5" : "c\(index)"
        return [
          Draw.rect(className, x: left, y: y - 6, width: 12, height: 12, radius: 2),
          Draw.text(label, x: left + 20, y: y + 4.5, .direct),
          Draw.text(row.share, x: right, y: y + 4.5, .direct, .end),
        ]
      }
    }
  }
}
