package import Clickstream
import Enrichment
package import Identity
import PostgreSQL

/// What a derivation of persons changed.
package struct IdentityChanges: Sendable, Equatable, Codable {
  /// Persons after it, where anything changed.
  package var persons: Int64 = 0
  /// Persons that became part of another.
  package var merged: Int64 = 0
  /// Persons that were part of another.
  package var split: Int64 = 0
  /// Values known before that name somebody else now.
  package var moved: Int64 = 0
  /// Visits known before that are somebody else's now.
  package var visits: Int64 = 0
  /// Hits of them.
  package var hits: Int64 = 0

  package init() {}

  package var isNews: Bool { merged > 0 || split > 0 || moved > 0 || hits > 0 }
}

extension Warehouse {
  private static let chunk = 10_000
  /// New values of which the planner should hear at once.
  static let many = 10_000

  /// What came of a derivation.
  struct Derived {
    var changes = IdentityChanges()
    /// What staff says that a rule forbids.
    var refused: [IdentityResolution.Conflict] = []
    /// Values that are new.
    var arrived = 0
  }

  /// Derives persons from the records as they are now, in one transaction.
  ///
  /// A function of what is stored: a second call changes nothing. Only the parts of the graph are
  /// looked at that hold something new, unless something is gone that persons were derived from.
  ///
  /// - Parameters:
  ///   - anew: derives all of them, whatever is new.
  ///   - rules: the version of the rules; where it is another than before, all are derived anew.
  /// - Throws: `WarehouseError.collision` where two values have one id.
  @discardableResult
  package func derivePersons(
    now: Instant, anew: Bool = false, rules: Int32 = IdentityRules.version
  ) async throws -> IdentityChanges {
    let derived = try await connection.transaction { _ in
      try await derivePersonsWithin(now: now, anew: anew, rules: rules)
    }
    if derived.arrived >= Self.many { try await run("analyze_persons") }
    return derived.changes
  }

  /// Derives persons where something is new, unless another derivation is at work for longer than a
  /// little while: what it has not seen stays for the next one.
  ///
  /// - Returns: whether nothing is left to be derived.
  package func derivePersonsUnlessBusy(now: Instant) async throws -> Bool {
    guard try await run("find_underived").first?.get("is_due") ?? false else { return true }
    do {
      let derived = try await connection.transaction { _ in
        try await run("limit_lock_wait", [.text(Self.patience)])
        try await run("lock_identities")
        try await run("limit_lock_wait", [.text("0")])
        return try await derivePersonsWithin(now: now)
      }
      if derived.arrived >= Self.many { try await run("analyze_persons") }
      return true
    } catch let error as PostgresError where error.state == .lockNotAvailable {
      return false
    }
  }

  /// How long one who loads waits for another derivation.
  private static let patience = "3s"

  /// Says that all persons are to be derived anew, for something is gone that they were derived from.
  func deriveEverything() async throws { try await run("note_underived_stream", [.int8(0)]) }

  /// Derives persons inside the open transaction.
  func derivePersonsWithin(
    now: Instant, anew: Bool = false, rules: Int32 = IdentityRules.version
  ) async throws -> Derived {
    guard let ids else { throw WarehouseError.missingResources("secret id_key") }
    try await run("lock_identities")
    try await run("give_memory")
    let due = try await run("take_underived")
    var result = Derived()
    let clock = Parameter.timestamptz(unixMicroseconds: now.microseconds)
    let isRuled: Bool =
      try await run("note_identity_rules", [.int4(rules), clock]).first?.get("follows") ?? false
    let isWhole = try anew || isRuled || due.first?.get("everything") ?? true
    if try isWhole || due.first?.get("changes", as: Int64.self) != 0 {
      let isSaid = try due.first?.get("statements", as: Int64.self) != 0
      if !anew, let first = try await deriveFirst(ids) {
        result = first
      } else {
        result = try await resolve(isWhole: isWhole, isSaid: isSaid, ids, now: now)
      }
    }
    try await run("note_read_streams")
    for row in try await run("read_sites") {
      let owned = try await ownVisits(of: try row.get("id"), now: now)
      result.changes.visits += owned.visits
      result.changes.hits += owned.hits
    }
    try await run("note_owned_streams")
    try await tieContacts()
    if result.changes.isNews || isRuled {
      result.changes.persons = try await run("count_persons").first?.get("persons") ?? 0
      try await put(result.changes, now: now)
    }
    try await run("forget_underived")
    try await run("clear_arrivals")
    return result
  }

