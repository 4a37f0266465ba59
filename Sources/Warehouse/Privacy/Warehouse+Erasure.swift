package import Clickstream
import Enrichment
import Identity
import PostgreSQL

/// What an erasure took out of the database, or would.
package struct Erasure: Sendable, Codable, Equatable {
  /// Rows by what they are: contacts, customers, orders …; of those that were sold only the names
  /// went.
  package var rows: [String: Int64] = [:]
  package var hits: Int64 = 0
  package var visitors: Int64 = 0
  /// Visits of sealed days, whose hits are dropped: they stay, and nothing tells whose they were.
  package var sealedVisits: Int64 = 0
  /// Values that name the person: of each a keyed hash is kept, so that they do not come back.
  package var values: Int64 = 0
  /// Purposes for which something was allowed or forbidden.
  package var consents: Int64 = 0
}

extension Warehouse {
  /// What an erasure would take out; nothing is changed.
  package func previewErasure(of person: PersonMatch, now: Instant) async throws -> Erasure {
    do {
      return try await connection.transaction { _ in
        throw RolledBack(erasure: try await erase(person, now: now))
      }
    } catch let preview as RolledBack {
      return preview.erasure
    }
  }

  /// Takes a person out of the database, in one transaction: contacts, names, consents, hits made
  /// while logged in.
  ///
  /// What is loaded later that names the person is counted, and not stored.
  package func erasePerson(_ person: PersonMatch, now: Instant) async throws -> Erasure {
    try await connection.transaction { _ in try await erase(person, now: now) }
  }

  private struct RolledBack: Error {
    let erasure: Erasure
  }

  /// What names a person, as the tables hold it.
  private struct Values {
    var keys: [Int64] = []
    var texts: [IdentityKind: [String]] = [:]
    var names: [String] = []

    mutating func add(_ kind: IdentityKind, _ value: String, _ key: Int64) {
      if !keys.contains(key) { keys.append(key) }
      texts[kind, default: []].append(value)
    }

    /// What names the person in a text that somebody wrote.
    var words: [String] {
      let codes = self[.customerNumber] + self[.login]
      return self[.email] + names + codes.filter(ErasedKeys.isTelling)
    }

    /// Ends of telephone numbers, which are the same with and without the country.
    var digits: [String] { self[.phone].map { String($0.dropFirst().suffix(8)) } }

    subscript(kind: IdentityKind) -> [String] { texts[kind] ?? [] }
  }

  private func erase(_ person: PersonMatch, now: Instant) async throws -> Erasure {
    guard let ids, let site = try await run("find_site", [.text(person.site)]).first else {
      throw WarehouseError.siteUnknown
    }
    let id: Int64 = try site.get("id")
    try await run("lock_identities")
    var values = Values()
    let key: [Parameter] = [.int8(id), .int8(person.person)]
    for row in try await run("read_person_values", key) {
      guard let kind = IdentityKind(rawValue: try row.get("kind")) else { continue }
      values.add(kind, try row.get("value"), try row.get("id"))
    }
    values.names = try await run(
      "read_person_names", [.text(person.site), .int8(person.person)]
    ).map { try $0.get("name") }
    let names = values.names.map { ids.name(ErasedKeys.words(of: $0)) }
    try await suppress(names, site: id, now: now)
    let consents = try await consents(of: person.person, site: person.site)
    var erasure = try await erase(values, of: [person.person], site: id, now: now)
    erasure.consents = Int64(consents.count)
    try await deriveEverything()
    _ = try await derivePersonsWithin(now: now)
    return erasure
  }

  /// Takes out what came in by values that were erased before, while somebody was loading them.
  func eraseAgain(
    _ found: [(kind: IdentityKind, value: String, key: Int64)], site: Int64, now: Instant
  ) async throws {
    guard !found.isEmpty else { return }
    var values = Values()
    for item in found { values.add(item.kind, item.value, item.key) }
    _ = try await erase(values, of: [], site: site, now: now)
  }

