import Clickstream
import Markup

/// The first page: the sites with what happened there, and where to read on.
struct IndexPage {
  /// A site with its headline, where the run made its pages.
  struct Entry {
    let site: Site
    let period: Period?
    let sentences: [Sentence]
    let isFresh: Bool
    /// Whether the diary lies there for calendars.
    var hasDiary = false
  }

  let entries: [Entry]
  let dashboards: [Dashboard]
  let namesPersons: Bool

  var html: String {
    Page(
      title: namesPersons ? "Persons" : "Footfall",
      owner: namesPersons ? "Persons: not for publishing" : "Footfall",
      home: nil,
      navigation: [],
      stylesheet: .page("style.css"),
      main: entries.count == 1 ? entries.map(alone).flatMap { $0 } : several,
      footer: [h(.p, "Pages of Footfall: they need no network and no script.")]
    ).html
  }

  private var several: [Node] {
    [h(.h1, "\(entries.count) sites")]
      + entries.map { entry in
        h(
          .section, [.id(entry.site.name)],
          [h(.h2, title(entry))] + when(entry) + sentence(entry) + [links(entry)])
      }
  }

  private func alone(_ entry: Entry) -> [Node] {
    when(entry)
      + [
        h(.h1, title(entry)),
        h(.div, sentence(entry)),
        h(.section, h(.h2, "Dashboards"), links(entry)),
      ]
  }

  private func title(_ entry: Entry) -> Node { .isolated(Label.clean(entry.site.title)) }

  private func when(_ entry: Entry) -> [Node] {
    entry.period.map { [PeriodLine($0, site: entry.site).node] } ?? []
  }

  private func sentence(_ entry: Entry) -> [Node] {
    if !entry.sentences.isEmpty {
      let nodes: [Node] = Array(entry.sentences.map { [$0.node, " "] }.joined().dropLast())
      return [h(.p, [.class("lead")], nodes)]
    }
    guard entry.isFresh, entry.period == nil else { return [] }
    return [
      h(
        .p, [.class("lead")], "No data yet. Load what the web server has written: ",
        h(.code, "footfall ingest /var/log/nginx/access.log*"))
    ]
  }

  private func links(_ entry: Entry) -> Node {
    h(
      .dl, [.class("contents")],
      dashboards.flatMap { dashboard in
        let link = Link.page("\(entry.site.name)/\(dashboard.name).html")
        return [
          h(.dt, h(.a, [.href(link)], .text(Label.clean(dashboard.title)))),
          h(.dd, .text(Label.clean(dashboard.introduction, limit: 400))),
        ]
      } + (entry.hasDiary ? diary(entry) : []))
  }

  private func diary(_ entry: Entry) -> [Node] {
    [
      h(.dt, h(.a, [.href(.page("\(entry.site.name)/diary.ics"))], "Diary for calendars")),
      h(.dd, "What is due within a year, as a file that calendars read."),
    ]
  }
}
