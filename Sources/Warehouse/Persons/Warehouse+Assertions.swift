package import Clickstream
import Identity
import PostgreSQL

/// What staff said of two persons cannot be, or is so already.
package enum AssertionRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  /// They are one person already.
  case isOne
  /// They are two persons already.
  case areTwo
  /// A rule keeps them apart: the reason, as a sentence that begins in the middle.
  case forbidden(String)

  package var description: String {
    switch self {
    case .isOne: "both name one person already"
    case .areTwo: "they name two persons already"
    case .forbidden(let reason): "they stay two persons: \(reason)"
    }
  }
}

extension Warehouse {
  /// Says that two values name one person, and derives all persons anew; nothing changes where a
  /// rule forbids it.
  ///
  /// - Throws: `AssertionRefusal`.
  package func merge(
    _ one: PersonMatch, _ other: PersonMatch, staff: String, note: String, now: Instant
  ) async throws -> IdentityChanges {
    try await connection.transaction { _ in
      let site = try await siteID(one.site)
      guard one.person != other.person else { throw AssertionRefusal.isOne }
      let nodes = try await members(of: [one.person, other.person], site: one.site)
      try await withdraw(site, nodes, now)
      try await put(site, one.node, other.node, isSame: true, staff, note, now)
      let derived = try await derivePersonsWithin(now: now)
      guard try await areOne(one, other) else {
        let pair = Set([one.node, other.node])
        let reason = derived.refused.first { Set([$0.evidence.a, $0.evidence.b]) == pair }?.reason
        throw AssertionRefusal.forbidden(try await name(of: reason))
      }
      return derived.changes
    }
  }

  /// Says that two values name two persons, and derives all persons anew.
  ///
  /// Where only staff had said that they name one, that is taken back, and all is as before.
  /// - Throws: `AssertionRefusal`.
  package func unmerge(
    _ one: PersonMatch, _ other: PersonMatch, staff: String, note: String, now: Instant
  ) async throws -> IdentityChanges {
    try await connection.transaction { _ in
      let site = try await siteID(one.site)
      guard one.person == other.person, one.node != other.node else {
        throw AssertionRefusal.areTwo
      }
      var changes = IdentityChanges()
      let forbidden = try await consents(of: one.person, site: one.site).filter {
        $0.status == "withdrawn"
      }
      let taken = try await statements(joining: one, other, site: site, now: now)
      for statement in taken { try await withdraw(statement, site, now) }
      let mergedAt = taken.map(\.at).min()
      if mergedAt != nil { changes = try await derivePersonsWithin(now: now).changes }
      if try await areOne(one, other) {
        try await put(site, one.node, other.node, isSame: false, staff, note, now)
        changes = try await derivePersonsWithin(now: now).changes
      }
      // Nobody knows for which of the two it was said: the stricter holds for both. What was said
      // before they were merged is known.
      for state in forbidden where state.at > mergedAt ?? .earliest {
        for node in [one.node, other.node] {
          try await put(
            state.purpose, isGiven: false, by: node, site: site, basis: "unmerge",
            proof: state.proof, staff: staff, at: now)
        }
      }
      return changes
    }
  }

  private func siteID(_ name: String) async throws -> Int64 {
    guard let row = try await run("find_site", [.text(name)]).first else {
      throw WarehouseError.missingResources("site \(name)")
    }
    return try row.get("id")
  }

  private func members(of persons: [Int64], site: String) async throws -> [Int64] {
    try await run("read_person_identifiers", [.text(site), .int8Array(persons), .null]).map {
      try $0.get("id")
    }
  }

  private func areOne(_ one: PersonMatch, _ other: PersonMatch) async throws -> Bool {
    let nodes = try await run(
      "read_places", [.text(one.site), .int8Array([one.node, other.node])])
    let persons = try nodes.map { try $0.get("person", as: Int64?.self) }
    return persons.count == 2 && persons[0] != nil && persons[0] == persons[1]
  }

  private func put(
    _ site: Int64, _ one: Int64, _ other: Int64, isSame: Bool, _ staff: String, _ note: String,
    _ now: Instant
  ) async throws {
    try await run(
      "put_assertion",
      [
        .int8(site), .int8(min(one, other)), .int8(max(one, other)),
        .timestamptz(unixMicroseconds: now.microseconds), .bool(isSame), .text(staff), .text(note),
      ])
    try await run("note_underived_values", [.int8(site), .int8Array([one, other])])
  }

  /// Takes back that these values name several persons.
  private func withdraw(_ site: Int64, _ nodes: [Int64], _ now: Instant) async throws {
    try await run(
      "withdraw_assertions",
      [.int8(site), .int8Array(nodes), .timestamptz(unixMicroseconds: now.microseconds)])
    try await run("note_underived_values", [.int8(site), .int8Array(nodes)])
  }

  private func name(of reason: IdentityResolution.Conflict.Reason?) async throws -> String {
    guard let reason else { return "no record that counts joins them" }
    return try await run("name_conflict", [.int2(reason.rawValue)]).first?.get("name") ?? ""
  }
}
