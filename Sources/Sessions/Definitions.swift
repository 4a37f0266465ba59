package import Clickstream

/// All definitions of a profile, switch by switch, so that one can be turned into another's in steps.
package struct Definitions: Hashable, Sendable {
  package var cuts: SessionCuts
  /// Whose rule tells bounces.
  package var bounces: Profile
  package var noDuration: Profile.NoDuration
  /// Added to the time of visits that last any, in microseconds.
  package var addedDuration: Int64
  package var sumsDailyVisitors: Bool
  /// Whose rule tells actions; no number but the durations depends on it.
  var actions: Profile

  package init(_ profile: Profile) {
    cuts = profile.cuts
    bounces = profile
    noDuration = profile.noDuration
    addedDuration = profile.addedDuration
    sumsDailyVisitors = profile.sumsDailyVisitors
    actions = profile
  }

  func duration(_ visit: VisitMeasures) -> Int64 {
    switch noDuration {
    case .none: visit.span + addedDuration
    case .oneAction: actions.actions(visit) < 2 ? 0 : visit.span + addedDuration
    case .bounce: bounces.isBounce(visit) ? 0 : visit.span + addedDuration
    }
  }

  /// One switch that two profiles may have in different positions.
  package enum Switch: String, CaseIterable, Sendable {
    case silence, chain, midnight, campaign, limit, bounce
    case noDuration = "no_duration"
    case addedDuration = "added_duration"
    case visitors

    fileprivate func set(_ definitions: inout Definitions, as other: Definitions) {
      switch self {
      case .silence: definitions.cuts.silence = other.cuts.silence
      case .chain: definitions.cuts.isChainLimited = other.cuts.isChainLimited
      case .midnight: definitions.cuts.isDaily = other.cuts.isDaily
      case .campaign: definitions.cuts.tellsCampaigns = other.cuts.tellsCampaigns
      case .limit: definitions.cuts.actionLimit = other.cuts.actionLimit
      case .bounce: definitions.bounces = other.bounces
      case .noDuration:
        definitions.noDuration = other.noDuration
        definitions.actions = other.actions
      case .addedDuration: definitions.addedDuration = other.addedDuration
      case .visitors: definitions.sumsDailyVisitors = other.sumsDailyVisitors
      }
    }
  }

  /// The switches in which another differs, in the order in which they are thrown, each with the
  /// definitions after it; after the last these are the other's.
  func steps(to other: Definitions) -> [(cause: Switch, definitions: Definitions)] {
    var steps: [(Switch, Definitions)] = []
    var current = self
    for cause in Switch.allCases {
      var next = current
      cause.set(&next, as: other)
      guard next != current else { continue }
      steps.append((cause, next))
      current = next
    }
    return steps
  }
}