  private func erase(
    _ values: Values, of persons: [Int64], site: Int64, now: Instant
  ) async throws -> Erasure {
    // First: a batch that comes after this knows whom it must not store.
    try await suppress(values.keys, site: site, now: now)
    var erasure = Erasure()
    erasure.values = Int64(values.keys.count)
    var orders: [String] = []
    let free = Ledger.all.flatMap { ledger in
      ledger.fields.filter(\.isFree).map { (table: ledger.table, field: $0.name) }
    }
    let rows = try await run(
      "erase_person",
      [
        .int8(site), .int8Array(persons), .int8Array(values.keys),
        .textArray(values[.customerNumber]), .textArray(values[.login]),
        .textArray(values[.email]), .textArray(values[.phone]), .textArray(values.names),
        .textArray(values.words), .textArray(values.digits), .textArray(free.map(\.table)),
        .textArray(free.map(\.field)),
      ])
    for row in rows {
      if let number = try row.get("number", as: String?.self) {
        orders.append(number)
        continue
      }
      let count: Int64 = try row.get("rows")
      if count > 0 { erasure.rows[try row.get("what"), default: 0] += count }
    }
    try await run(
      "blank_suppression_notes",
      [
        .int8(site), .int8Array(values.keys), .textArray(values.words), .textArray(values.digits),
      ])
    try await hideOrders(orders, site: site, now: now)
    // Ids of earlier days are those of values.
    try await run("forget_visit_changes", [.int8(site), .int8Array(persons + values.keys)])
    try await eraseHits(of: values.keys, persons, site: site, &erasure)
    // Their days are marked, for the visits are nobody's now.
    try await run("erase_person_days", [.int8(site), .int8Array(persons)])
    try await eraseScores(of: persons + values.keys, site: site)
    return erasure
  }

  /// Keeps what is written down later of orders from telling whose they were.
  func hideOrders(_ numbers: [String], site: Int64, now: Instant) async throws {
    guard !numbers.isEmpty, let ids else { return }
    let keys = Set(numbers.map { ids.identity(.orderNumber, $0, site: site) }).sorted()
    try await suppress(keys, site: site, now: now)
    try await run("erase_orders", [.int8(site), .textArray(numbers)])
  }

  /// Keeps hashes of what must not come back.
  private func suppress(_ keys: [Int64], site: Int64, now: Instant) async throws {
    try await run(
      "put_suppressions",
      [
        .int8(site), .int8Array(keys), .text("erased"),
        .timestamptz(unixMicroseconds: now.microseconds),
      ])
  }

  /// Takes out the hits of logins and of visits known to be the persons', and makes the sessions of their visitors anew.
  private func eraseHits(
    of logins: [Int64], _ persons: [Int64], site: Int64, _ erasure: inout Erasure
  ) async throws {
    // First, as whoever writes hits does.
    _ = try await holdSeal()
    var tallies: [Int64: Tally] = [:]
    var visitors: [SessionRebuild.Visitor] = []
    for row in try await run(
      "erase_hits", [.int8(site), .int8Array(logins), .int8Array(persons)])
    {
      let visitor: Int64 = try row.get("visitor")
      let hits: Int64 = try row.get("hits")
      if visitors.last?.visitor != visitor { visitors.append((visitor, site)) }
      let generation: Int64 = try row.get("generation")
      tallies[generation, default: Tally()].add(.kept, lines: -hits)
      tallies[generation, default: Tally()].add(.erased, lines: hits)
      erasure.hits += hits
    }
    // Only now, for hits of theirs that are there still were told by them.
    erasure.sealedVisits +=
      try await run(
        "disown_sealed_visits", [.int8(site), .int8Array(persons), .int8Array(logins)]
      ).first?.get("visits") ?? 0
    guard let source = tallies.keys.min() else { return }
    erasure.visitors = Int64(visitors.count)
    for (generation, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      try await tally.store(for: generation, in: self)
    }
    let revision = try await takeLane()
    var touched: Set<Int64> = []
    try await SessionRebuild.run(visitors, in: self) { change in
      touched.formUnion(change.touched)
      try await store(change, source: source, batch: 0)
    }
    try await note(touched: touched, in: revision)
    try await run("forget_visit_marks", [.int8Array(visitors.map(\.visitor))])
  }
}
