import Clickstream
import Markup

/// What the dashboards say of another period than that of the first pages.
struct PeriodAnswer: Sendable {
  let period: Period
  /// What its pages tell, in short; nil where the period is not over.
  let digest: String?
  let dashboards: [DashboardAnswer]

  /// The dashboards that tell of a period: they name nobody, and a panel is bound to its days.
  static func dashboards(of all: [Dashboard]) -> [Dashboard] {
    all.filter { !$0.namesPersons && $0.panels.contains(where: \.bindsPeriod) }
  }

  /// The page of a dashboard, from the folder of the site.
  static func path(_ period: PeriodName, _ dashboard: String) -> String {
    (period.folder.map { "\($0)/" } ?? "") + "\(dashboard).html"
  }
}

/// The ways from a page to those of the same dashboard for other periods.
struct PeriodLinks {
  let node: Node

  /// - Parameters:
  ///   - current: the period of the page; nil where it is about a segment.
  ///   - others: the periods that have pages of their own.
  init(_ current: Period?, others: [Period], dashboard: Dashboard) {
    guard let current, !others.isEmpty, !PeriodAnswer.dashboards(of: [dashboard]).isEmpty else {
      node = .empty
      return
    }
    let root = current.name.folder == nil ? "" : "../"
    let standard = PeriodName.last(PeriodChoice.standardDays)
    let lengths = others.compactMap { if case .last(let days) = $0.name { days } else { nil } }
    let items: [Node] = (lengths + [PeriodChoice.standardDays]).sorted().map { days in
      let name = PeriodName.last(days)
      let isCurrent = current.name == name || current.name == .chosen && name == standard
      let text = Node.text("\(days)")
      return isCurrent
        ? h(.strong, text)
        : h(.a, [.href(.page(root + PeriodAnswer.path(name, dashboard.name)))], text)
    }
    let months = h(
      .a, [.href(.page("\(root)\(PeriodsPage.file)", anchor: dashboard.name))], "other periods")
    node = h(
      .p, [.class("links")],
      ["The last "] + items.flatMap { [$0, " \u{b7} "] }.dropLast() + [" days; all ", months])
  }
}
