import Clickstream
import Enrichment
import PostgreSQL

extension Warehouse {
  /// Stores contacts and their persons inside the open transaction; returns how many were new.
  func store(_ contacts: [Contact], site: Int64, ids: Ids) async throws -> Int64 {
    guard !contacts.isEmpty else { return 0 }
    let persons = contacts.map { $0.address.map(ids.person) ?? 0 }
    try await store(addresses: contacts.compactMap(\.address), ids: ids)
    let stored = try await run(
      "insert_contacts",
      [
        .int8Array(contacts.map(\.id)), .int8Array(contacts.map { _ in site }),
        .int8Array(persons),
        .timestamptzArray(unixMicroseconds: contacts.map(\.at.microseconds)),
        .int8Array(contacts.map(\.generation)), .int8Array(contacts.map(\.position)),
        .int2Array(contacts.map(\.direction.rawValue)),
        .int2Array(contacts.map(\.channel.rawValue)),
        .textArray(contacts.map(\.topic)), .textArray(contacts.map(\.topicRule)),
        .textArray(contacts.map(\.personName)), .textArray(contacts.map(\.subject)),
        .textArray(contacts.map(\.excerpt)), .textArray(contacts.map(\.form)),
        .textArray(contacts.map(\.pagePath)), .float8Array(contacts.map(\.topicScore)),
        .textArray(contacts.map(\.topicRules)),
        .textArray(contacts.map { $0.consents.map(\.text).joined(separator: " ") }),
        .textArray(contacts.map { JSONText.object($0.declared) }),
        .int8Array(contacts.map(\.cookie)), .int8Array(contacts.map(\.token)),
        .int2Array(contacts.map { $0.tokenPlace?.rawValue ?? 0 }),
      ])
    try await run(
      "note_underived_contacts", [.int8Array(try stored.map { try $0.get("id") })])
    return Int64(stored.affected)
  }

  /// Stores addresses, by which persons are known.
  func store(addresses: [MailAddress], ids: Ids) async throws {
    let known = Dictionary(
      addresses.map { (ids.person($0), $0.normalised) }, uniquingKeysWith: { first, _ in first }
    ).sorted { $0.key < $1.key }
    let rows = [
      Parameter.int8Array(known.map(\.key)), Parameter.textArray(known.map(\.value)),
    ]
    try await run("insert_persons", rows)
    let collisions = try await run("collide_person", rows)
    if let row = collisions.first, try row.get("collisions", as: Int64.self) > 0 {
      throw WarehouseError.collision(table: "person")
    }
  }

  /// Stores the contacts that the database takes; tells how many were new, and which it refused.
  func isolateContacts(
    _ contacts: [Contact], site: Int64, ids: Ids
  ) async throws -> (stored: Int64, refused: [Refusal]) {
    var stored: Int64 = 0
    let refused = try await isolate(contacts.count) { range in
      stored += try await store(Array(contacts[range]), site: site, ids: ids)
    }
    return (stored, refused)
  }
}
