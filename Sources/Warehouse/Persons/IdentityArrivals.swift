import Clickstream
import Enrichment
import Identity
import PostgreSQL

/// How much of the identity graph a derivation looks at.
enum IdentityScope {
  /// All records are collected: what none of them names any more goes.
  case everything
  /// All of the graph, where new records touch most of it.
  case all
  /// The parts of the graph that hold something new.
  case touched
}

/// A value that records name for the first time.
struct ArrivedIdentity {
  var node: IdentityNode
  let value: String
  var lastSeen: Instant
}

/// What the collected records name for the first time.
struct IdentityArrivals {
  private static let chunk = 10_000

  /// By site.
  private(set) var values: [Int64: [ArrivedIdentity]] = [:]
  /// Values of persons who were erased, by site.
  private(set) var erased: [Int64: [(kind: IdentityKind, value: String, key: Int64)]] = [:]

  static func find(_ ids: Ids, in warehouse: Warehouse) async throws -> IdentityArrivals {
    let new = try await NewValues.read(ids, from: warehouse)
    var arrivals = IdentityArrivals()
    for row in try await warehouse.run("find_new_identities") {
      let value: String = try row.get("value")
      guard let kind = IdentityKind(rawValue: try row.get("kind")) else { continue }
      let site: Int64 = try row.get("site")
      switch new.judge(kind, value, site: site) {
      case .nobody: continue
      case .erased(let key): arrivals.erased[site, default: []].append((kind, value, key))
      case .node(let id, let isRole):
        arrivals.values[site, default: []].append(
          ArrivedIdentity(
            node: IdentityNode(
              id: id, kind: kind, firstSeen: try row.instant("first_seen"), isRole: isRole,
              retiredAt: try row.optionalInstant("retired_at")),
            value: value, lastSeen: try row.instant("last_seen")))
      }
    }
    return arrivals
  }

  /// Lets evidence find the values by what they are.
  func note(in warehouse: Warehouse) async throws {
    for (site, arrived) in values {
      for part in arrived.indices.parts(of: Self.chunk) {
        try await warehouse.run(
          "insert_arrived_values",
          [
            .int8Array(part.map { _ in site }), .int8Array(arrived[part].map(\.node.id)),
            .int2Array(arrived[part].map(\.node.kind.rawValue)),
            .textArray(arrived[part].map(\.value)),
          ])
      }
    }
  }
}
