package import Clickstream

/// How each profile measures a visit; `footfall.is_bounce`, `footfall.action_count` and
/// `footfall.visit_seconds` say the same in the database, and a test holds both together.
extension Profile {
  /// Which visits last no time, whatever lies between their hits.
  package enum NoDuration: Hashable, Sendable {
    case none, oneAction, bounce
  }

  /// What counts as an action.
  package func actions(_ visit: VisitMeasures) -> Int32 {
    switch self {
    case .matomo:
      visit.pages + visit.downloads + visit.interactiveEvents + visit.silentEvents
    case .footfall, .ga4, .plausible:
      visit.pages + visit.downloads + visit.submissions + visit.interactiveEvents
    }
  }

  /// Whether the visitor went again at once.
  package func isBounce(_ visit: VisitMeasures) -> Bool {
    switch self {
    case .footfall, .plausible:
      visit.pages < 2 && visit.downloads + visit.submissions + visit.interactiveEvents == 0
    case .matomo: actions(visit) < 2
    case .ga4: !isEngaged(visit)
    }
  }

  /// Whether the visitor stayed, or did something.
  package func isEngaged(_ visit: VisitMeasures) -> Bool {
    switch self {
    case .footfall, .matomo, .plausible: return !isBounce(visit)
    case .ga4:
      let seconds = visit.engagementSeconds ?? Double(visit.span) / 1e6
      return seconds > 10 || visit.pages >= 2 || visit.submissions > 0
    }
  }

  package var noDuration: NoDuration {
    switch self {
    case .footfall, .ga4: .none
    case .matomo: .oneAction
    case .plausible: .bounce
    }
  }

  /// What is added to the time of visits that last any, in microseconds.
  package var addedDuration: Int64 { self == .matomo ? Instant.microsecondsPerSecond : 0 }

  /// How long the visit lasted, in microseconds.
  package func duration(_ visit: VisitMeasures) -> Int64 {
    switch noDuration {
    case .none: visit.span + addedDuration
    case .oneAction: actions(visit) < 2 ? 0 : visit.span + addedDuration
    case .bounce: isBounce(visit) ? 0 : visit.span + addedDuration
    }
  }

  /// Whether visitors over several days are the sum of those of each day.
  package var sumsDailyVisitors: Bool { self == .plausible }
}
