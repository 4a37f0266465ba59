package import Clickstream

/// How the hits of a site's visitors become sessions: where they are cut, by the midnights of which
/// zone, and what shows that a visitor is no person.
///
/// Hits of one instant are never parted: sessions of a visitor lie apart in time.
package struct SessionRule: Sendable {
  /// 24 hours, in microseconds.
  package static let chainLimit: Int64 = 86_400 * Instant.microsecondsPerSecond

  package let zone: Zone
  package let behaviour: BehaviourRule
  package let cuts: SessionCuts

  package init(
    zone: Zone, behaviour: BehaviourRule = BehaviourRule(Behaviour.allCases),
    cuts: SessionCuts = Profile.footfall.cuts
  ) {
    self.zone = zone
    self.behaviour = behaviour
    self.cuts = cuts
  }

  /// The local midnight that `instant` lies on or after.
  package func midnight(before instant: Instant) -> Instant {
    zone.start(of: zone.day(of: instant))
  }

  /// Whether a midnight cuts between `previous` and `next`, which follow each other in a chain that
  /// began at `chain`; nil: 24 hours before or earlier.
  func cuts(chain: Instant?, previous: Instant, next: Instant) -> Bool {
    if cuts.isDaily { return previous < midnight(before: next) }
    guard cuts.isChainLimited else { return false }
    guard let chain else { return previous < midnight(before: next) }
    guard next.microseconds(since: chain) >= Self.chainLimit else { return false }
    let midnight = midnight(before: next)
    return previous < midnight && midnight.microseconds(since: chain) >= Self.chainLimit
  }

  /// The reference: sessions of one visitor's hits, all at once, in the order of their moments.
  ///
  /// - Parameter sealed: a session that came before them and is not made anew, whose hits are gone;
  ///   it is the first that is returned.
  package func sessions(
    of sorted: some Sequence<SessionHit>, after sealed: Session? = nil
  ) -> [Session] {
    var result: [Session] = []
    var cutter =
      sealed.map { SessionCutter(rule: self, after: $0) } ?? SessionCutter(rule: self)
    for hit in sorted { cutter.add(hit) { result.append($0) } }
    cutter.finish { result.append($0) }
    // What nothing joined stays as it was judged.
    if let sealed, result.first?.hits == sealed.hits { result[0] = sealed }
    return result
  }
}
