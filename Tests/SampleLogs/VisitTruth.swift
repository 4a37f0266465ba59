/// Whose visits are whose, by a plain reading of the rules: who logs in owns the session from there on,
/// and before it, too, where nobody else ever logged in with its cookie.
struct VisitTruth {
  /// A stretch of a session that is somebody's.
  struct Span {
    var party: Party
    var from: Seconds
    /// The first second that no longer belongs to it.
    var until: Seconds
  }

  let sessions: [ReferenceSessions.Session]
  /// Of each session, as far as persons allow it.
  let spans: [[Span]]
  /// Of each person who allows it.
  let visits: [Party: Int]

  init(_ hits: [Hit], business: Business, consents: ConsentTruth) {
    let parties = Dictionary(
      uniqueKeysWithValues: business.customers.compactMap { customer in
        customer.login.map { ($0, customer.buyer) }
      })
    func party(_ hit: Hit) -> Party? { hit.client.user.flatMap { parties[$0] } }
    var owners: [String: Set<Party>] = [:]
    for hit in hits where AccessLog.showsCookie(hit) {
      if let cookie = hit.client.cookie, let party = party(hit) {
        owners[cookie, default: []].insert(party)
      }
    }
    sessions = ReferenceSessions(hits).sessions
    spans = sessions.map { session in
      let logins = session.hits.compactMap { hit in party(hit).map { ($0, hit.at) } }
      let cookies = session.hits.filter(AccessLog.showsCookie).compactMap(\.client.cookie)
      let users = Set(cookies.flatMap { owners[$0] ?? [] })
      let known = users.isEmpty ? Set(logins.map(\.0)) : users
      var spans: [Span] = []
      var owner = known.count == 1 ? known.first : nil
      var from = session.hits[0].at
      for (party, at) in logins where party != owner {
        if let owner, from < at { spans.append(Span(party: owner, from: from, until: at)) }
        (owner, from) = (party, at)
      }
      if let owner { spans.append(Span(party: owner, from: from, until: session.end + 1)) }
      return spans.filter { consents.browsing(of: $0.party) }
    }
    visits = zip(sessions, spans).reduce(into: [:]) { visits, pair in
      guard pair.0.isVisit else { return }
      for party in Set(pair.1.map(\.party)) { visits[party, default: 0] += 1 }
    }
  }
}

extension ReferenceSessions.Session {
  var start: Seconds { hits[0].at }
  var end: Seconds { hits[hits.count - 1].at }
}
