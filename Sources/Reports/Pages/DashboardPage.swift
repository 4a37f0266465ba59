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
  /// The periods that have pages of their own.
  var others: [Period] = []
  /// Whether it is one file by itself, to be sent by mail: it carries its style and leads nowhere.
  var isAlone = false

  /// The name of the file that a dashboard's page is as one by itself.
  static func mailFile(of dashboard: Dashboard) -> String { "\(dashboard.name)-mail.html" }

  var html: String {
    let dashboard = answer.dashboard
    return Page(
      title: ([dashboard.title] + [segment?.title, site.title].compactMap(\.self))
        .joined(separator: " · "),
      owner: site.title,
      home: isAlone ? nil : .page("\(root)index.html"),
      navigation: (isAlone ? [] : siblings).map {
        .init(
          title: $0.title, link: .page("\($0.name).html"), isCurrent: $0.name == dashboard.name)
      },
      stylesheet: isAlone ? nil : .page("\(root)style.css"),
      main: period.map(main) ?? NoData.main(title: dashboard.title),
      footer: FootNotes(
        site: site, period: period, balance: isOther ? nil : balance, definitions: definitions,
        namesPersons: dashboard.namesPersons, leavesOut: leavesOut, exports: exports
      ).nodes + (isAlone ? [whence] : []),
      language: site.language.hasPrefix("en") ? site.language : "en"
    ).html
  }

  /// Of which page it is a copy.
  private var whence: Node {
    h(
      .p,
      .text(
        "A copy, by itself, of the page \(site.name)/\(answer.dashboard.name).html among those that "
          + "Footfall wrote; the others are there."))
  }

  /// The way from the page to the folder of all sites.
  private var root: String { links.root + (isOther ? "../" : "") }

  /// Whether it is about another period than the first pages.
  private var isOther: Bool { segment == nil && period?.name.folder != nil }

  /// The folder with the rows of panels, beside the page; nil where there is none.
  private var exports: String? {
    segment == nil && !isAlone && answer.rows.joined().contains(where: \.isExported)
      ? answer.dashboard.name : nil
  }

  /// What lies beside the page: the rows of each panel for spreadsheets and programs, and its picture
  /// as a file that stands alone; by paths from the folder of the page.
  var files: [(path: String, text: String)] {
    guard let period, let exports else { return [] }
    return answer.rows.flatMap(\.self).filter(\.isExported).flatMap { answer in
      let rows = PanelExport(answer: answer, period: period, site: site)
      let picture = PanelSection(answer: answer, period: period, size: .full).picture
      return [("csv", rows.csv), ("json", rows.json), ("svg", picture)].compactMap { kind, text in
        text.map { ("\(exports)/\(answer.panel.name).\(kind)", $0) }
      }
    }
  }

  private var links: SegmentLinks {
    let isTold = !isOther && !isAlone && !SegmentAnswer.dashboards(of: [answer.dashboard]).isEmpty
    return SegmentLinks(
      current: segment, segments: isTold ? site.segments : [], dashboard: answer.dashboard)
  }

  /// Whether panels are missing that cannot tell of a segment.
  private var leavesOut: Bool {
    segment != nil && answer.dashboard.panels.contains { !$0.bindsSegment }
      || isOther && answer.dashboard.panels.contains { !$0.bindsPeriod }
  }

  private func main(_ period: Period) -> [Node] {
    let sentences = answer.sentences
    let headline = sentences.first?.node ?? .text(answer.dashboard.title)
    let rest = sentences.dropFirst().map(\.node)
    let lead = sentences.isEmpty ? [.text(answer.dashboard.introduction)] : rest
    let opening = [
      PeriodLine(period, site: site).node, links.kicker, h(.h1, headline), paragraph(lead),
      PeriodLinks(
        segment == nil && !isAlone ? period : nil, others: others, dashboard: answer.dashboard
      ).node,
      links.node, isOther ? .empty : backlog.node,
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
    let isRing = [.pie, .ring].contains(pictured[0].panel.figure)
    return h(
      .div, [.class(isRing ? "two" : "two even")],
      pictured.map { section($0, period, size: .half) })
  }

  private func section(_ answer: PanelAnswer, _ period: Period, size: FigureSize) -> Node {
    PanelSection(
      answer: answer, period: period, size: size, pages: pages, exports: exports,
      annotations: site.annotations
    ).node
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
      ? "against \(period.before)\(period.isUnfinished ? ", up to the same hour" : "")"
      : "no data for \(period.before), so nothing to compare with"
    var parts = [compared]
    if !period.isOver {
      parts.append("data until \(DayText.minute(period.dataUntil, in: period.zone))")
    }
    if !period.isOver, period.standingDay > period.zone.day(of: period.dataUntil) {
      parts.append("what is open and due as of \(DayText.full(period.standingDay))")
    }
    if period.isRunning { parts.append("\(period.title) is not over") }
    if period.isUnfinished { parts.append("the last day is not over") }
    parts.append("definitions: \(site.profile)")
    node = h(
      .p, [.class("when")],
      h(.strong, .text(DayText.range(period.from, period.lastDay))),
      .text(" " + parts.joined(separator: " · ")))
  }
}
