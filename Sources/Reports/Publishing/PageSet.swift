import Clickstream
import Figures
import Settings
import Warehouse

/// Makes a document (PDF) of the page that lies at a path.
package typealias PagePrinter = @Sendable (_ page: String) async throws -> [UInt8]

/// The two folders of pages that a report writes: those to publish and those that name persons.
struct PageSet {
  private var open: OutputFolder
  private var persons: OutputFolder
  private var kept: KeptPeriods?
  /// Where the pages of runs before go.
  private let runs: KeptRuns

  /// - Parameters:
  ///   - keepsDays: How many days the pages of runs before are kept; those that name persons never are.
  ///   - now: The clock, in a zone, for those days.
  init(
    output: String, personsOutput: String, keepsDays: Int, now: Instant, zone: Zone
  ) throws(ReportError) {
    open = try OutputFolder(output, linksUnchanged: keepsDays > 0)
    do {
      runs = try KeptRuns(besides: open.path, days: keepsDays, now: now, zone: zone)
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

  /// Which pages of periods that are over may stay as they are: those that these dashboards made.
  mutating func kept(
    of library: DashboardLibrary, sites: [Site], periods: [PagePeriod]
  ) -> KeptPeriods {
    let key = KeptPeriods.key(library, sites, periods)
    let kept = KeptPeriods(open.text(of: KeptPeriods.file), key: key)
    self.kept = kept
    return kept
  }

  /// Writes all pages; of sites that have no answer in this run the old pages are kept.
  mutating func write(
    _ answers: [SiteAnswer], sites: [Site], library: DashboardLibrary, strategy: Strategy?
  ) throws(ReportError) {
    try Self.write(answers, sites, library, strategy, kept, namingPersons: false, to: &open)
    try Self.write(answers, sites, library, strategy, kept, namingPersons: true, to: &persons)
  }

  private static func write(
    _ answers: [SiteAnswer], _ sites: [Site], _ library: DashboardLibrary,
    _ strategy: Strategy?, _ kept: KeptPeriods?, namingPersons: Bool, to folder: inout OutputFolder
  ) throws(ReportError) {
    let dashboards = library.dashboards.filter { $0.namesPersons == namingPersons }
    var entries: [IndexPage.Entry] = []
    var periods: [KeptPeriods.Entry] = []
    for site in sites {
      guard let answer = answers.first(where: { $0.site.name == site.name }) else {
        if try folder.keep(site: site.name) {
          periods += kept?.entries(ofSite: site.name) ?? []
          entries.append(.init(site: site, period: nil, sentences: [], isFresh: false))
        }
        continue
      }
      let site = answer.site
      let shown = answer.dashboards.filter { $0.dashboard.namesPersons == namingPersons }
      let goals = answer.goals(of: strategy)
      for (place, dashboard) in shown.enumerated() {
        let first = place == 0
        var page = DashboardPage(
          site: site, period: answer.period, balance: answer.frame.balance,
          backlog: answer.frame.backlog, answer: dashboard,
          pages: namingPersons ? answer.pages : [:],
          goals: first && !namingPersons ? goals : [],
          siblings: dashboards, others: answer.otherPeriods)
        try write(page, of: nil, to: &folder)
        if first, !namingPersons {
          page.isAlone = true
          let file = DashboardPage.mailFile(of: dashboard.dashboard)
          try folder.write(page.html, to: "\(site.name)/\(file)")
        }
      }
      if !namingPersons {
        try write(answer.segments, of: answer, to: &folder)
        periods += try write(answer.periods, of: answer, dashboards, to: &folder)
      }
      if namingPersons {
        for record in answer.frame.persons {
          let page = PersonPage(site: site, record: record, siblings: dashboards)
          try folder.update(page.html, at: "\(site.name)/\(PersonPage.name(of: record.person))")
        }
        for vendor in answer.frame.vendors {
          let page = VendorPage(
            site: site, record: vendor.record, person: vendor.person, siblings: dashboards)
          try folder.update(
            page.html, at: "\(site.name)/\(VendorPage.name(of: vendor.record.id))")
        }
        if !answer.frame.diary.isEmpty {
          try folder.update(DiaryCalendar(answer.frame.diary).text, at: "\(site.name)/diary.ics")
        }
      }
      entries.append(
        .init(
          site: site, period: answer.period, sentences: shown.first?.sentences ?? [],
          isFresh: true, hasDiary: namingPersons && !answer.frame.diary.isEmpty))
    }
    let index = IndexPage(entries: entries, dashboards: dashboards, namesPersons: namingPersons)
    try folder.write(index.html, to: "index.html")
    try folder.write(Stylesheet.css, to: "style.css")
    if let kept, !namingPersons {
      try folder.write(kept.with(periods).text, to: KeptPeriods.file)
    }
  }

  /// The pages of segments, each in a folder of its own below that of the site.
  private static func write(
    _ segments: [SegmentAnswer], of answer: SiteAnswer, to folder: inout OutputFolder
  ) throws(ReportError) {
    for segment in segments {
      for told in segment.dashboards {
        let page = DashboardPage(
          site: answer.site, period: answer.period, balance: answer.frame.balance,
          backlog: answer.frame.backlog, answer: told,
          siblings: segment.dashboards.map(\.dashboard),
          segment: segment.segment)
        let path = SegmentAnswer.path(segment.segment, told.dashboard)
        try folder.write(page.html, to: "\(answer.site.name)/\(path)")
      }
    }
  }

  /// The pages of other periods, each in a folder of its own below that of the site; those that still
  /// tell what there is are taken over.
  ///
  /// - Returns: what is to be known of those that are over.
  private static func write(
    _ periods: [PeriodAnswer], of answer: SiteAnswer, _ dashboards: [Dashboard],
    to folder: inout OutputFolder
  ) throws(ReportError) -> [KeptPeriods.Entry] {
    let site = answer.site
    var entries: [KeptPeriods.Entry] = []
    for period in answer.kept {
      guard let name = period.name.folder, let digest = answer.frame.digest(of: period) else {
        continue
      }
      _ = try folder.keep(site: site.name, folder: name)
      entries.append(.init(site: site.name, folder: name, digest: digest))
    }
    for told in periods {
      guard let name = told.period.name.folder else { continue }
      for dashboard in told.dashboards {
        let page = DashboardPage(
          site: site, period: told.period, balance: answer.frame.balance,
          backlog: answer.frame.backlog, answer: dashboard,
          siblings: told.dashboards.map(\.dashboard), others: answer.otherPeriods)
        try write(page, of: told.period.name, to: &folder)
      }
      if let digest = told.digest {
        entries.append(.init(site: site.name, folder: name, digest: digest))
      }
    }
    if !answer.otherPeriods.isEmpty {
      let page = PeriodsPage(site: site, dashboards: dashboards, periods: answer.otherPeriods)
      try folder.write(page.html, to: "\(site.name)/\(PeriodsPage.file)")
    }
    return entries
  }

  /// A page, and what lies beside it.
  private static func write(
    _ page: DashboardPage, of period: PeriodName?, to folder: inout OutputFolder
  ) throws(ReportError) {
    let place = page.site.name + (period?.folder.map { "/\($0)" } ?? "")
    try folder.write(page.html, to: "\(place)/\(page.answer.dashboard.name).html")
    for file in page.files { try folder.update(file.text, at: "\(place)/\(file.path)") }
  }

  /// Adds the first page of each site as a document, where it has one.
  ///
  /// - Parameter print: Makes a document of the page that lies at a path.
  /// - Returns: what could not be printed, in words.
  mutating func write(
    documentsOf answers: [SiteAnswer], print: PagePrinter
  ) async throws -> [String] {
    var failures: [String] = []
    for answer in answers where answer.period != nil {
      guard let first = answer.dashboards.first(where: { !$0.dashboard.namesPersons }) else {
        continue
      }
      let stem = "\(answer.site.name)/\(first.dashboard.name)"
      do {
        let document = try await print(open.place(of: "\(stem).html"))
        try open.write(document, to: "\(stem).pdf")
      } catch let error as ReportError {
        throw error
      } catch let error as CancellationError {
        throw error
      } catch {
        failures.append("\(stem).pdf was not written: \(error)")
      }
    }
    return failures
  }

  /// Puts both sets in place: that of the persons first, for the other is the one that is read.
  ///
  /// - Returns: what else was to be done and was not, in words.
  func publish() throws(ReportError) -> [String] {
    try persons.publish()
    let failure = try open.publish(keeping: runs)
    return [failure.map { "the pages of the run before were not kept: \($0)" }].compactMap(\.self)
  }

  func discard() {
    open.discard()
    persons.discard()
  }
}
