package import Clickstream

/// Joins new hits of a visitor with the sessions that are known, in any order of arrival.
///
/// It needs the known sessions only, not their hits, but in two cases. Where a joined chain grows
/// past 24 hours and a midnight now falls into a known session, it asks for that session's hits.
/// Where the profile cuts on campaigns or after so many actions, and a hit lies before the end of a
/// known session, what is cut after it may change: unless none of them names a campaign, it asks for
/// the whole days of the hits, which such a profile never lets sessions cross.
package struct Sessioniser: Sendable {
  package let rule: SessionRule

  package init(rule: SessionRule) { self.rule = rule }

  package enum Outcome: Equatable, Sendable {
    /// The sessions after, in order.
    case sessions([Session])
    /// The hits of these known sessions are needed, in place of the sessions.
    case needsHits(of: [Session])
    /// All hits of these whole days are needed, to be cut anew by `cut`.
    case needsDays(WholeDays)
  }

  /// - Parameters:
  ///   - known: stored sessions of the visitor that lie less than the longest silence away from any
  ///     new hit; more of them do no harm.
  ///   - hits: new hits (and those asked for), in any order.
  ///   - seal: hits of sessions that began before are gone: they are never asked for, and no such
  ///     session changes but by hits that follow it.
  package func join(
    known: [Session], hits: [SessionHit], sealedUntil seal: Instant? = nil
  ) -> Outcome {
    guard rule.cuts.isStateful else { return joinSummaries(known, hits, seal) }
    let known = known.sorted { $0.first < $1.first }
    let hits = hits.sorted { $0.moment < $1.moment }
    guard let first = hits.first?.moment.at, let last = hits.last?.moment.at else {
      return .sessions(known)
    }
    if known.allSatisfy({ $0.last.at < first }) { return .sessions(goOn(after: known, hits, seal)) }
    if known.allSatisfy(\.isPlain), hits.allSatisfy({ $0.campaign == 0 }),
      case .sessions(let joined) = joinSummaries(known, hits, seal),
      joined.allSatisfy({ $0.actions <= rule.cuts.actionLimit ?? .max })
    {
      return .sessions(joined)
    }
    return .needsDays(
      WholeDays(
        start: rule.midnight(before: first),
        end: rule.zone.start(of: rule.zone.day(of: last).advanced(byDays: 1))))
  }

  /// Cuts whole days anew, for a profile that cuts at each midnight.
  ///
  /// - Parameters:
  ///   - known: stored sessions that begin in the days or in the span to be read after them.
  ///   - hits: all hits of the visitor in the span to be read, in order.
  ///   - sealed: the last session in the span whose hits may be gone; it is not made anew.
  /// - Returns: what takes the place of the known sessions: beyond the days only what opened them
  ///   may be another thing.
  package func cut(
    _ days: WholeDays, known: [Session], hits: [SessionHit], after sealed: Session? = nil
  ) -> [Session] {
    let made = rule.sessions(
      of: hits.drop { hit in sealed.map { hit.moment <= $0.last } ?? false }, after: sealed)
    let after = known.filter { $0.first.at >= days.end }.map { session in
      var session = session
      let seen = made.first { $0.first == session.first }
      session.opening = seen?.opening ?? session.opening
      return session
    }
    return made.filter { $0.first.at >= days.start && $0.first.at < days.end } + after
  }

  /// Hits after all that is known: what cuts them is told by the last session.
  private func goOn(
    after known: [Session], _ hits: [SessionHit], _ seal: Instant?
  ) -> [Session] {
    var result = Array(known.dropLast())
    var cutter =
      known.last.map { SessionCutter(rule: rule, after: $0) } ?? SessionCutter(rule: rule)
    for hit in hits { cutter.add(hit) { result.append($0) } }
    cutter.finish { result.append($0) }
    // What nothing joined stays as it was judged.
    if let last = known.last, isSealed(last, seal), result[known.count - 1].hits == last.hits {
      result[known.count - 1] = last
    }
    return result
  }

  private func joinSummaries(
    _ known: [Session], _ hits: [SessionHit], _ seal: Instant?
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
      let isNewChain = item.first.at.microseconds(since: current.last.at) >= rule.cuts.silence
      if isNewChain { chain = item.opening == .midnight ? nil : item.first.at }
      if straddles(item, chain: chain, seal) { straddling.append(item) }
      if isNewChain {
        result.append(current)
        result.append(item)
      } else if rule.cuts(chain: chain, previous: current.last.at, next: item.first.at) {
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
      && rule.cuts(chain: chain, previous: item.first.at, next: item.last.at)
  }

  private func isSealed(_ session: Session, _ seal: Instant?) -> Bool {
    seal.map { session.first.at < $0 } ?? false
  }
}

extension Session {
  /// Whether neither a campaign nor the number of actions has cut at its start or cuts after it.
  fileprivate var isPlain: Bool { campaign == 0 && opening != .campaign && opening != .limit }
}
