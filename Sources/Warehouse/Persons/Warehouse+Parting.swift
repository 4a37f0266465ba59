import Clickstream
import Identity
import PostgreSQL

extension Warehouse {
  /// What staff said that makes one person of two values: what is to be taken back so that they name
  /// two, as little and as new as may be; empty where records join them.
  func statements(
    joining one: PersonMatch, _ other: PersonMatch, site: Int64, now: Instant
  ) async throws -> [Evidence] {
    // What is not derived yet counts as well.
    _ = try await derivePersonsWithin(now: now)
    try await run("note_underived_values", [.int8(site), .int8Array([one.node, other.node])])
    try await run("take_underived")
    try await run("touch_values")
    let graph = try await StoredIdentities.read(site, .touched, arrivals: [], from: self).graph
    try await run("clear_arrivals")
    func isParted(without statements: [Evidence]) -> Bool {
      var rest = graph
      let taken = Set(statements)
      rest.evidence.removeAll { taken.contains($0) }
      let places = rest.resolved().places
      return places[one.node]?.person != places[other.node]?.person
    }
    let said = graph.evidence.filter { $0.rule == .staff }.sorted { $1 < $0 }
    if let last = said.first(where: { isParted(without: [$0]) }) { return [last] }
    guard
      let count = said.indices.map({ $0 + 1 }).first(where: {
        isParted(without: Array(said.prefix($0)))
      })
    else { return [] }
    // Those that need not go for it stay, the oldest first.
    var taken = Array(said.prefix(count))
    for statement in taken.reversed() {
      let fewer = taken.filter { $0 != statement }
      if isParted(without: fewer) { taken = fewer }
    }
    return taken
  }

  /// Takes back that two values name one person.
  func withdraw(_ statement: Evidence, _ site: Int64, _ now: Instant) async throws {
    try await run(
      "withdraw_assertion",
      [
        .int8(site), .int8(statement.a), .int8(statement.b),
        .timestamptz(unixMicroseconds: statement.at.microseconds),
        .timestamptz(unixMicroseconds: now.microseconds),
      ])
    try await run("note_underived_values", [.int8(site), .int8Array([statement.a, statement.b])])
  }
}
