package import Clickstream

/// Where sessions are cut, after the profile `footfall`.
///
/// A silence of 1,800 seconds or more opens a session. A chain of hits without such a silence that
/// has lasted 24 hours or more at a site-local midnight is cut there.
package struct SessionRule: Sendable {
  /// 1,800 seconds, in microseconds.
  package static let silence: Int64 = 1_800 * Instant.microsecondsPerSecond
  /// 24 hours, in microseconds.
  package static let chainLimit: Int64 = 86_400 * Instant.microsecondsPerSecond

  package let zone: Zone
  package let behaviour: BehaviourRule

  package init(zone: Zone, behaviour: BehaviourRule = BehaviourRule(Behaviour.allCases)) {
    self.zone = zone
    self.behaviour = behaviour
  }

  /// The local midnight that `instant` lies on or after.
  package func midnight(before instant: Instant) -> Instant {
    zone.start(of: zone.day(of: instant))
  }

  /// Whether a chain that began at `chain` is cut between `previous` and `next`, which follow each
  /// other in it.
  func cuts(chain: Instant, previous: Instant, next: Instant) -> Bool {
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
    var result = sealed.map { [$0] } ?? []
    var chain = Instant(microseconds: 0)
    if let sealed {
      // What a midnight opened goes on with a chain that was 24 hours old.
      let age = sealed.opening == .midnight ? Self.chainLimit : 0
      chain = Instant(microseconds: sealed.first.at.microseconds - age)
    }
    for hit in sorted {
      let at = hit.moment.at
      if let last = result.last, at.microseconds(since: last.last.at) < Self.silence {
        if cuts(chain: chain, previous: last.last.at, next: at) {
          result.append(Session(hit, opening: .midnight))
        } else {
          result[result.count - 1].join(Session(hit))
        }
      } else {
        chain = at
        result.append(Session(hit))
      }
    }
    return result.map { $0 == sealed ? $0 : $0.judged(by: behaviour) }
  }
}
