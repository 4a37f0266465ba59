package import Markup

/// Ranked names with their numbers and a bar beside each.
package struct RankTable: Sendable {
  package struct Row: Sendable {
    package let label: String
    package let link: Link?
    package let value: Double
    /// The change in words: `+14 %`, `new`; nil where nothing is known of it.
    package let change: String?
    /// What is wanted; nil where nothing is.
    package let target: Double?

    package init(
      _ label: String, link: Link? = nil, value: Double, change: String? = nil,
      target: Double? = nil
    ) {
      self.label = label
      self.link = link
      self.value = value
      self.change = change
      self.target = target.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  package let caption: String
  /// What the rows are, what is counted, and against what the change is.
  package let labelHeading: String
  package let valueHeading: String
  package let changeHeading: String?
  /// How the column of what is wanted is called; nil where there is none.
  package let targetHeading: String?
  package let rows: [Row]
  package let format: ValueFormat

  /// Rows in the order in which they are shown; without `changeHeading` there is no such column.
  package init(
    caption: String, labelHeading: String, valueHeading: String, changeHeading: String? = nil,
    targetHeading: String? = nil, rows: [Row], format: ValueFormat = .count
  ) {
    self.caption = caption
    self.labelHeading = labelHeading
    self.valueHeading = valueHeading
    self.changeHeading = changeHeading
    self.targetHeading = targetHeading
    self.rows = rows
    self.format = format
  }

  package func markup() -> Node {
    let wanted = targetHeading == nil ? [] : rows.compactMap(\.target)
    let largest = (rows.map(\.value) + wanted).filter(\.isFinite).max() ?? 0
    var headings = [
      h(.th, [.init(.scope, "col")], .text(Label.clean(labelHeading))),
      h(.th, [.init(.scope, "col"), .class("num")], .text(Label.clean(valueHeading))),
      h(.td, [.class("share")], []),
    ]
    for heading in [targetHeading, changeHeading].compactMap(\.self) {
      headings.append(h(.th, [.init(.scope, "col"), .class("num")], .text(Label.clean(heading))))
    }
    return h(
      .table, [.class("rank")],
      h(.caption, .text(Label.clean(caption))),
      h(.thead, h(.tr, headings)),
      h(.tbody, rows.map { row($0, largest: largest) }))
  }

  private func row(_ row: Row, largest: Double) -> Node {
    let name = row.link.map { Cell.link(row.label, $0) } ?? .text(row.label)
    var cells = [
      h(.th, [.init(.scope, "row")], name.node(format)),
      h(.td, [.class("num")], .text(format.text(row.value))),
      h(.td, [.class("share")], bar(row, largest: largest)),
    ]
    if targetHeading != nil {
      cells.append(h(.td, [.class("num")], .text(row.target.map { format.text($0) } ?? "–")))
    }
    if changeHeading != nil {
      cells.append(h(.td, [.class("num")], .text(Label.clean(row.change ?? "", limit: 40))))
    }
    return h(.tr, cells)
  }

  /// A bar without a name: the number beside it says the same; a line across it is the target.
  private func bar(_ row: Row, largest: Double) -> Node {
    func along(_ value: Double) -> Double {
      largest > 0 && value.isFinite ? 200 * min(1, max(0, value / largest)) : 0
    }
    var marks = [h(.rect, [.init(.width, along(row.value)), .init(.height, 12)], [])]
    if targetHeading != nil, let target = row.target {
      let x = min(195, max(4, along(target)))
      marks.append(Draw.rect("gap", x: x - 3, y: 0, width: 9, height: 12))
      marks.append(Draw.rect("target", x: x, y: 0, width: 4, height: 12))
    }
    return h(
      .svg,
      [
        .class("bar"), .init(.viewBox, "0 0 200 12"), .init(.preserveAspectRatio, "none"),
        .init(.ariaHidden, "true"),
      ], marks)
  }
}
