import Clickstream
import Markup

/// What the dashboards say of the visits of one segment.
struct SegmentAnswer: Sendable {
  let segment: Site.Segment
  let dashboards: [DashboardAnswer]

  /// The dashboards that can tell of a segment: they name nobody, and a panel binds it.
  static func dashboards(of all: [Dashboard]) -> [Dashboard] {
    all.filter { !$0.namesPersons && $0.panels.contains(where: \.bindsSegment) }
  }

  /// The page of a dashboard, from the folder of the site.
  static func path(_ segment: Site.Segment, _ dashboard: Dashboard) -> String {
    "segments/\(segment.name)/\(dashboard.name).html"
  }
}

/// Where a page stands among those of the segments, and the ways from it to the others.
struct SegmentLinks {
  /// The segment that the page is about; nil: all visits.
  let current: Site.Segment?
  let segments: [Site.Segment]
  let dashboard: Dashboard

  /// The way from the page to the folder of all sites.
  var root: String { current == nil ? "../" : "../../../" }

  /// What the page is about, where it is not about all visits.
  var kicker: Node {
    guard let current else { return .empty }
    return h(
      .p, [.class("when")],
      h(.strong, "Segment: ", .isolated(Label.clean(current.title))),
      " \u{b7} visits alone: ", .isolated(Label.clean(current.says, limit: 400)))
  }

  /// The same page of all visits, and of each segment.
  var node: Node {
    guard !segments.isEmpty else { return .empty }
    let folder = current == nil ? "" : "../../"
    let all = (
      title: "all visits", link: Link.page("\(folder)\(dashboard.name).html"),
      isCurrent: current == nil
    )
    let others = segments.map { segment in
      (
        title: segment.title, link: Link.page(folder + SegmentAnswer.path(segment, dashboard)),
        isCurrent: segment.name == current?.name
      )
    }
    let items: [Node] = ([all] + others).map { item in
      let name = Node.isolated(Label.clean(item.title))
      return item.isCurrent ? h(.strong, name) : h(.a, [.href(item.link)], name)
    }
    return h(
      .p, [.class("links")],
      ["This page of: "] + items.flatMap { [$0, " \u{b7} "] }.dropLast())
  }
}
