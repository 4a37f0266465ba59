import Clickstream
import Markup

/// The page of a site that leads to each dashboard in each month and year.
struct PeriodsPage {
  let site: Site
  let dashboards: [Dashboard]
  let periods: [Period]

  static let file = "periods.html"

  var html: String {
    let told = PeriodAnswer.dashboards(of: dashboards)
    return Page(
      title: "Months and years · \(site.title)", owner: site.title, home: .page("../index.html"),
      navigation: dashboards.map {
        .init(title: $0.title, link: .page("\($0.name).html"), isCurrent: false)
      },
      stylesheet: .page("../style.css"),
      main: [
        h(.h1, "Months and years"),
        h(
          .p, [.class("lead")],
          .text(
            "Each dashboard in each month and year that has data, at an address that stays. A month "
              + "or year that is not over is told up to the newest day.")),
      ] + told.map(section),
      footer: [
        h(.p, "Months that are over are written anew only where what they tell has changed.")
      ]
    ).html
  }

  private func section(_ dashboard: Dashboard) -> Node {
    let years = Dictionary(grouping: periods) { $0.from.civil.year }
    return h(
      .section, [.id(dashboard.name)],
      h(.h2, .text(Label.clean(dashboard.title))),
      h(
        .dl, [.class("contents")],
        years.keys.sorted(by: >).flatMap { year in
          [
            h(
              .dt,
              years[year]?.first { $0.name == .year(year) }.map { link($0, dashboard) } ?? .empty),
            h(
              .dd,
              (years[year] ?? []).filter { $0.name != .year(year) }
                .flatMap { [link($0, dashboard), " "] }.dropLast()),
          ]
        }))
  }

  private func link(_ period: Period, _ dashboard: Dashboard) -> Node {
    let title: String =
      if case .month(let year, let month) = period.name {
        String(DayText.month(year, month).dropLast(5))
      } else {
        period.title
      }
    return h(
      .a, [.href(.page(PeriodAnswer.path(period.name, dashboard.name)))],
      .text(title + (period.isRunning ? " so far" : "")))
  }
}
