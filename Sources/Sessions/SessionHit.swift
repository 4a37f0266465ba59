package import Clickstream

/// What a session needs to know of an event.
package struct SessionHit: Hashable, Sendable {
  package var visitor: Int64
  package var moment: Moment
  package var site: Int64
  package var agent: Int64
  package var audience: Audience
  package var kind: EventKind
  package var page: Int64
  package var referrer: Int64
  package var query: Int64
  package var place: Int64
  package var bytes: Int64
  /// The campaign that the address of a page view or download names, where the profile of the site
  /// asks for it; else 0.
  package var campaign: Int64 = 0

  package init(
    visitor: Int64, moment: Moment, site: Int64, agent: Int64, audience: Audience, kind: EventKind,
    page: Int64, referrer: Int64, query: Int64 = 0, place: Int64 = 0, bytes: Int64
  ) {
    self.visitor = visitor
    self.moment = moment
    self.site = site
    self.agent = agent
    self.audience = audience
    self.kind = kind
    self.page = page
    self.referrer = referrer
    self.query = query
    self.place = place
    self.bytes = bytes
  }

  /// Whether it is a page view or a download.
  package var isAction: Bool { kind == .page || kind == .download }

  package init(_ event: Event) {
    self.init(
      visitor: event.visitor,
      moment: Moment(at: event.at, generation: event.generation, position: event.position),
      site: event.site, agent: event.agent, audience: event.audience, kind: event.kind,
      page: event.page, referrer: event.referrer, query: event.query, place: event.place,
      bytes: event.bytes)
  }
}

/// The place of an event in its visitor's order: `(at, generation, position)`.
package struct Moment: Hashable, Comparable, Sendable {
  package var at: Instant
  package var generation: Int64
  package var position: Int64

  package init(at: Instant, generation: Int64, position: Int64) {
    self.at = at
    self.generation = generation
    self.position = position
  }

  @inline(__always)
  package static func < (left: Self, right: Self) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.generation != right.generation { return left.generation < right.generation }
    return left.position < right.position
  }
}
