package import Clickstream
import PostgreSQL

/// A person that a name stands for, and the value by which it was found.
package struct PersonMatch: Sendable, Hashable {
  /// Name of the site.
  package var site: String
  package var person: Int64
  /// Id of the value.
  package var node: Int64
  /// What the value is, such as `mail address`.
  package var kind: String
  package var value: String
}

/// A person whose name was looked for.
package struct NamedPerson: Sendable, Equatable {
  /// Name of the site.
  package var site: String
  package var person: Int64
  package var name: String
  package var address: String?
  package var customerNumber: String?

  fileprivate init(_ row: Row) throws {
    site = try row.get("site")
    person = try row.get("person")
    name = try row.get("name")
    address = try row.get("address")
    customerNumber = try row.get("customer_number")
  }
}

/// What is known of one person.
package struct PersonRecord: Sendable, Encodable {
  package struct Identifier: Sendable, Encodable {
    package var id: Int64
    package var kind: String
    package var value: String
    package var firstSeen: Instant
    package var lastSeen: Instant
    /// `member` where it makes the person; else how it is attached.
    package var state: String
    /// The first record that ties it to another value, if one does.
    package var reason: String?
  }

  /// What is shown of a person, and the record that says so.
  package struct Attribute: Sendable, Encodable, Equatable {
    /// `name` or `phone`.
    package var attribute: String
    package var value: String
    /// `customer`, `order`, `form` or `email`.
    package var source: String
    package var at: Instant
    /// The file that it was read from, and where in that; nil where it is not known any more.
    package var stream: String?
    package var position: Int64
  }

  package struct Touch: Sendable, Encodable {
    package var at: Instant
    package var kind: String
    package var direction: String?
    package var topic: String?
    package var subject: String?
    package var detail: String?
    /// Digits; see `currency`.
    package var amount: String?
    package var currency: String?
  }

  package var site: String
  package var person: Int64
  package var address: String?
  package var name: String
  package var customerNumber: String?
  package var phone: String?
  package var language: String?
  package var optIn: Bool?
  package var knownSince: Instant?
  package var contacts: Int64
  package var lastContactAt: Instant?
  package var orders: Int64
  /// Digits, in the currency of the site.
  package var spent: String
  /// Orders that are not in that sum, by their currency.
  package var foreignOrders: [String: Int64] = [:]
  package var firstOrderAt: Instant?
  package var lastOrderAt: Instant?
  package var subscribes: Bool
  /// As PostgreSQL prints it: 2026-12-31.
  package var renewsOn: String?
  package var lifecycle: String
  package var isOrganisation: Bool
  /// By which records it has its name and its telephone number.
  package var attributes: [Attribute] = []
  package var identifiers: [Identifier] = []
  package var consents: [ConsentState] = []
  package var preferences: [Preference] = []
  package var suppressions: [Suppression] = []
  /// The last contact from them, and the last to them.
  package var lastWords: [Touch] = []
  /// The newest first.
  package var timeline: [Touch] = []
}

extension Warehouse {
  /// Persons that a name stands for: a mail address, customer number, login, telephone number or
  /// id, each as it is stored; one for each value that fits.
  package func persons(
    named value: String, id: Int64?, site: String?
  ) async throws -> [PersonMatch] {
    try await run("find_person", [.text(value), .int8(id ?? 0), .text(site ?? "")]).map { row in
      PersonMatch(
        site: try row.get("site"), person: try row.get("person"), node: try row.get("id"),
        kind: try row.get("kind"), value: try row.get("value"))
    }
  }

  /// Persons whose name has all words of a text, whatever their case and accents.
  package func persons(
    called text: String, site: String?, limit: Int
  ) async throws -> [NamedPerson] {
    try await run(
      "find_named_persons", [.text(text), .text(site ?? ""), .int8(Int64(limit))]
    ).map(NamedPerson.init)
  }

  /// Persons with whom records name a value that is nobody's alone.
  package func persons(
    sharing value: String, site: String?, limit: Int
  ) async throws -> [NamedPerson] {
    try await run(
      "find_sharing_persons", [.text(value), .text(site ?? ""), .int8(Int64(limit))]
    ).map(NamedPerson.init)
  }

