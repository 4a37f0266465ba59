package import Markup

/// Goals with what is, what is wanted, and a bar for how much of the way is gone.
package struct GoalTable: Sendable {
  package struct Row: Sendable {
    package let want: String
    /// For whom; empty where nobody is named.
    package let audience: String
    package let link: Link
    package let actual: Double?
    package let target: Double
    package let format: ValueFormat
    /// Whether at most the target is wanted.
    package let isLimit: Bool
    /// From 0 to 1; nil where that cannot be said.
    package let progress: Double?
    package let isReached: Bool
    package let standing: String

    package init(
      want: String, audience: String, link: Link, actual: Double?, target: Double,
      format: ValueFormat, isLimit: Bool, progress: Double?, isReached: Bool, standing: String
    ) {
      self.want = want
      self.audience = audience
      self.link = link
      self.actual = actual
      self.target = target
      self.format = format
      self.isLimit = isLimit
      self.progress = progress
      self.isReached = isReached
      self.standing = standing
    }
  }

  package let caption: String
  package let rows: [Row]

  package init(caption: String, rows: [Row]) {
    self.caption = caption
    self.rows = rows
  }

  package func markup() -> Node {
    let headings = [
      h(.th, [.init(.scope, "col")], "Goal"),
      h(.th, [.init(.scope, "col"), .class("num")], "Is"),
      h(.th, [.init(.scope, "col"), .class("num")], "Wanted"),
      h(.td, [.class("share")], []),
      h(.th, [.init(.scope, "col")], "Standing"),
    ]
    return h(
      .table, [.class("rank goals")],
      h(.caption, .text(Label.clean(caption))),
      h(.thead, h(.tr, headings)),
      h(.tbody, rows.map(row)))
  }

  private func row(_ row: Row) -> Node {
    var name = [Cell.link(row.want, row.link).node(row.format)]
    if !row.audience.isEmpty { name.append(h(.small, .text(Label.clean(row.audience)))) }
    let target = (row.isLimit ? "at most " : "") + row.format.text(row.target)
    return h(
      .tr,
      h(.th, [.init(.scope, "row")], name),
      h(.td, [.class("num")], .text(row.actual.map { row.format.text($0) } ?? "–")),
      h(.td, [.class("num")], .text(target)),
      h(.td, [.class("share")], bar(row)),
      h(.td, .text(Label.clean(row.standing))))
  }

  /// The way gone, on a rail whose end is the target; the words beside it say the same.
  private func bar(_ row: Row) -> Node {
    h(
      .svg,
      [
        .class(row.isReached ? "bar reached" : "bar"), .init(.viewBox, "0 0 200 12"),
        .init(.preserveAspectRatio, "none"), .init(.ariaHidden, "true"),
      ],
      h(
        .rect,
        [.class("rail"), .init(.width, 200), .init(.height, 12)], []),
      h(.rect, [.init(.width, 200 * min(1, max(0, row.progress ?? 0))), .init(.height, 12)], []))
  }
}
