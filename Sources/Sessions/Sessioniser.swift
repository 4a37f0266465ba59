package import Clickstream

/// Joins new hits of a visitor with the sessions that are known, in any order of arrival.
///
/// It needs the known sessions only, not their hits, but where a joined chain grows past 24 hours
/// and a midnight now falls into a known session: then it asks for that session's hits.
package struct Sessioniser: Sendable {
  package let rule: SessionRule

  package init(rule: SessionRule) { self.rule = rule }

  package enum Outcome: Equatable, Sendable {
    /// The sessions after, in order.
    case sessions([Session])
    /// The hits of these known sessions are needed, in place of the sessions.
    case needsHits(of: [Session])
  }

  /// - Parameters:
  ///   - known: stored sessions of the visitor that lie less than the silence away from any new
  ///     hit; more of them do no harm.
  ///   - hits: new hits (and those asked for), in any order.
  ///   - seal: hits of sessions that began before are gone: they are never asked for, and no such
  ///     session changes but by hits that follow it.
  package func join(
    known: [Session], hits: [SessionHit], sealedUntil seal: Instant? = nil
  ) -> Outcome {
    // One hit is a session of its own; a stored one comes with what opened it.
    var items = known
    items.reserveCapacity(known.count + hits.count)
    for hit in hits { items.append(Session(hit)) }
    items.sort { ($0.first, $0.last) < ($1.first, $1.last) }

    var result: [Session] = []
    var straddling: [Session] = []
    // Start of the chain in hand: nil once it is known to be older than 24 hours.
    var chain: Instant?
    for item in items {
      guard var current = result.popLast() else {
        chain = item.opening == .midnight ? nil : item.first.at
        if straddles(item, chain: chain, seal) { straddling.append(item) }
        result.append(item)
        continue
      }
      let isNewChain = item.first.at.microseconds(since: current.last.at) >= SessionRule.silence
      if isNewChain { chain = item.opening == .midnight ? nil : item.first.at }
      if straddles(item, chain: chain, seal) { straddling.append(item) }
      if isNewChain {
        result.append(current)
        result.append(item)
      } else if cuts(chain: chain, previous: current.last.at, next: item.first.at) {
        result.append(current)
        var opened = item
        opened.opening = .midnight
        result.append(opened)
      } else {
        current.join(item)
        result.append(current)
      }
    }
    guard straddling.isEmpty else { return .needsHits(of: straddling) }
    return .sessions(
      result.map { session in
        isSealed(session, seal) && known.contains(session)
          ? session : session.judged(by: rule.behaviour)
      })
  }

  /// Whether a midnight at which the chain is cut falls into the item.
  private func straddles(_ item: Session, chain: Instant?, _ seal: Instant?) -> Bool {
    item.hits > 1 && !isSealed(item, seal)
      && cuts(chain: chain, previous: item.first.at, next: item.last.at)
  }

  private func isSealed(_ session: Session, _ seal: Instant?) -> Bool {
    seal.map { session.first.at < $0 } ?? false
  }

  private func cuts(chain: Instant?, previous: Instant, next: Instant) -> Bool {
    guard let chain else { return previous < rule.midnight(before: next) }
    return rule.cuts(chain: chain, previous: previous, next: next)
  }
}
