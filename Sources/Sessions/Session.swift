package import Clickstream

/// A session, as a summary of its hits that can be joined with another of the same visitor.
///
/// Joining is commutative and associative, so a session is the same whatever the order in which
/// its hits arrived.
package struct Session: Hashable, Sendable {
  /// What opened it.
  package enum Opening: Int16, Sendable {
    case silence = 0
    /// A site-local midnight: the hits before belong to the same chain.
    case midnight = 1
    /// Another campaign than that of the hits before.
    case campaign = 2
    /// So many actions before it as a session may have.
    case limit = 3
  }

  /// A page or download seen, and when.
  package struct View: Hashable, Sendable {
    package var moment: Moment
    package var page: Int64
    package var referrer: Int64
    /// The query of the request; it may name a campaign.
    package var query: Int64

    package init(moment: Moment, page: Int64, referrer: Int64 = 0, query: Int64 = 0) {
      self.moment = moment
      self.page = page
      self.referrer = referrer
      self.query = query
    }
  }

  package var visitor: Int64
  package var site: Int64
  package var agent: Int64
  /// Where the address lies; 0 where that is not known.
  package var place: Int64
  /// What user agent and address say; `behaviour` may know better.
  package var audience: Audience
  /// Why a visitor with the agent of a person is none; nil for people.
  package var behaviour: Behaviour?
  package var opening: Opening
  package var first: Moment
  package var last: Moment
  package var hits: Int32
  package var pages: Int32
  package var downloads: Int32
  package var submissions: Int32
  package var errors: Int32
  package var assets: Int32
  /// Requests for robots.txt.
  package var robots: Int32
  /// Requests for what only an attacker asks for; each is counted as an error too.
  package var probes: Int32
  /// Bytes sent to the visitor.
  package var bytes: Int64
  /// The campaign that led here, where the profile cuts on another one; 0 for none.
  package var campaign: Int64 = 0
  /// The first page or download; it tells where the visit came from.
  package var entry: View?
  /// The last page; its referrer and query are not kept.
  package var exit: View?

  /// The session of one hit.
  package init(_ hit: SessionHit, opening: Opening = .silence) {
    visitor = hit.visitor
    site = hit.site
    agent = hit.agent
    place = hit.place
    audience = hit.audience
    self.opening = opening
    first = hit.moment
    last = hit.moment
    hits = 1
    pages = hit.kind == .page ? 1 : 0
    downloads = hit.kind == .download ? 1 : 0
    submissions = hit.kind == .submission ? 1 : 0
    errors = hit.kind == .error || hit.kind == .probe ? 1 : 0
    assets = hit.kind == .asset ? 1 : 0
    robots = hit.kind == .robots ? 1 : 0
    probes = hit.kind == .probe ? 1 : 0
    bytes = max(0, hit.bytes)
    campaign = hit.campaign
    let view = View(
      moment: hit.moment, page: hit.page, referrer: hit.referrer, query: hit.query)
    entry = hit.kind == .page || hit.kind == .download ? view : nil
    exit = hit.kind == .page ? View(moment: hit.moment, page: hit.page) : nil
  }

  package init(
    visitor: Int64, site: Int64, agent: Int64, place: Int64, audience: Audience,
    behaviour: Behaviour?, opening: Opening, first: Moment, last: Moment, hits: Int32,
    pages: Int32, downloads: Int32, submissions: Int32, errors: Int32, assets: Int32,
    robots: Int32, probes: Int32, bytes: Int64, campaign: Int64 = 0, entry: View?, exit: View?
  ) {
    self.visitor = visitor
    self.site = site
    self.agent = agent
    self.place = place
    self.audience = audience
    self.behaviour = behaviour
    self.opening = opening
    self.first = first
    self.last = last
    self.hits = hits
    self.pages = pages
    self.downloads = downloads
    self.submissions = submissions
    self.errors = errors
    self.assets = assets
    self.robots = robots
    self.probes = probes
    self.bytes = bytes
    self.campaign = campaign
    self.entry = entry
    self.exit = exit
  }

  /// Page views and downloads.
  package var actions: Int32 { pages &+ downloads }

  /// A visit is a session of a person with a page view or a download.
  package var isVisit: Bool {
    audience == .person && behaviour == nil && (pages > 0 || downloads > 0)
  }

  /// The session with what its hits show by the rule of its site.
  func judged(by rule: BehaviourRule) -> Session {
    var session = self
    session.behaviour = audience == .person ? rule.sign(of: self) : nil
    return session
  }

  /// Takes in the hits of `other`, which is of the same visitor; opening and campaign stay, and what
  /// they show together must be judged.
  package mutating func join(_ other: Session) {
    if other.audience.rawValue > audience.rawValue { audience = other.audience }
    // Of two agents in one visitor (a collision of the hash) the lesser stays, whatever the order.
    agent = min(agent, other.agent)
    place = place == 0 ? other.place : other.place == 0 ? place : min(place, other.place)
    first = min(first, other.first)
    last = max(last, other.last)
    hits &+= other.hits
    pages &+= other.pages
    downloads &+= other.downloads
    submissions &+= other.submissions
    errors &+= other.errors
    assets &+= other.assets
    robots &+= other.robots
    probes &+= other.probes
    bytes &+= other.bytes
    if let theirs = other.entry, entry.map({ theirs.moment < $0.moment }) ?? true { entry = theirs }
    if let theirs = other.exit, exit.map({ $0.moment < theirs.moment }) ?? true { exit = theirs }
  }
}
