import Clickstream
import PostgreSQL
import Sessions

/// Sessions as rows of the database.
enum SessionColumns {
  static let copy = """
    COPY footfall_store.session (visitor, first_at, first_generation, first_position, last_at, \
    last_generation, last_position, site, agent, place, bytes, entry_page, entry_referrer, \
    entry_query, entry_at, entry_generation, entry_position, exit_page, exit_at, \
    exit_generation, exit_position, hits, pages, downloads, submissions, errors, assets, robots, \
    probes, audience, behaviour, opening, campaign) FROM STDIN (FORMAT binary)
    """

  static func encode(_ session: Session, into encoder: inout CopyEncoder) {
    encoder.row(fields: 33)
    encoder.int8(session.visitor)
    moment(session.first, &encoder)
    moment(session.last, &encoder)
    encoder.int8(session.site)
    encoder.int8(session.agent)
    encoder.int8(session.place == 0 ? nil : session.place)
    encoder.int8(session.bytes)
    encoder.int8(session.entry?.page)
    encoder.int8(session.entry.flatMap { $0.referrer == 0 ? nil : $0.referrer })
    encoder.int8(session.entry.flatMap { $0.query == 0 ? nil : $0.query })
    moment(session.entry?.moment, &encoder)
    encoder.int8(session.exit?.page)
    moment(session.exit?.moment, &encoder)
    encoder.int4(session.hits)
    encoder.int4(session.pages)
    encoder.int4(session.downloads)
    encoder.int4(session.submissions)
    encoder.int4(session.errors)
    encoder.int4(session.assets)
    encoder.int4(session.robots)
    encoder.int4(session.probes)
    encoder.int2((session.behaviour == nil ? session.audience : .bot).rawValue)
    encoder.int2(session.behaviour?.rawValue)
    encoder.int2(session.opening.rawValue)
    encoder.int8(session.campaign == 0 ? nil : session.campaign)
  }

  private static func moment(_ moment: Moment?, _ encoder: inout CopyEncoder) {
    encoder.timestamptz(unixMicroseconds: moment?.at.microseconds)
    encoder.int8(moment?.generation)
    encoder.int8(moment?.position)
  }
}

extension Session {
  /// The session of a row of `read_sessions`; nil where the row has none.
  init?(_ row: Row) throws {
    guard let visitor: Int64 = try row.get("session_visitor") else { return nil }
    func moment(_ prefix: String) throws -> Moment? {
      guard let at: Timestamp = try row.get("\(prefix)_at") else { return nil }
      return Moment(
        at: Instant(microseconds: at.unixMicroseconds),
        generation: try row.get("\(prefix)_generation"),
        position: try row.get("\(prefix)_position"))
    }
    guard let first = try moment("first"), let last = try moment("last") else { return nil }
    let entry: View? =
      if let at = try moment("entry") {
        View(
          moment: at, page: try row.get("entry_page"),
          referrer: try row.get("entry_referrer", as: Int64?.self) ?? 0,
          query: try row.get("entry_query", as: Int64?.self) ?? 0)
      } else {
        nil
      }
    // Referrer and query of the last page are not stored: no number needs them.
    let exit: View? =
      if let at = try moment("exit") {
        View(moment: at, page: try row.get("exit_page"))
      } else {
        nil
      }
    let behaviour = try row.get("behaviour", as: Int16?.self).flatMap(Behaviour.init(rawValue:))
    let audience = Audience(rawValue: try row.get("audience")) ?? .person
    self.init(
      visitor: visitor, site: try row.get("site"), agent: try row.get("agent"),
      place: try row.get("place", as: Int64?.self) ?? 0,
      audience: behaviour == nil ? audience : .person, behaviour: behaviour,
      opening: Opening(rawValue: try row.get("opening")) ?? .silence, first: first, last: last,
      hits: try row.get("hits"), pages: try row.get("pages"),
      downloads: try row.get("downloads"), submissions: try row.get("submissions"),
      errors: try row.get("errors"), assets: try row.get("assets"), robots: try row.get("robots"),
      probes: try row.get("probes"), bytes: try row.get("bytes"),
      campaign: try row.get("campaign", as: Int64?.self) ?? 0, entry: entry, exit: exit)
  }
}
