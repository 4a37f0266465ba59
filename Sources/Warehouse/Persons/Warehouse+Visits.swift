import Clickstream
import Identity
import PostgreSQL

/// Visits, and their hits, that came to be somebody else's.
struct VisitChanges {
  var visits: Int64 = 0
  var hits: Int64 = 0
}

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
  /// A function of what is stored: a second call changes nothing. Visits of sealed days, whose hits
  /// are gone, stay whose they were.
  ///
  /// - Returns: what is somebody else's now of what was known when it was said last.
  func ownVisits(of site: Int64, now: Instant) async throws -> VisitChanges {
    let id = Parameter.int8(site)
    // Only who holds the lock of derivations seals: this stands until the end.
    let seal = try await seal()
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
    try await putShared(owners, excess, firstSeen: seen, site: site)
    let shared = excess.union(
      try await run("read_sealed_cookies", [id]).map { try $0.get("cookie", as: Int64.self) })
    let persons = Set(signs.values.flatMap { $0.logins.map(\.person) })
      .union(owners.values.joined()).sorted()
    let allowed = Set(
      try await run("read_allowed", [id, .int8Array(persons)]).map {
        try $0.get("person", as: Int64.self)
      })
    var wanted: Set<OwnerRow> = []
    for (key, sign) in signs where !seal.holds(key.first) {
      let ownership = SessionOwnership(
        first: key.first, last: sign.last,
        device: sign.cookies.isDisjoint(with: shared)
          ? Self.device(of: sign.cookies.map { owners[$0] ?? [] }) : .shared,
        logins: sign.logins)
      for span in ownership.spans where allowed.contains(span.person) {
        wanted.insert(
          OwnerRow(
            visitor: key.visitor, from: span.from, until: span.until, person: span.person,
            session: key.first))
      }
    }
    let changes = try await put(wanted, site: site, now: now)
    try await run("keep_sealed_owners", [id])
    return changes
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

  /// Notes which cookies are nobody's, and why.
  private func putShared(
    _ owners: [Int64: Set<Int64>], _ excess: Set<Int64>, firstSeen: [Int64: Instant], site: Int64
  ) async throws {
    typealias Reason = IdentityResolution.Conflict.Reason
    let shared = owners.compactMap { cookie, persons -> (Int64, Reason, Int)? in
      if persons.count > 1 { return (cookie, .sharedDevice, persons.count) }
      return excess.contains(cookie) ? (cookie, .devices, persons.count) : nil
    }.sorted { $0.0 < $1.0 }
    try await run("forget_shared_cookies", [.int8(site), .int8Array(shared.map(\.0))])
    for part in shared.indices.parts(of: Self.chunk) {
      let rows = shared[part]
      try await run(
        "put_shared_cookies",
        [
          .int8(site), .int8Array(rows.map(\.0)), .int2Array(rows.map(\.1.rawValue)),
          .int4Array(rows.map { Int32($0.2) }),
          .timestamptzArray(
            unixMicroseconds: rows.map { (firstSeen[$0.0] ?? .earliest).microseconds }),
        ])
    }
  }

  private func put(
    _ wanted: Set<OwnerRow>, site: Int64, now: Instant
  ) async throws -> VisitChanges {
    var stored: Set<OwnerRow> = []
    for row in try await run("read_owners", [.int8(site)]) {
      stored.insert(
        OwnerRow(
          visitor: try row.get("visitor"), from: try row.instant("from_at"),
          until: try row.instant("until_at"), person: try row.get("person"),
          session: try row.instant("session_at")))
    }
    let gone = Array(stored.subtracting(wanted))
    let new = Array(wanted.subtracting(stored))
    let changes = try await changes(from: gone, to: new, site: site, now: now)
    for part in gone.indices.parts(of: Self.chunk) {
      try await run(
        "delete_owners",
        [
          .int8Array(gone[part].map(\.visitor)),
          .timestamptzArray(unixMicroseconds: gone[part].map(\.from.microseconds)),
        ])
    }
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
    let touched = Set((gone + new).map(\.session)).sorted()
    for part in touched.indices.parts(of: Self.chunk) {
      let times = touched[part].map(\.microseconds)
      try await run(
        "mark_owned_days", [.int8(site), .timestamptzArray(unixMicroseconds: times)])
    }
    return changes
  }

  /// Counts and notes what is somebody else's now of what was known before.
  private func changes(
    from gone: [OwnerRow], to new: [OwnerRow], site: Int64, now: Instant
  ) async throws -> VisitChanges {
    let rows = (gone.map { (row: $0, holds: false) } + new.map { (row: $0, holds: true) })
      .sorted { $0.row.visitor < $1.row.visitor }
    var changes = VisitChanges()
    var start = rows.startIndex
    while start < rows.endIndex {
      var end = min(start + Self.chunk, rows.endIndex)
      // What was and what is of one visitor are looked at together.
      while end < rows.endIndex, rows[end].row.visitor == rows[end - 1].row.visitor { end += 1 }
      let part = rows[start..<end]
      start = end
      let found = try await run(
        "count_changed_hits",
        [
          .int8(site), .int8Array(part.map(\.row.visitor)),
          .timestamptzArray(unixMicroseconds: part.map(\.row.from.microseconds)),
          .timestamptzArray(unixMicroseconds: part.map(\.row.until.microseconds)),
          .int8Array(part.map(\.row.person)), .int2Array(part.map { $0.holds ? 1 : 0 }),
        ])
      var before: [Int64] = []
      var after: [Int64] = []
      var visits: [Int64] = []
      var hits: [Int64] = []
      for row in found {
        before.append(try row.get("before"))
        after.append(try row.get("after"))
        visits.append(try row.get("visits"))
        hits.append(try row.get("hits"))
      }
      guard !hits.isEmpty else { continue }
      changes.visits += visits.reduce(0, +)
      changes.hits += hits.reduce(0, +)
      try await run(
        "put_visit_changes",
        [
          .timestamptz(unixMicroseconds: now.microseconds), .int8(site), .int8Array(before),
          .int8Array(after), .int8Array(visits), .int8Array(hits),
        ])
    }
    return changes
  }
}
