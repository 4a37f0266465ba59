package import Clickstream
import Enrichment
import Identity
import PostgreSQL

/// What a derivation of persons changed.
package struct IdentityChanges: Sendable, Equatable, Codable {
  /// Persons after it.
  package var persons: Int64 = 0
  /// Persons that became part of another.
  package var merged: Int64 = 0
  /// Persons that were part of another.
  package var split: Int64 = 0
  /// Values known before that name somebody else now.
  package var moved: Int64 = 0

  package init() {}

  package var isNews: Bool { merged > 0 || split > 0 || moved > 0 }
}

extension Warehouse {
  private static let chunk = 10_000

  /// Derives all persons from the records as they are now, in one transaction.
  ///
  /// A function of what is stored: a second call changes nothing.
  /// - Throws: `WarehouseError.collision` where two values have one id.
  @discardableResult
  package func derivePersons(now: Instant) async throws -> IdentityChanges {
    try await connection.transaction { _ in try await derivePersonsWithin(now: now).changes }
  }

  /// Derives persons inside the open transaction; tells, besides, what staff says that a rule
  /// forbids.
  func derivePersonsWithin(
    now: Instant
  ) async throws -> (changes: IdentityChanges, refused: [IdentityResolution.Conflict]) {
    guard let ids else { throw WarehouseError.missingResources("secret id_key") }
    try await run("lock_identities")
    try await addIdentities(ids, now: now)
    try await run("refresh_identities")
    try await run("forget_identities")
    try await run("refresh_evidence")
    var changes = IdentityChanges()
    var refused: [IdentityResolution.Conflict] = []
    for row in try await run("read_sites") {
      let stored = try await StoredIdentities.read(try row.get("id"), from: self)
      let resolution = stored.graph.resolved()
      try await put(resolution, over: stored, now: now, &changes)
      refused += resolution.conflicts.filter { $0.evidence.rule == .staff }
    }
    try await run("refresh_contact_owners")
    try await run("refresh_ledger_persons")
    for row in try await run("read_sites") { try await ownVisits(of: try row.get("id")) }
    try await tieContacts()
    if changes.isNews {
      try await run(
        "put_identity_run",
        [
          .timestamptz(unixMicroseconds: now.microseconds), .int8(changes.persons),
          .int8(changes.merged), .int8(changes.split), .int8(changes.moved),
        ])
    }
    return (changes, refused)
  }

  /// Stores values that are named for the first time.
  private func addIdentities(_ ids: Ids, now: Instant) async throws {
    let erased = try await erasedKeys()
    var returned: [Int64: [(kind: IdentityKind, value: String, key: Int64)]] = [:]
    var sites: [Int64] = []
    var keys: [Int64] = []
    var kinds: [Int16] = []
    var values: [String] = []
    var roles: [Int16] = []
    for row in try await run("find_new_identities") {
      let value: String = try row.get("value")
      guard let kind = IdentityKind(rawValue: try row.get("kind")) else { continue }
      var isRole = false
      if kind == .email {
        let address = MailAddress(alreadyNormalised: value)
        if address.isBlocked { continue }
        isRole = address.isRole
      } else if BlockedValue.contains(value) {
        continue
      }
      let site: Int64 = try row.get("site")
      let key = ids.identity(kind, value, site: site)
      if erased.contains(key, site: site) {
        returned[site, default: []].append((kind, value, key))
        continue
      }
      sites.append(site)
      keys.append(key)
      kinds.append(kind.rawValue)
      values.append(value)
      roles.append(isRole ? 1 : 0)
    }
    for (site, values) in returned.sorted(by: { $0.key < $1.key }) {
      try await eraseAgain(values, site: site, now: now)
    }
    for part in keys.indices.parts(of: Self.chunk) {
      let stored = try await run(
        "insert_identities",
        [
          .int8Array(Array(sites[part])), .int8Array(Array(keys[part])),
          .int2Array(Array(kinds[part])), .textArray(Array(values[part])),
          .int2Array(Array(roles[part])),
        ])
      guard stored.affected == part.count else {
        throw WarehouseError.collision(table: "identity_node")
      }
    }
  }

  private func put(
    _ resolution: IdentityResolution, over stored: StoredIdentities, now: Instant,
    _ changes: inout IdentityChanges
  ) async throws {
    let places = resolution.places
    let changed = places.filter { stored.places[$0.key] != $0.value }.sorted { $0.key < $1.key }
    let site = Parameter.int8(stored.site)
    for part in changed.indices.parts(of: Self.chunk) {
      try await run(
        "put_identities",
        [
          site, .int8Array(changed[part].map(\.key)),
          .int8Array(changed[part].map { $0.value.person ?? 0 }),
          .int2Array(changed[part].map(\.value.state)),
        ])
    }
    // A value that names somebody for the first time is no change of mind.
    let moved = changed.compactMap { node, place -> (node: Int64, before: Int64, after: Int64)? in
      guard let before = stored.places[node]?.person, before != place.person else { return nil }
      return (node, before, place.person ?? 0)
    }
    for part in moved.indices.parts(of: Self.chunk) {
      try await run(
        "put_identity_changes",
        [
          .timestamptz(unixMicroseconds: now.microseconds), site,
          .int8Array(moved[part].map(\.node)), .int8Array(moved[part].map(\.before)),
          .int8Array(moved[part].map(\.after)),
        ])
    }
    let before = Set(stored.places.values.compactMap(\.person))
    let after = Set(resolution.persons.map(\.id))
    changes.persons += Int64(after.count)
    changes.moved += Int64(moved.count)
    changes.merged += Int64(before.subtracting(after).count)
    changes.split += Int64(Set(moved.map(\.after)).subtracting(before).subtracting([0]).count)
    try await put(resolution.conflicts, over: stored)
  }

  /// Notes which evidence does not count.
  private func put(
    _ conflicts: [IdentityResolution.Conflict], over stored: StoredIdentities
  ) async throws {
    var wanted: [Evidence: Int16] = [:]
    for conflict in conflicts where conflict.evidence.rule != .staff {
      wanted[conflict.evidence] = conflict.reason.rawValue
    }
    var changed = wanted.filter { stored.setAside[$0.key] != $0.value }
    for record in stored.setAside.keys where wanted[record] == nil { changed[record] = 0 }
    let rows = changed.sorted { $0.key < $1.key }
    for part in rows.indices.parts(of: Self.chunk) {
      try await run(
        "put_set_aside",
        [
          .int8(stored.site), .int8Array(rows[part].map(\.key.a)),
          .int8Array(rows[part].map(\.key.b)), .int2Array(rows[part].map(\.key.rule.rawValue)),
          .int8Array(rows[part].map(\.key.generation)),
          .int8Array(rows[part].map(\.key.position)), .int2Array(rows[part].map(\.value)),
        ])
    }
  }
}

extension Range<Int> {
  /// Ranges of at most `count` that make it up.
  func parts(of count: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: count).map {
      $0..<Swift.min($0 + count, upperBound)
    }
  }
}
