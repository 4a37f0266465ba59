import Clickstream
import Figures
import Markup

/// The page of one dashboard of one site.
struct DashboardPage {
  let site: Site
  let period: Period?
  let balance: Balance
  let backlog: Backlog
  let answer: DashboardAnswer
  /// Pages of single persons and vendors beside this one, by whom they are about.
  var pages: [Int64: String] = [:]
  /// What the business wants, where the page opens with it.
  var goals: [GoalAnswer] = []
  /// The dashboards that the page leads to, itself among them.
  let siblings: [Dashboard]
  /// The segment that the page is about; nil: all visits.
  var segment: Site.Segment?

  var html: String {
    let dashboard = answer.dashboard
    return Page(
      title: ([dashboard.title] + [segment?.title, site.title].compactMap(\.self))
        .joined(separator: " · "),
      owner: site.title,
      home: .page("\(links.root)index.html"),
      navigation: siblings.map {
        .init(
          title: $0.title, link: .page("\($0.name).html"), isCurrent: $0.name == dashboard.name)
      },
      stylesheet: .page("\(links.root)style.css"),
      main: period.map(main) ?? NoData.main(title: dashboard.title),
      footer: FootNotes(
        site: site, period: period, balance: balance, definitions: definitions,
        namesPersons: dashboard.namesPersons, leavesOut: leavesOut
      ).nodes,
      language: site.language.hasPrefix("en") ? site.language : "en"
    ).html
  }

  private var links: SegmentLinks {
    let isTold = SegmentAnswer.dashboards(of: [answer.dashboard]).isEmpty == false
    return SegmentLinks(
      current: segment, segments: isTold ? site.segments : [], dashboard: answer.dashboard)
  }

  /// Whether panels are missing that cannot tell of a segment.
  private var leavesOut: Bool {
    segment != nil && answer.dashboard.panels.contains { !$0.bindsSegment }
  }

  private func main(_ period: Period) -> [Node] {
    let sentences = answer.sentences
    let headline = sentences.first?.node ?? .text(answer.dashboard.title)
    let rest = sentences.dropFirst().map(\.node)
    let lead = sentences.isEmpty ? [.text(answer.dashboard.introduction)] : rest
    let opening = [
      PeriodLine(period, site: site).node, links.kicker, h(.h1, headline), paragraph(lead),
      links.node, backlog.node,
      GoalsSection(goals: goals, period: period).node,
    ]
    return opening
      + answer.rows.map { row($0, period) }
  }

  private func paragraph(_ sentences: [Node]) -> Node {
    guard !sentences.isEmpty else { return .empty }
    return h(.p, [.class("lead")], sentences.flatMap { [$0, " "] }.dropLast())
  }

  private func row(_ answers: [PanelAnswer], _ period: Period) -> Node {
    let pictured = answers.filter { $0.panel.figure != .sentence }
    guard pictured.count > 1 else {
      return .fragment(pictured.map { section($0, period, size: .full) })
    }
    let isRing = pictured[0].panel.figure == .pie
    return h(
      .div, [.class(isRing ? "two" : "two even")],
      pictured.map { section($0, period, size: .half) })
  }

  private func section(_ answer: PanelAnswer, _ period: Period, size: FigureSize) -> Node {
    PanelSection(answer: answer, period: period, size: size, pages: pages).node
  }

  private var definitions: [Definition] {
    var seen: Set<String> = []
    return (answer.dashboard.definitions + answer.dashboard.panels.flatMap(\.definitions))
      .filter { seen.insert($0.term).inserted }
  }
}

/// Which days the page is about, against which, and how far the data reach.
struct PeriodLine {
  let node: Node

  init(_ period: Period, site: Site) {
    let compared =
      period.hasPrevious
      ? "against the \(period.days) days before\(period.isUnfinished ? ", up to the same hour" : "")"
      : "no data for the \(period.days) days before, so nothing to compare with"
    let reach = "data until \(DayText.minute(period.dataUntil, in: period.zone))"
    var parts = [compared, reach]
    if period.standingDay > period.zone.day(of: period.dataUntil) {
      parts.append("what is open and due as of \(DayText.full(period.standingDay))")
    }
    if period.isUnfinished { parts.append("the last day is not over") }
    parts.append("definitions: \(site.profile)")
    node = h(
      .p, [.class("when")],
      h(.strong, .text(DayText.range(period.from, period.lastDay))),
      .text(" " + parts.joined(separator: " · ")))
  }
}