  /// - Parameter isSaid: whether staff said something since.
  private func resolve(
    isWhole: Bool, isSaid: Bool, _ ids: Ids, now: Instant
  ) async throws -> Derived {
    var scope: IdentityScope = isWhole ? .everything : .touched
    let claims = try await run(isWhole ? "collect_all_claims" : "collect_claims").affected
    var arrivals = try await IdentityArrivals.find(ids, in: self)
    if !arrivals.erased.isEmpty {
      // What comes back of the erased takes other values with it.
      for (site, values) in arrivals.erased.sorted(by: { $0.key < $1.key }) {
        try await eraseAgain(values, site: site, now: now)
      }
      scope = .everything
      try await run("clear_arrivals")
      try await run("collect_all_claims")
      arrivals = try await IdentityArrivals.find(ids, in: self)
    }
    try await arrivals.note(in: self)
    let arrived = arrivals.values.values.reduce(0) { $0 + $1.count }
    if arrived >= Self.many { try await run("analyze_arrivals") }
    let retires: Bool = try await run("find_retirements").first?.get("is_news") ?? false
    var isNews = isSaid || arrived > 0 || retires
    if scope == .everything {
      isNews = true
      try await run("refresh_identities")
      try await run("forget_identities")
      try await run("forget_own_identities")
      try await run("forget_evidence")
    } else {
      let widened = try await run("widen_identities")
      isNews = try isNews || widened.first?.get("is_news") ?? true
      // To follow evidence from a value takes as long as to read all of that of a dozen.
      let many = Int64(claims) * 12
      let stored = try await run("count_identities", [.int8(many)]).first?.get("identities") ?? many
      if stored < many { scope = .all }
    }
    isNews = try await run("add_evidence").affected > 0 || isNews
    guard isNews else {
      // The new records name known values, each as before: whom these name stays as it is.
      try await ownRecords(of: [], claims)
      return Derived()
    }
    if scope == .touched { try await run("touch_values") }
    var changes = IdentityChanges()
    var refused: [IdentityResolution.Conflict] = []
    var left: Set<Int64> = []
    var isNamed = false
    for row in try await run("read_sites") {
      let site: Int64 = try row.get("id")
      let stored = try await StoredIdentities.read(
        site, scope, arrivals: arrivals.values[site] ?? [], from: self)
      let resolution = stored.graph.resolved()
      let moved = try await put(resolution, over: stored, now: now, &changes)
      left.formUnion(moved.compactMap(\.before))
      let named = Set(moved.filter { $0.before == nil }.map(\.node))
      // What joins nobody owns no record.
      isNamed = isNamed || stored.graph.nodes.contains { $0.kind.joins && named.contains($0.id) }
      refused += resolution.conflicts.filter { $0.evidence.rule == .staff }
    }
    // What came after a number was given up is somebody else's, whatever file it came by.
    if scope == .everything { try await run("disown_contacts") }
    if scope == .everything || isNamed || retires {
      try await run("refresh_contact_owners")
      try await run("refresh_ledger_persons")
    } else {
      try await ownRecords(of: left.sorted(), claims)
    }
    return Derived(changes: changes, refused: refused, arrived: arrived)
  }

