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

  /// What a person allows, by what was said until an instant; nil for the present.
  package func consents(
    of person: Int64, site: String, toldUntil: Instant? = nil
  ) async throws -> [ConsentState] {
    let told = Parameter.optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
    return try await run("read_consents", [.text(site), .int8(person), told]).map { row in
      ConsentState(
        purpose: try row.get("purpose"), status: try row.get("status"),
        isGiven: try row.get("is_given"), basis: try row.get("basis"),
        proof: try row.get("proof"), at: try row.instant("at"))
    }
  }

  /// What a person likes, the surest first, without what was told last from an instant on.
  package func preferences(
    of person: Int64, site: String, toldUntil: Instant? = nil
  ) async throws -> [Preference] {
    let told = Parameter.optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
    return try await run("read_preferences", [.text(site), .int8(person), told]).map { row in
      Preference(
        name: try row.get("name"), value: try row.get("value"),
        provenance: try row.get("provenance"), times: try row.get("times"))
    }
  }
}
