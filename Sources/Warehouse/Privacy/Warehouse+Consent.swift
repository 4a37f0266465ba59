package import Clickstream
import PostgreSQL

/// What a person allows now, for one purpose.
package struct ConsentState: Sendable, Encodable {
  /// `news`, `browsing` or another word.
  package var purpose: String
  /// `asked`, `given`, `confirmed` or `withdrawn`.
  package var status: String
  /// Whether it may be acted upon.
  package var isGiven: Bool
  package var basis: String
  package var proof: String
  package var at: Instant
}

/// What a person likes.
package struct Preference: Sendable, Encodable {
  package var name: String
  package var value: String
  /// `declared`, `staff` or `inferred`.
  package var provenance: String
  package var times: Int64
}

extension Warehouse {
  /// Writes down what a person allows or forbids from `now` on; nothing is ever changed or deleted.
  package func note(
    _ purpose: String, isGiven: Bool, by person: PersonMatch, proof: String, staff: String,
    now: Instant
  ) async throws {
    guard let site = try await run("find_site", [.text(person.site)]).first else {
      throw WarehouseError.siteUnknown
    }
    try await put(
      purpose, isGiven: isGiven, by: person.node, site: try site.get("id"), basis: "staff",
      proof: proof, staff: staff, at: now)
  }

  func put(
    _ purpose: String, isGiven: Bool, by node: Int64, site: Int64, basis: String, proof: String,
    staff: String, at: Instant
  ) async throws {
    try await run(
      "put_consent",
      [
        .int8(site), .int8(node), .text(purpose),
        .timestamptz(unixMicroseconds: at.microseconds), .text(isGiven ? "given" : "withdrawn"),
        .text(basis), .text(proof), .text(staff),
      ])
  }

  /// What for anybody allows or forbids something.
  package func purposes() async throws -> [String] {
    try await run("list_purposes").map { try $0.get("purpose") }
  }

  /// What a person allows, by what was said until an instant; nil for the present.
  package func consents(
    of person: Int64, site: String, toldUntil: Instant? = nil
  ) async throws -> [ConsentState] {
    try await consents(of: [person], site: site, toldUntil: toldUntil)[person] ?? []
  }

  /// The same of several persons.
  func consents(
    of persons: [Int64], site: String, toldUntil: Instant?
  ) async throws -> [Int64: [ConsentState]] {
    try await said("read_consents", of: persons, site, toldUntil) { row in
      ConsentState(
        purpose: try row.get("purpose"), status: try row.get("status"),
        isGiven: try row.get("is_given"), basis: try row.get("basis"),
        proof: try row.get("proof"), at: try row.instant("at"))
    }
  }

  /// What persons like, the surest first, without what was told last from an instant on.
  func preferences(
    of persons: [Int64], site: String, toldUntil: Instant?
  ) async throws -> [Int64: [Preference]] {
    try await said("read_preferences", of: persons, site, toldUntil) { row in
      Preference(
        name: try row.get("name"), value: try row.get("value"),
        provenance: try row.get("provenance"), times: try row.get("times"))
    }
  }

  /// What a statement tells of persons, by person, in its order.
  func said<Value>(
    _ statement: String, of persons: [Int64], _ site: String, _ toldUntil: Instant?,
    _ value: (Row) throws -> Value
  ) async throws -> [Int64: [Value]] {
    let told = Parameter.optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
    var values: [Int64: [Value]] = [:]
    for row in try await run(statement, [.text(site), .int8Array(persons), told]) {
      values[try row.get("person"), default: []].append(try value(row))
    }
    return values
  }
}
