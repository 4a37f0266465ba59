import Clickstream
import Identity
import PostgreSQL

/// The identity graph of a site as it is stored, with what was derived from it last.
struct StoredIdentities {
  /// Whom a value names, and how.
  struct Place: Equatable {
    /// A member makes the person; the others are attached.
    static let member: Int16 = 0
    static let unowned = Place(
      person: nil, state: IdentityResolution.Attachment.State.unowned.rawValue)

    var person: Int64?
    var state: Int16
  }

  let site: Int64
  /// Of the values that are stored, and of those that are new.
  let graph: IdentityGraph
  /// Values that are not stored yet.
  let arrivals: [ArrivedIdentity]
  /// By node, as it stands in the database.
  let places: [Int64: Place]
  /// Evidence that was set aside, and why.
  let setAside: [Evidence: Int16]

  /// - Parameter arrived: evidence that is not stored yet.
  static func read(
    _ site: Int64, _ scope: IdentityScope, arrivals: [ArrivedIdentity], arrived: [Evidence] = [],
    from warehouse: Warehouse
  ) async throws -> StoredIdentities {
    let touched = scope == .touched ? "touched_" : ""
    var nodes = arrivals.map(\.node)
    var places: [Int64: Place] = [:]
    for row in try await warehouse.run("read_\(touched)identities", [.int8(site)]) {
      let id: Int64 = try row.get("id")
      guard let kind = IdentityKind(rawValue: try row.get("kind")) else { continue }
      nodes.append(
        IdentityNode(
          id: id, kind: kind, firstSeen: try row.instant("first_seen"),
          isRole: try row.get("is_role"), retiredAt: try row.optionalInstant("retired_at")))
      places[id] = Place(person: try row.get("person"), state: try row.get("state"))
    }
    var evidence = arrived
    var setAside: [Evidence: Int16] = [:]
    for row in try await warehouse.run("read_\(touched)evidence", [.int8(site)]) {
      guard let rule = Evidence.Rule(rawValue: try row.get("rule")) else { continue }
      let record = Evidence(
        try row.get("a"), try row.get("b"), rule: rule, at: try row.instant("at"),
        generation: try row.get("generation"), position: try row.get("position"))
      evidence.append(record)
      setAside[record] = try row.get("set_aside", as: Int16?.self)
    }
    let apart = try await warehouse.run("read_apart", [.int8(site)]).map { row in
      (try row.get("a", as: Int64.self), try row.get("b", as: Int64.self))
    }
    return StoredIdentities(
      site: site, graph: IdentityGraph(nodes: nodes, evidence: evidence, apart: apart),
      arrivals: arrivals, places: places, setAside: setAside)
  }
}

extension IdentityResolution {
  /// Whom each value names, and how.
  var places: [Int64: StoredIdentities.Place] {
    var places: [Int64: StoredIdentities.Place] = [:]
    for person in persons {
      for member in person.members {
        places[member] = .init(person: person.id, state: StoredIdentities.Place.member)
      }
    }
    for item in attachments {
      places[item.node] = .init(person: item.person, state: item.state.rawValue)
    }
    return places
  }
}
