import Clickstream

/// Cuts the hits of one visitor into sessions, hit by hit in the order of their moments.
package struct SessionCutter {
  private let rule: SessionRule
  /// The session in hand, without the hits of the instant in hand.
  private var current: Session?
  /// The first hit of the chain in hand.
  private var chain: Instant?
  /// Hits of the newest instant, where they must be known together.
  private var instant: [SessionHit] = []

  package init(rule: SessionRule) { self.rule = rule }

  /// Goes on after a session all of whose hits lie before those to come.
  init(rule: SessionRule, after session: Session) {
    self.rule = rule
    current = session
    chain = session.opening == .midnight ? nil : session.first.at
  }

  /// Takes the next hit; hands over the session that it ends.
  package mutating func add(_ hit: SessionHit, _ ended: (Session) -> Void) {
    guard rule.cuts.isStateful else {
      take(hit, ended)
      return
    }
    if let first = instant.first, first.moment.at < hit.moment.at { takeInstant(ended) }
    instant.append(hit)
  }

  /// Hands over what is left.
  package mutating func finish(_ ended: (Session) -> Void) {
    takeInstant(ended)
    if let current { ended(current.judged(by: rule.behaviour)) }
    current = nil
  }

  private mutating func take(_ hit: SessionHit, _ ended: (Session) -> Void) {
    if let last = current?.last.at, let opening = cut(between: last, and: hit.moment.at) {
      open(Session(hit, opening: opening), ended)
    } else {
      join(hit)
    }
  }

  /// Takes the hits of an instant, which belong to one session.
  private mutating func takeInstant(_ ended: (Session) -> Void) {
    guard let first = instant.first else { return }
    // Of several in one instant the least, whatever files the lines were dealt to.
    let campaign = instant.lazy.map(\.campaign).filter { $0 != 0 }.min() ?? 0
    if let session = current {
      var opening = cut(between: session.last.at, and: first.moment.at)
      if opening == nil {
        if rule.cuts.tellsCampaigns, campaign != 0, campaign != session.campaign,
          session.entry != nil
        {
          opening = .campaign
        } else if let limit = rule.cuts.actionLimit, session.actions >= limit,
          instant.contains(where: \.isAction)
        {
          opening = .limit
        }
      }
      if let opening {
        var next = Session(first, opening: opening)
        // What led here leads on.
        if opening == .limit { next.campaign = session.campaign }
        open(next, ended)
      } else {
        join(first)
      }
    } else {
      join(first)
    }
    for hit in instant.dropFirst() { current?.join(Session(hit)) }
    if rule.cuts.tellsCampaigns {
      if campaign != 0 { current?.campaign = campaign }
    } else {
      current?.campaign = 0
    }
    instant.removeAll(keepingCapacity: true)
  }

  private func cut(between last: Instant, and next: Instant) -> Session.Opening? {
    if next.microseconds(since: last) >= rule.cuts.silence { return .silence }
    return rule.cuts(chain: chain, previous: last, next: next) ? .midnight : nil
  }

  private mutating func join(_ hit: SessionHit) {
    if current == nil {
      chain = hit.moment.at
      current = Session(hit)
    } else {
      current?.join(Session(hit))
    }
  }

  private mutating func open(_ session: Session, _ ended: (Session) -> Void) {
    if let current { ended(current.judged(by: rule.behaviour)) }
    if session.opening == .silence { chain = session.first.at }
    current = session
  }
}
