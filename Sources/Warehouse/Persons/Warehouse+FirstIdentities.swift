import Clickstream
import Enrichment
import Identity
import PostgreSQL

extension Warehouse {
  /// Derives persons where nothing is derived yet; nil where something is, or records name somebody
  /// who was erased.
  ///
  /// All that records name is new then: it is read once, and written without a look at what is there.
  func deriveFirst(_ ids: Ids) async throws -> Derived? {
    let any = try await run("any_persons")
    if try any.first?.get("are_derived") ?? true { return nil }
    let first = try await FirstIdentities.read(ids, from: self)
    if first.hasErased { return nil }
    var result = Derived()
    result.arrived = first.parts.values.reduce(0) { $0 + $1.arrivals.count }
    var isBare = false
    if result.arrived >= Self.many {
      isBare = try await run("unindex_persons").first?.get("is_done") ?? false
    }
    var stored: [StoredIdentities] = []
    for (site, part) in first.parts {
      stored.append(
        try await StoredIdentities.read(
          site, .all, arrivals: part.arrivals, arrived: part.evidence, from: self))
    }
    // Whom values name is found while the database takes the evidence.
    async let taken: Void = take(first.parts.mapValues(\.evidence), isBare: isBare)
    let resolutions = stored.map { $0.graph.resolved() }
    try await taken
    for (stored, resolution) in zip(stored, resolutions) {
      let places = resolution.places
      try await copy(stored.arrivals, places, site: stored.site)
      try await copy(first.parts[stored.site]?.owners(places) ?? [:], site: stored.site)
    }
    if isBare { try await run("index_persons") }
    for (stored, resolution) in zip(stored, resolutions) {
      try await put(resolution.conflicts, over: stored)
      result.refused += resolution.conflicts.filter { $0.evidence.rule == .staff }
    }
    try await run("disown_contacts")
    try await run("refresh_contact_owners")
    return result
  }

  private func take(_ evidence: [Int64: [Evidence]], isBare: Bool) async throws {
    try await copy(
      evidence.map { site, records in records.map { (site, $0) } }.joined(),
      into: "identity_evidence (site, a, b, rule, generation, position, at)"
    ) { encoder, row in
      let (site, record) = row
      encoder.row(fields: 7)
      encoder.int8(site)
      encoder.int8(record.a)
      encoder.int8(record.b)
      encoder.int2(record.rule.rawValue)
      encoder.int8(record.generation)
      encoder.int8(record.position)
      encoder.timestamptz(unixMicroseconds: record.at.microseconds)
    }
    if isBare { try await run("index_evidence") }
  }

  private func copy(
    _ arrivals: [ArrivedIdentity], _ places: [Int64: StoredIdentities.Place], site: Int64
  ) async throws {
    try await copy(
      arrivals,
      into: "identity_node (site, id, kind, value, first_seen, last_seen, is_role, retired_at, "
        + "person, state)"
    ) { encoder, arrival in
      let place = places[arrival.node.id] ?? .unowned
      encoder.row(fields: 10)
      encoder.int8(site)
      encoder.int8(arrival.node.id)
      encoder.int2(arrival.node.kind.rawValue)
      encoder.text(arrival.value)
      encoder.timestamptz(unixMicroseconds: arrival.node.firstSeen.microseconds)
      encoder.timestamptz(unixMicroseconds: arrival.lastSeen.microseconds)
      encoder.bool(arrival.node.isRole)
      encoder.timestamptz(unixMicroseconds: arrival.node.retiredAt?.microseconds)
      encoder.int8(place.person)
      encoder.int2(place.state)
    }
  }

  private func copy(_ owners: [Int64: Int64], site: Int64) async throws {
    try await copy(owners, into: "ledger_person (id, site, person)") { encoder, owner in
      encoder.row(fields: 3)
      encoder.int8(owner.key)
      encoder.int8(site)
      encoder.int8(owner.value)
    }
  }

  /// Adds rows to a table by binary COPY.
  private func copy<Rows: Sequence>(
    _ rows: Rows, into table: String, _ encode: (inout CopyEncoder, Rows.Element) -> Void
  ) async throws {
    let bufferSize = 1 << 18
    try await connection.copyIn(
      "COPY footfall_store.\(table) FROM STDIN (FORMAT binary)", name: "copy_persons"
    ) { writer in
      var encoder = CopyEncoder(capacity: bufferSize + 1_024)
      for row in rows {
        encode(&encoder, row)
        if encoder.count >= bufferSize { try await writer.write(encoder.take()) }
      }
      try await writer.write(encoder.finish())
    }
  }
}

extension FirstIdentities.Part {
  /// Whose each row of a ledger is, of those that are somebody's.
  fileprivate func owners(_ places: [Int64: StoredIdentities.Place]) -> [Int64: Int64] {
    var retired: [Int64: Instant] = [:]
    for arrival in arrivals { retired[arrival.node.id] = arrival.node.retiredAt }
    return rows.compactMapValues { $0.owner(places, retired: retired) }
  }
}
