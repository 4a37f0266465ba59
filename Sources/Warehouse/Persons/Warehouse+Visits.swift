import Clickstream
import Identity
import PostgreSQL

extension Warehouse {
  private static let chunk = 10_000

  /// A session, by its visitor and its first hit.
  private struct SessionKey: Hashable {
    let visitor: Int64
    let first: Instant
  }

  /// What tells whose a session is.
  private struct SessionSigns {
    var last: Instant
    var logins: [SessionOwnership.Login] = []
    var cookies: Set<Int64> = []
  }

  /// A stretch of a session that is somebody's, as it is stored.
  private struct OwnerRow: Hashable {
    var visitor: Int64
    var from: Instant
    var until: Instant
    var person: Int64
    var session: Instant
  }

  /// Says anew whose the visits of a site are, as far as the persons allow it; inside the open
  /// transaction.
  ///
  /// A function of what is stored: a second call changes nothing.
  func ownVisits(of site: Int64) async throws {
    let id = Parameter.int8(site)
    var signs: [SessionKey: SessionSigns] = [:]
    var owners: [Int64: Set<Int64>] = [:]
    for row in try await run("read_logins", [id]) {
      let key = SessionKey(visitor: try row.get("visitor"), first: try row.instant("first_at"))
      let person: Int64 = try row.get("person")
      let last = try row.instant("last_at")
      var sign = signs[key] ?? SessionSigns(last: last)
      sign.logins.append(.init(at: try row.instant("at"), person: person))
      if let cookie: Int64 = try row.get("cookie", as: Int64?.self) {
        sign.cookies.insert(cookie)
        owners[cookie, default: []].insert(person)
      }
      signs[key] = sign
    }
    let cookies = owners.keys.sorted()
    var seen: [Int64: Instant] = [:]
    if !cookies.isEmpty {
      for row in try await run("read_cookie_sessions", [id, .int8Array(cookies)]) {
        let key = SessionKey(visitor: try row.get("visitor"), first: try row.instant("first_at"))
        let last = try row.instant("last_at")
        let cookie: Int64 = try row.get("cookie")
        signs[key, default: SessionSigns(last: last)].cookies.insert(cookie)
        let at = try row.instant("seen_at")
        seen[cookie] = min(seen[cookie] ?? at, at)
      }
    }
    let excess = Self.excessive(owners, firstSeen: seen)
    let persons = Set(signs.values.flatMap { $0.logins.map(\.person) })
      .union(owners.values.joined()).sorted()
    let allowed = Set(
      try await run("read_allowed", [id, .int8Array(persons)]).map {
        try $0.get("person", as: Int64.self)
      })
    var wanted: Set<OwnerRow> = []
    for (key, sign) in signs {
      let ownership = SessionOwnership(
        first: key.first, last: sign.last,
        device: sign.cookies.isDisjoint(with: excess)
          ? Self.device(of: sign.cookies.map { owners[$0] ?? [] }) : .shared,
        logins: sign.logins)
      for span in ownership.spans where allowed.contains(span.person) {
        wanted.insert(
          OwnerRow(
            visitor: key.visitor, from: span.from, until: span.until, person: span.person,
            session: key.first))
      }
    }
    try await put(wanted, site: site)
  }

  /// Ties contacts to visits; after those of all sites are owned.
  func tieContacts() async throws {
    try await run("untie_contacts")
    try await run("tie_contacts")
  }

  /// Whose the browser of a session is, by who ever logged in with each of its cookies.
  private static func device(of owners: [Set<Int64>]) -> SessionOwnership.Device {
    guard !owners.isEmpty else { return .unknown }
    let all = owners.reduce(into: Set<Int64>()) { $0.formUnion($1) }
    guard let person = all.first, all.count == 1 else { return .shared }
    return .sole(person: person)
  }

  /// Cookies of those who have more new ones in a week than a person has: of a shared device or a
  /// program.
  private static func excessive(
    _ owners: [Int64: Set<Int64>], firstSeen: [Int64: Instant]
  ) -> Set<Int64> {
    IdentityLimits().excessive(
      owners.compactMap { cookie, persons -> IdentityLimits.Device<Int64>? in
        guard let person = persons.first, persons.count == 1, let first = firstSeen[cookie] else {
          return nil
        }
        return .init(id: cookie, person: person, firstSeen: first)
      })
  }

  private func put(_ wanted: Set<OwnerRow>, site: Int64) async throws {
    var stored: Set<OwnerRow> = []
    for row in try await run("read_owners", [.int8(site)]) {
      stored.insert(
        OwnerRow(
          visitor: try row.get("visitor"), from: try row.instant("from_at"),
          until: try row.instant("until_at"), person: try row.get("person"),
          session: try row.instant("session_at")))
    }
    let gone = Array(stored.subtracting(wanted))
    for part in gone.indices.parts(of: Self.chunk) {
      try await run(
        "delete_owners",
        [
          .int8Array(gone[part].map(\.visitor)),
          .timestamptzArray(unixMicroseconds: gone[part].map(\.from.microseconds)),
        ])
    }
    let new = Array(wanted.subtracting(stored))
    for part in new.indices.parts(of: Self.chunk) {
      try await run(
        "put_owners",
        [
          .int8(site), .int8Array(new[part].map(\.visitor)),
          .timestamptzArray(unixMicroseconds: new[part].map(\.from.microseconds)),
          .timestamptzArray(unixMicroseconds: new[part].map(\.until.microseconds)),
          .int8Array(new[part].map(\.person)),
          .timestamptzArray(unixMicroseconds: new[part].map(\.session.microseconds)),
        ])
    }
  }
}
