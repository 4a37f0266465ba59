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

  /// A row of the list of persons.
  package struct PersonRow: Sendable, Equatable {
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

    /// The last contact or order, whichever is later.
    fileprivate var touchedAt: Instant {
      max(lastContactAt ?? .earliest, lastOrderAt ?? .earliest)
    }
  }

  /// Persons, the last in touch first; those who came to be known from an instant on are left out.
  ///
  /// - Parameter segment: the customer segment that they are in as of the newest day that is analysed.
  package func persons(
    site: String?, lifecycle: String?, segment: String? = nil, limit: Int,
    toldUntil: Instant? = nil
  ) async throws -> [PersonRow] {
    if lifecycle == nil, segment == nil, toldUntil == nil, (1...Self.fewPersons).contains(limit),
      let rows = try await recentPersons(site: site, limit: limit)
    {
      return rows
    }
    return try await run(
      "list_persons",
      [
        .text(site ?? ""), .text(lifecycle ?? ""), .int8(Int64(limit)),
        .optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) },
        .text(segment ?? ""),
      ]
    ).map(Self.personRow)
  }

  /// So many are read person by person.
  private static let fewPersons = 200

  /// Some persons, the last in touch first, without a look at what all others did; nil where that does
  /// not tell which they are.
  private func recentPersons(site: String?, limit: Int) async throws -> [PersonRow]? {
    let found = try await run(
      "find_recent_persons", [.text(site ?? ""), .int8(Int64(limit) * 2 + 20)])
    let candidates = try found.map {
      (
        site: try $0.get("site", as: String.self), person: try $0.get("person", as: Int64.self),
        at: try $0.instant("at")
      )
    }
    guard let last = candidates.last, candidates.allSatisfy({ $0.site == last.site }) else {
      return nil
    }
    var rows = try await run(
      "read_person_rows", [.text(last.site), .int8Array(candidates.map(\.person))]
    ).map(Self.personRow)
    rows.sort { ($0.touchedAt, $1.person) > ($1.touchedAt, $0.person) }
    // Whoever is none of them was in touch no later than the last of them may have been.
    guard rows.count >= limit,
      (rows[limit - 1].touchedAt, last.person) > (last.at, rows[limit - 1].person)
    else { return nil }
    return Array(rows[..<limit])
  }

  private static func personRow(_ row: Row) throws -> PersonRow {
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

  /// Which of some persons have orders that are not in what they spent, for their currency is not that
  /// of the site.
  package func foreignBuyers(among rows: [PersonRow]) async throws -> Set<Int64> {
    var found: Set<Int64> = []
    for (site, persons) in Dictionary(grouping: rows.filter { $0.orders > 0 }, by: \.site) {
      for part in persons.indices.parts(of: 200) {
        for row in try await run(
          "read_person_foreign_orders",
          [.text(site), .int8Array(persons[part].map(\.person)), .null])
        {
          found.insert(try row.get("person"))
        }
      }
    }
    return found
  }
}
