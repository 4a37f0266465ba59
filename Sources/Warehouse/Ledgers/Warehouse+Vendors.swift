package import Clickstream
import PostgreSQL

/// Somebody whom the business buys from; what is secret of him is not in it.
package struct VendorRecord: Sendable, Encodable, Equatable {
  package var id: Int64
  /// Name of the site.
  package var site: String
  package var number: String?
  package var name: String
  package var contactName: String?
  package var email: String?
  package var phone: String?
  package var street: String?
  package var postalCode: String?
  package var city: String?
  package var country: String?
  package var website: String?
  package var supplies: String?
  /// As 2026-11-27.
  package var since: String?
  package var note: String?
  /// The person whom the mail address names, where it names one.
  package var person: Int64?
}

extension Warehouse {
  /// Whether anything is stored that was encrypted: then its key is needed, and no other.
  package func hasSecrets() async throws -> Bool {
    try await run("has_secrets").first?.get("has_secrets") ?? false
  }

  /// Forgets what staff did about a case that was an activity, which is taken back.
  package func forgetSteps(ofActivity id: Int64) async throws {
    try await run("forget_case_steps", [.int8(id)])
  }

  /// Those whom the business buys from, by name.
  ///
  /// - Parameters:
  ///   - site: its name; nil for all.
  ///   - name: number, name or mail address; nil for all.
  ///   - toldUntil: those from whom the business bought by then, or of whom it knew; nil for all.
  package func vendors(
    site: String?, named name: String?, toldUntil: Instant? = nil
  ) async throws -> [VendorRecord] {
    let told = Parameter.optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
    return try await run("list_vendors", [.text(site ?? ""), .text(name ?? ""), told]).map { row in
      VendorRecord(
        id: try row.get("id"), site: try row.get("site"), number: try row.get("number"),
        name: try row.get("name"), contactName: try row.get("contact_name"),
        email: try row.get("email"), phone: try row.get("phone"), street: try row.get("street"),
        postalCode: try row.get("postal_code"), city: try row.get("city"),
        country: try row.get("country"), website: try row.get("website"),
        supplies: try row.get("supplies"), since: try row.get("since"),
        note: try row.get("note"), person: try row.get("person"))
    }
  }

  /// What is secret of a vendor, by the name of the field; that somebody looked is kept.
  ///
  /// - Throws: `SecretBox.Failure` where it was encrypted with another key.
  package func reveal(
    vendor id: Int64, with box: SecretBox, staff: String, now: Instant
  ) async throws -> [(field: String, text: String)] {
    try await run(
      "reveal_vendor",
      [.int8(id), .timestamptz(unixMicroseconds: now.microseconds), .text(staff)]
    ).map { (try $0.get("field"), try box.open(try $0.get("value"))) }
  }
}
