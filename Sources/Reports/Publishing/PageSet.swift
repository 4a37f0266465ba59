import Clickstream
import Figures
import Warehouse

/// The two folders of pages that a report writes: those to publish and those that name persons.
struct PageSet {
  private var open: OutputFolder
  private var persons: OutputFolder

  init(output: String, personsOutput: String) throws(ReportError) {
    open = try OutputFolder(output)
    do {
      persons = try OutputFolder(personsOutput, isPrivate: true)
    } catch {
      open.discard()
      throw error
    }
  }

  var index: String { "\(open.path)/index.html" }
  var personsIndex: String { "\(persons.path)/index.html" }
  var count: Int { open.pages + persons.pages }
  var bytes: Int { open.bytes + persons.bytes }

  /// Writes all pages; of sites that have no answer in this run the old pages are kept.
  mutating func write(
    _ answers: [SiteAnswer], sites: [Site], library: DashboardLibrary, strategy: Strategy?
  ) throws(ReportError) {
    try Self.write(answers, sites, library, strategy, namingPersons: false, to: &open)
    try Self.write(answers, sites, library, strategy, namingPersons: true, to: &persons)
  }

  private static func write(
    _ answers: [SiteAnswer], _ sites: [Site], _ library: DashboardLibrary,
    _ strategy: Strategy?, namingPersons: Bool, to folder: inout OutputFolder
  ) throws(ReportError) {
    let dashboards = library.dashboards.filter { $0.namesPersons == namingPersons }
    var entries: [IndexPage.Entry] = []
    for site in sites {
      guard let answer = answers.first(where: { $0.site.name == site.name }) else {
        if try folder.keep(site: site.name) {
          entries.append(.init(site: site, period: nil, sentences: [], isFresh: false))
        }
        continue
      }
      let site = answer.site
      let shown = answer.dashboards.filter { $0.dashboard.namesPersons == namingPersons }
      let goals = answer.goals(of: strategy)
      for (place, dashboard) in shown.enumerated() {
        let first = place == 0
        let page = DashboardPage(
          site: site, period: answer.period, balance: answer.balance, backlog: answer.backlog,
          answer: dashboard, pages: namingPersons ? answer.pages : [:],
          goals: first && !namingPersons ? goals : [],
          siblings: dashboards)
        try folder.write(page.html, to: "\(site.name)/\(dashboard.dashboard.name).html")
      }
      if !namingPersons { try write(answer.segments, of: answer, to: &folder) }
      if namingPersons {
        for record in answer.persons {
          let page = PersonPage(site: site, record: record, siblings: dashboards)
          try folder.update(page.html, at: "\(site.name)/\(PersonPage.name(of: record.person))")
        }
        for vendor in answer.vendors {
          let page = VendorPage(
            site: site, record: vendor.record, person: vendor.person, siblings: dashboards)
          try folder.update(
            page.html, at: "\(site.name)/\(VendorPage.name(of: vendor.record.id))")
        }
        if !answer.diary.isEmpty {
          try folder.update(DiaryCalendar(answer.diary).text, at: "\(site.name)/diary.ics")
        }
      }
      entries.append(
        .init(
          site: site, period: answer.period, sentences: shown.first?.sentences ?? [],
          isFresh: true, hasDiary: namingPersons && !answer.diary.isEmpty))
    }
    let index = IndexPage(entries: entries, dashboards: dashboards, namesPersons: namingPersons)
    try folder.write(index.html, to: "index.html")
    try folder.write(Stylesheet.css, to: "style.css")
  }

  /// The pages of segments, each in a folder of its own below that of the site.
  private static func write(
    _ segments: [SegmentAnswer], of answer: SiteAnswer, to folder: inout OutputFolder
  ) throws(ReportError) {
    for segment in segments {
      for told in segment.dashboards {
        let page = DashboardPage(
          site: answer.site, period: answer.period, balance: answer.balance,
          backlog: answer.backlog, answer: told, siblings: segment.dashboards.map(\.dashboard),
          segment: segment.segment)
        let path = SegmentAnswer.path(segment.segment, told.dashboard)
        try folder.write(page.html, to: "\(answer.site.name)/\(path)")
      }
    }
  }

  /// Puts both sets in place: that of the persons first, for the other is the one that is read.
  func publish() throws(ReportError) {
    try persons.publish()
    try open.publish()
  }

  func discard() {
    open.discard()
    persons.discard()
  }
}
