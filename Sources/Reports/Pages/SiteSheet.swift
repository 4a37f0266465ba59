import Clickstream
import Settings

/// The questions about one site, and what becomes of their answers.
struct SiteSheet {
  let frame: SiteFrame
  /// Periods whose pages still tell what there is; they are not asked.
  let kept: [Period]
  private let main: Part
  private let segments: [(segment: Site.Segment, part: Part)]
  private let periods: [(period: Period, part: Part)]

  /// Dashboards whose panels are asked in the same way.
  private struct Part {
    let dashboards: [(dashboard: Dashboard, rows: [[PanelQuestion]])]

    init(
      _ dashboards: [Dashboard], _ site: Site, _ period: Period?, segment: String? = nil,
      where isAsked: (Panel) -> Bool = { _ in true }
    ) {
      self.dashboards = dashboards.map { dashboard in
        guard let period else { return (dashboard, []) }
        let rows = dashboard.rows.map { row in
          row.filter(isAsked).map {
            PanelQuestion(site: site, panel: $0, period: period, segment: segment)
          }
        }
        return (dashboard, rows.filter { !$0.isEmpty })
      }
    }

    var questions: [PanelQuestion] { dashboards.flatMap(\.rows).flatMap(\.self) }

    func answers(_ given: inout ArraySlice<PanelAnswer>) -> [DashboardAnswer] {
      dashboards.map { dashboard, rows in
        let answered = rows.map { row in
          defer { given = given.dropFirst(row.count) }
          return Array(given.prefix(row.count))
        }
        return DashboardAnswer(dashboard: dashboard, rows: answered)
      }
    }
  }

  /// - Parameter isKept: whether the pages of a period that is over tell what a digest says already.
  init(
    _ frame: SiteFrame, _ dashboards: [Dashboard], _ periods: [PagePeriod],
    isKept: (Period, _ digest: String) -> Bool
  ) {
    self.frame = frame
    let site = frame.site
    main = Part(dashboards, site, frame.period)
    segments = site.segments.map { segment in
      (
        segment,
        Part(
          SegmentAnswer.dashboards(of: dashboards), site, frame.period, segment: segment.name,
          where: \.bindsSegment)
      )
    }
    let others = frame.period?.others(periods) ?? []
    let old = others.filter { period in
      frame.digest(of: period).map { isKept(period, $0) } ?? false
    }
    kept = old
    let names = Set(old.map(\.name))
    self.periods = others.filter { !names.contains($0.name) }.map { period in
      (
        period,
        Part(PeriodAnswer.dashboards(of: dashboards), site, period, where: \.bindsPeriod)
      )
    }
  }

  var questions: [PanelQuestion] {
    main.questions + segments.flatMap(\.part.questions) + periods.flatMap(\.part.questions)
  }

  /// Takes the answers to the questions, in their order, from the beginning of those given.
  func answer(_ given: inout ArraySlice<PanelAnswer>) -> SiteAnswer {
    let dashboards = main.answers(&given)
    let segments = segments.map {
      SegmentAnswer(segment: $0.segment, dashboards: $0.part.answers(&given))
    }
    let periods = periods.map {
      PeriodAnswer(
        period: $0.period, digest: frame.digest(of: $0.period),
        dashboards: $0.part.answers(&given))
    }
    return SiteAnswer(
      frame: frame, dashboards: dashboards, segments: segments, periods: periods, kept: kept)
  }
}
