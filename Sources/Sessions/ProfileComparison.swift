package import Clickstream

/// What another profile makes of the same ordered hits, and why.
///
/// The definitions of the one are turned into those of the other switch by switch, always in the same
/// order; what the figures change with a switch is what it causes. So the causes add up to the
/// difference, whatever the hits.
package struct ProfileComparison: Sendable {
  /// What one switch makes of the figures.
  package struct Cause: Hashable, Sendable {
    package let cause: Definitions.Switch
    /// Definitions before and after.
    package let old: Definitions
    package let new: Definitions
    package let difference: VisitFigures
  }

  private let zone: Zone
  private let behaviour: BehaviourRule
  private let period: Range<Instant>
  /// The definitions of the first, and those after each switch.
  private let definitions: [Definitions]
  private let switches: [Definitions.Switch]
  private var figures: [VisitFigures]

  /// - Parameters:
  ///   - period: visits count that begin in it.
  package init(
    from old: Profile, to new: Profile, zone: Zone, behaviour: BehaviourRule,
    period: Range<Instant>
  ) {
    let start = Definitions(old)
    let steps = start.steps(to: Definitions(new))
    self.zone = zone
    self.behaviour = behaviour
    self.period = period
    definitions = [start] + steps.map(\.definitions)
    switches = steps.map(\.cause)
    figures = definitions.map { _ in VisitFigures() }
  }

  /// Takes all hits of a visitor, in order, that are no longer than a pause away from the period or
  /// from hits that are.
  ///
  /// - Parameter isSpam: whether a session is no visit, for a forged referrer brought it.
  package mutating func add(
    _ hits: some Sequence<SessionHit>, isSpam: (Session) -> Bool = { _ in false }
  ) {
    let hits = Array(hits)
    var visits: [Session] = []
    var cuts: SessionCuts?
    for (index, step) in definitions.enumerated() {
      if step.cuts != cuts {
        cuts = step.cuts
        visits = SessionRule(zone: zone, behaviour: behaviour, cuts: step.cuts)
          .sessions(of: hits)
          .filter { period.contains($0.first.at) && $0.isVisit && !isSpam($0) }
      }
      figures[index].add(visits, by: step, zone: zone)
    }
  }

  package var old: VisitFigures { figures[0] }
  package var new: VisitFigures { figures[figures.count - 1] }
  package var difference: VisitFigures { new - old }

  package var causes: [Cause] {
    switches.indices.map { index in
      Cause(
        cause: switches[index], old: definitions[index], new: definitions[index + 1],
        difference: figures[index + 1] - figures[index])
    }
  }
}

extension ProfileComparison.Cause {
  /// What the switch does, in words that stand behind a number.
  package var sentence: String {
    switch cause {
    case .silence:
      old.cuts.silence < new.cuts.silence
        ? "a pause of \(pauses(old.cuts, new.cuts)) no longer opens a session"
        : "a pause of \(pauses(new.cuts, old.cuts)) opens a session"
    case .chain:
      new.cuts.isChainLimited
        ? "what goes on for 24 hours without a pause is cut at midnight"
        : "what goes on for 24 hours without a pause is no longer cut at midnight"
    case .midnight: new.cuts.isDaily ? "midnight ends a visit" : "midnight no longer ends a visit"
    case .campaign:
      new.cuts.tellsCampaigns
        ? "a new campaign opens a visit" : "a new campaign no longer opens a visit"
    case .limit:
      new.cuts.actionLimit == nil
        ? "10,000 actions no longer end a visit" : "10,000 actions end a visit"
    case .bounce: "bounces are told as \(new.bounces.title) tells them"
    case .noDuration:
      switch new.noDuration {
      case .none: "a visit lasts from its first hit to its last, whatever they are"
      case .oneAction: "a visit with one action lasts 0"
      case .bounce: "a bounce lasts 0"
      }
    case .addedDuration:
      new.addedDuration > 0
        ? "1 s is added to each visit that lasts at all" : "no second is added to a visit"
    case .visitors:
      new.sumsDailyVisitors
        ? "a visitor counts once for each day with a visit" : "a visitor counts once"
    }
  }

  /// The pauses that are told apart, the shorter least one first.
  private func pauses(_ less: SessionCuts, _ more: SessionCuts) -> String {
    let halfHour = Profile.footfall.cuts.silence
    let isFromHalf = less.silence == halfHour
    return more.silence == halfHour + 1
      ? "exactly 30 min" : "\(isFromHalf ? "30 min" : "more than 30 min") to 30 min 59 s"
  }
}