  /// Gives records to the persons that they name: those that are new, and those of persons of whom
  /// values went elsewhere.
  ///
  /// - Parameter claims: how many values the new ones name.
  private func ownRecords(of persons: [Int64], _ claims: Int) async throws {
    try await run("own_contacts", [.int8Array(persons)])
    var find = "find_rows_to_own"
    if claims >= Self.many {
      let loops: String? = try await run("allow_loops", [.text("off")]).first?.get("before")
      try await run("own_new_rows")
      try await run("allow_loops", [.text(loops ?? "on")])
      find = "find_rows_of_persons"
    }
    let rows = try await run(find, [.int8Array(persons)]).map {
      try $0.get("id", as: Int64.self)
    }
    for part in rows.indices.parts(of: Self.chunk) {
      try await run("own_rows", [.int8Array(Array(rows[part]))])
    }
  }

  private func put(_ changes: IdentityChanges, now: Instant) async throws {
    try await run(
      "put_identity_run",
      [
        .timestamptz(unixMicroseconds: now.microseconds), .int8(changes.persons),
        .int8(changes.merged), .int8(changes.split), .int8(changes.moved),
        .int8(changes.visits), .int8(changes.hits),
      ])
  }

  /// A known value that names somebody else than before.
  private struct Move {
    let node: Int64
    /// nil: it named nobody.
    let before: Int64?
    /// 0: it names nobody.
    let after: Int64
  }

  /// Stores whom values name; gives what moved of those that were known.
  private func put(
    _ resolution: IdentityResolution, over stored: StoredIdentities, now: Instant,
    _ changes: inout IdentityChanges
  ) async throws -> [Move] {
    let places = resolution.places
    try await put(stored.arrivals, places, site: stored.site)
    let changed = places.filter { node, place in
      stored.places[node].map { $0 != place } ?? false
    }.sorted { $0.key < $1.key }
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
    let moves = changed.compactMap { node, place -> Move? in
      let before = stored.places[node]?.person
      return before == place.person
        ? nil : Move(node: node, before: before, after: place.person ?? 0)
    }
    let moved = moves.filter { $0.before != nil }
    for part in moved.indices.parts(of: Self.chunk) {
      try await run(
        "put_identity_changes",
        [
          .timestamptz(unixMicroseconds: now.microseconds), site,
          .int8Array(moved[part].map(\.node)), .int8Array(moved[part].compactMap(\.before)),
          .int8Array(moved[part].map(\.after)),
        ])
    }
    let before = Set(stored.places.values.compactMap(\.person))
    let after = Set(resolution.persons.map(\.id))
    changes.moved += Int64(moved.count)
    changes.merged += Int64(before.subtracting(after).count)
    changes.split += Int64(Set(moved.map(\.after)).subtracting(before).subtracting([0]).count)
    try await put(resolution.conflicts, over: stored)
    return moves
  }

  /// Stores values that are new, and whom they name.
  private func put(
    _ arrivals: [ArrivedIdentity], _ places: [Int64: StoredIdentities.Place], site: Int64
  ) async throws {
    for part in arrivals.indices.parts(of: Self.chunk) {
      let nodes = arrivals[part]
      let placed = nodes.map { places[$0.node.id] ?? .unowned }
      let stored = try await run(
        "insert_identities",
        [
          .int8(site), .int8Array(nodes.map(\.node.id)),
          .int2Array(nodes.map(\.node.kind.rawValue)), .textArray(nodes.map(\.value)),
          .timestamptzArray(unixMicroseconds: nodes.map(\.node.firstSeen.microseconds)),
          .timestamptzArray(unixMicroseconds: nodes.map(\.lastSeen.microseconds)),
          .int2Array(nodes.map { $0.node.isRole ? 1 : 0 }),
          .timestamptzArray(
            unixMicroseconds: nodes.map { $0.node.retiredAt?.microseconds ?? 0 }),
          .int8Array(placed.map { $0.person ?? 0 }), .int2Array(placed.map(\.state)),
        ])
      guard stored.affected == part.count else {
        throw WarehouseError.collision(table: "identity_node")
      }
    }
  }

  /// Notes which evidence does not count.
  func put(
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