  /// What is known of a person; nil where there is none of this id.
  ///
  /// - Parameters:
  ///   - limit: how many things that happened are read at most, the newest.
  ///   - asOf: the instant at which orders, subscription and lifecycle are told; nil for the present.
  ///   - toldUntil: what happened and was said from then on is left out; nil: all that is known counts.
  package func person(
    _ id: Int64, site: String, limit: Int, asOf: Instant? = nil, toldUntil: Instant? = nil
  ) async throws -> PersonRecord? {
    let key: [Parameter] = [.text(site), .int8(id)]
    let instant = Parameter.optional(asOf) { .timestamptz(unixMicroseconds: $0.microseconds) }
    let told = Parameter.optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
    guard let row = try await run("read_person", key + [instant, told]).first else { return nil }
    var record = PersonRecord(
      site: site, person: id, address: try row.get("address"), name: try row.get("name"),
      customerNumber: try row.get("customer_number"), phone: try row.get("phone"),
      language: try row.get("language"), optIn: try row.get("opt_in"),
      knownSince: try row.optionalInstant("known_since"), contacts: try row.get("contacts"),
      lastContactAt: try row.optionalInstant("last_contact_at"), orders: try row.get("orders"),
      spent: try row.get("spent"), firstOrderAt: try row.optionalInstant("first_order_at"),
      lastOrderAt: try row.optionalInstant("last_order_at"),
      subscribes: try row.get("subscribes"), renewsOn: try row.get("renews_on"),
      lifecycle: try row.get("lifecycle"), isOrganisation: try row.get("is_organisation"))
    for row in try await run("read_person_foreign_orders", key + [told]) {
      record.foreignOrders[try row.get("currency")] = try row.get("orders")
    }
    for row in try await run("read_person_attributes", key + [told]) {
      record.attributes.append(
        .init(
          attribute: try row.get("attribute"), value: try row.get("value"),
          source: try row.get("source"), at: try row.instant("at"),
          stream: try row.get("stream"), position: try row.get("position")))
    }
    for row in try await run("read_person_identifiers", key + [told]) {
      record.identifiers.append(
        .init(
          id: try row.get("id"), kind: try row.get("kind"), value: try row.get("value"),
          firstSeen: try row.instant("first_seen"), lastSeen: try row.instant("last_seen"),
          state: try row.get("state")))
    }
    try await explain(&record)
    record.consents = try await consents(of: id, site: site, toldUntil: toldUntil)
    record.preferences = try await preferences(of: id, site: site, toldUntil: toldUntil)
    record.suppressions = try await suppressions(of: id, site: site, toldUntil: toldUntil)
    for row in try await run("read_last_words", key + [told]) {
      record.lastWords.append(
        .init(
          at: try row.instant("at"), kind: try row.get("kind"),
          direction: try row.get("direction"), topic: try row.get("topic"),
          subject: try row.get("subject")))
    }
    for row in try await run("read_person_timeline", key + [.int8(Int64(limit)), told]) {
      record.timeline.append(
        .init(
          at: try row.instant("at"), kind: try row.get("kind"),
          direction: try row.get("direction"), topic: try row.get("topic"),
          subject: try row.get("subject"), detail: try row.get("detail"),
          amount: try row.get("amount"), currency: try row.get("currency")))
    }
    return record
  }

  /// Says of each value which record ties it to another of the same person.
  private func explain(_ record: inout PersonRecord) async throws {
    let ids = record.identifiers.map(\.id)
    let members = Set(ids)
    var reasons: [Int64: String] = [:]
    let evidence = try await run("read_person_evidence", [.text(record.site), .int8Array(ids)])
    for row in evidence where try row.get("set_aside", as: String?.self) == nil {
      let (a, b): (Int64, Int64) = (try row.get("a"), try row.get("b"))
      guard members.contains(a), members.contains(b) else { continue }
      let rule: String = try row.get("rule")
      let stream: String? = try row.get("stream")
      let position: Int64? = try row.get("position")
      let reason = stream.map { "\(rule): \($0), byte \(position ?? 0)" } ?? rule
      for node in [a, b] where reasons[node] == nil { reasons[node] = reason }
    }
    for index in record.identifiers.indices {
      record.identifiers[index].reason = reasons[record.identifiers[index].id]
    }
  }

  /// A row of the list of persons.
  package struct PersonRow: Sendable {
    package var site: String
    package var person: Int64
    package var name: String
    package var address: String?
    package var customerNumber: String?
    package var lifecycle: String
    package var knownSince: Instant?
    package var contacts: Int64
    package var lastContactAt: Instant?
    package var lastDirection: String?
    package var lastChannel: String?
    package var lastTopic: String?
    package var orders: Int64
    package var spent: String
    package var lastOrderAt: Instant?
    package var renewsOn: String?
    package var optIn: Bool?
  }

  /// Persons, the last in touch first; those who came to be known from an instant on are left out.
  package func persons(
    site: String?, lifecycle: String?, limit: Int, toldUntil: Instant? = nil
  ) async throws -> [PersonRow] {
    try await run(
      "list_persons",
      [
        .text(site ?? ""), .text(lifecycle ?? ""), .int8(Int64(limit)),
        .optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) },
      ]
    ).map { row in
      PersonRow(
        site: try row.get("site"), person: try row.get("person"), name: try row.get("name"),
        address: try row.get("address"), customerNumber: try row.get("customer_number"),
        lifecycle: try row.get("lifecycle"), knownSince: try row.optionalInstant("known_since"),
        contacts: try row.get("contacts"),
        lastContactAt: try row.optionalInstant("last_contact_at"),
        lastDirection: try row.get("last_direction"), lastChannel: try row.get("last_channel"),
        lastTopic: try row.get("last_topic"), orders: try row.get("orders"),
        spent: try row.get("spent"), lastOrderAt: try row.optionalInstant("last_order_at"),
        renewsOn: try row.get("renews_on"), optIn: try row.get("opt_in"))
    }
  }
}
