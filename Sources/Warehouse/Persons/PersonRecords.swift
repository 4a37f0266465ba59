package import Clickstream
import PostgreSQL

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
    /// What staff said that ties it.
    package var statements: [Statement] = []
  }

  /// What staff said of two values.
  package struct Statement: Sendable, Encodable, Equatable {
    package var staff: String
    package var note: String?
    package var at: Instant
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

extension PersonRecord {
  /// The name of a file without its folders, by which people know it.
  package static func file(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension Warehouse {
  /// What is known of a person; nil where there is none of this id.
  ///
  /// See ``persons(_:site:limit:asOf:toldUntil:)``, of which this is a batch of one.
  package func person(
    _ id: Int64, site: String, limit: Int, asOf: Instant? = nil, toldUntil: Instant? = nil
  ) async throws -> PersonRecord? {
    try await persons([id], site: site, limit: limit, asOf: asOf, toldUntil: toldUntil).first
  }

  /// What is known of persons, in the order of their ids, each once; ids that name nobody are left out.
  ///
  /// - Parameters:
  ///   - limit: how many things that happened are read of each at most, the newest.
  ///   - asOf: the instant at which orders, subscription and lifecycle are told; nil for the present.
  ///   - toldUntil: what happened and was said from then on is left out; nil: all that is known counts.
  package func persons(
    _ ids: [Int64], site: String, limit: Int, asOf: Instant? = nil, toldUntil: Instant? = nil
  ) async throws -> [PersonRecord] {
    var seen: Set<Int64> = []
    let ids = ids.filter { seen.insert($0).inserted }
    var records: [PersonRecord] = []
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      let part = Array(ids[start..<min(start + Self.batch, ids.count)])
      var batch = try await bareRecords(of: part, site, asOf, toldUntil)
      try await fill(&batch, site, limit: limit, toldUntil)
      records += batch.records
    }
    return records
  }

  /// How many persons one statement reads.
  private static let batch = 200

  /// Records that are read at once, and whose each is.
  private struct RecordBatch {
    var records: [PersonRecord]
    private let places: [Int64: Int]

    init(_ records: [PersonRecord]) {
      self.records = records
      places = Dictionary(
        uniqueKeysWithValues: records.enumerated().map { ($0.element.person, $0.offset) })
    }

    var persons: [Int64] { records.map(\.person) }

    /// Hands each row to the record of the person that it names.
    mutating func take(
      _ rows: QueryResult, _ body: (inout PersonRecord, Row) throws -> Void
    ) throws {
      for row in rows {
        guard let place = places[try row.get("person")] else { continue }
        try body(&records[place], row)
      }
    }
  }

  private func bareRecords(
    of ids: [Int64], _ site: String, _ asOf: Instant?, _ toldUntil: Instant?
  ) async throws -> RecordBatch {
    let instant = Parameter.optional(asOf) { .timestamptz(unixMicroseconds: $0.microseconds) }
    let told = Parameter.optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
    return RecordBatch(
      try await run("read_persons", [.text(site), .int8Array(ids), instant, told]).map { row in
        PersonRecord(
          site: site, person: try row.get("person"), address: try row.get("address"),
          name: try row.get("name"), customerNumber: try row.get("customer_number"),
          phone: try row.get("phone"), language: try row.get("language"),
          optIn: try row.get("opt_in"), knownSince: try row.optionalInstant("known_since"),
          contacts: try row.get("contacts"),
          lastContactAt: try row.optionalInstant("last_contact_at"),
          orders: try row.get("orders"), spent: try row.get("spent"),
          firstOrderAt: try row.optionalInstant("first_order_at"),
          lastOrderAt: try row.optionalInstant("last_order_at"),
          subscribes: try row.get("subscribes"), renewsOn: try row.get("renews_on"),
          lifecycle: try row.get("lifecycle"), isOrganisation: try row.get("is_organisation"))
      })
  }

  private func fill(
    _ batch: inout RecordBatch, _ site: String, limit: Int, _ toldUntil: Instant?
  ) async throws {
    let persons = batch.persons
    guard !persons.isEmpty else { return }
    let told = Parameter.optional(toldUntil) { .timestamptz(unixMicroseconds: $0.microseconds) }
    let key: [Parameter] = [.text(site), .int8Array(persons)]
    try batch.take(try await run("read_person_foreign_orders", key + [told])) { record, row in
      record.foreignOrders[try row.get("currency")] = try row.get("orders")
    }
    try batch.take(try await run("read_person_attributes", key + [told])) { record, row in
      record.attributes.append(
        .init(
          attribute: try row.get("attribute"), value: try row.get("value"),
          source: try row.get("source"), at: try row.instant("at"),
          stream: try row.get("stream"), position: try row.get("position")))
    }
    try batch.take(try await run("read_person_identifiers", key + [told])) { record, row in
      record.identifiers.append(
        .init(
          id: try row.get("id"), kind: try row.get("kind"), value: try row.get("value"),
          firstSeen: try row.instant("first_seen"), lastSeen: try row.instant("last_seen"),
          state: try row.get("state")))
    }
    try await explain(&batch.records, site)
    let consents = try await consents(of: persons, site: site, toldUntil: toldUntil)
    let preferences = try await preferences(of: persons, site: site, toldUntil: toldUntil)
    let suppressions = try await suppressions(of: persons, site: site, toldUntil: toldUntil)
    for index in batch.records.indices {
      let person = batch.records[index].person
      batch.records[index].consents = consents[person] ?? []
      batch.records[index].preferences = preferences[person] ?? []
      batch.records[index].suppressions = suppressions[person] ?? []
    }
    try batch.take(try await run("read_last_words", key + [told])) { record, row in
      record.lastWords.append(
        .init(
          at: try row.instant("at"), kind: try row.get("kind"),
          direction: try row.get("direction"), topic: try row.get("topic"),
          subject: try row.get("subject")))
    }
    try batch.take(
      try await run("read_person_timeline", key + [.int8(Int64(limit)), told])
    ) { record, row in
      record.timeline.append(
        .init(
          at: try row.instant("at"), kind: try row.get("kind"),
          direction: try row.get("direction"), topic: try row.get("topic"),
          subject: try row.get("subject"), detail: try row.get("detail"),
          amount: try row.get("amount"), currency: try row.get("currency")))
    }
  }

  /// Says of each value which record ties it to another of the same person.
  private func explain(_ records: inout [PersonRecord], _ site: String) async throws {
    var owners: [Int64: Int64] = [:]
    for record in records {
      for identifier in record.identifiers { owners[identifier.id] = record.person }
    }
    var reasons: [Int64: String] = [:]
    var statements: [Int64: [PersonRecord.Statement]] = [:]
    for row in try await run(
      "read_person_evidence", [.text(site), .int8Array(owners.keys.sorted())])
    {
      let (a, b): (Int64, Int64) = (try row.get("a"), try row.get("b"))
      guard let owner = owners[a], owner == owners[b] else { continue }
      let rule: String = try row.get("rule")
      let stream: String? = try row.get("stream")
      let position: Int64? = try row.get("position")
      let reason = stream.map { "\(rule): \(PersonRecord.file($0)), byte \(position ?? 0)" } ?? rule
      for node in [a, b] where reasons[node] == nil { reasons[node] = reason }
      guard rule == "staff" else { continue }
      let statement = PersonRecord.Statement(
        staff: try row.get("staff", as: String?.self) ?? "", note: try row.get("note"),
        at: try row.instant("at"))
      for node in [a, b] { statements[node, default: []].append(statement) }
    }
    for place in records.indices {
      for index in records[place].identifiers.indices {
        let id = records[place].identifiers[index].id
        records[place].identifiers[index].reason = reasons[id]
        records[place].identifiers[index].statements = statements[id] ?? []
      }
    }
  }
}
