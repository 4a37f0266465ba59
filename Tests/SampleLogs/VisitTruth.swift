/// Whose visits are whose, by a plain reading of the rules: who logs in owns the session from there on,
/// and before it, too, where nobody else ever logged in with its cookie.
struct VisitTruth {
  /// Of each person who allows it.
  let visits: [Party: Int]

  init(_ hits: [Hit], business: Business, consents: ConsentTruth) {
    let known = business.customers.filter { $0.login != nil }
    let parties = Dictionary(
      uniqueKeysWithValues: known.compactMap { customer in
        customer.login.map { ($0, customer.buyer) }
      })
    func party(_ hit: Hit) -> Party? { hit.client.user.flatMap { parties[$0] } }
    var owners: [String: Set<Party>] = [:]
    for hit in hits where AccessLog.showsCookie(hit) {
      if let cookie = hit.client.cookie, let party = party(hit) {
        owners[cookie, default: []].insert(party)
      }
    }
    var visits: [Party: Int] = [:]
    for session in ReferenceSessions(hits).sessions where session.isVisit {
      let logins = session.hits.compactMap(party)
      var owning = Set(logins)
      if session.hits.first.flatMap(party) == nil {
        let cookies = session.hits.filter(AccessLog.showsCookie).compactMap(\.client.cookie)
        let users = Set(cookies.flatMap { owners[$0] ?? [] })
        owning.formUnion(users.count == 1 ? users : [])
      }
      for party in owning where consents.browsing(of: party) { visits[party, default: 0] += 1 }
    }
    self.visits = visits
  }
}
