package import Clickstream
import Enrichment
import PostgreSQL

/// Why a person must not be written to.
package struct Suppression: Sendable, Encodable {
  /// Nil for all addresses of the person, or where it was erased.
  package var address: String?
  package var reason: String
  package var since: Instant
}

extension Warehouse {
  /// Why a person must not be written to, by what was known until an instant; empty where nothing speaks
  /// against it.
  package func suppressions(
    of person: Int64, site: String, toldUntil: Instant? = nil
  ) async throws -> [Suppression] {
    try await suppressions(of: [person], site: site, toldUntil: toldUntil)[person] ?? []
  }

  /// The same of several persons.
  func suppressions(
    of persons: [Int64], site: String, toldUntil: Instant?
  ) async throws -> [Int64: [Suppression]] {
    try await said("read_suppressions", of: persons, site, toldUntil) { row in
      Suppression(
        address: try row.get("address"), reason: try row.get("reason"),
        since: try row.instant("since"))
    }
  }

  /// Whoever comes to be known by a mail address that names nobody yet.
  package func expectedPerson(
    _ address: MailAddress, site: String
  ) async throws -> PersonMatch {
    guard let ids else { throw WarehouseError.missingResources("secret id_key") }
    let id = ids.person(address)
    return PersonMatch(
      site: site, person: id, node: id, kind: "mail address", value: address.normalised)
  }

  /// Writes down that a person must not be written to from `now` on, or may be again; nothing is ever
  /// changed or deleted.
  ///
  /// It is said of each value that names the person now, so that it holds for both where they turn out
  /// to be two.
  /// - Returns: whether it was not so before.
  package func suppress(
    _ person: PersonMatch, isLifted: Bool, note: String, staff: String, now: Instant
  ) async throws -> Bool {
    guard let site = try await run("find_site", [.text(person.site)]).first else {
      throw WarehouseError.siteUnknown
    }
    return try await run(
      "put_suppression_statements",
      [
        .int8(try site.get("id")), .int8(person.person), .int8(person.node),
        .timestamptz(unixMicroseconds: now.microseconds), .bool(isLifted), .text(note),
        .text(staff),
      ]
    ).affected > 0
  }
}
