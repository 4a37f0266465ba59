import Clickstream
import Enrichment
import Identity
import PostgreSQL

/// What all records name persons by, where nothing is derived yet: each value is new, and so is all
/// evidence.
///
/// Says the same as `footfall_store.identity_claim`, `arrived_evidence` and `ledger_owner`.
struct FirstIdentities {
  /// What one site's records say.
  struct Part {
    fileprivate(set) var arrivals: [ArrivedIdentity] = []
    fileprivate(set) var evidence: [Evidence] = []
    /// The newest version of each row of a ledger.
    fileprivate(set) var rows: [Int64: Row] = [:]
    /// Places of values among the arrivals, by id; those that name nobody have none.
    fileprivate var places: [Int64: Int] = [:]
    fileprivate var nobody: Set<Int64> = []
  }

  /// What a row of a ledger is owned by: the strongest value counts.
  struct Row {
    var asOf: Instant
    var at: Instant
    var number: Int64?
    var login: Int64?
    var email: Int64?

    /// Whose it is; what happened after a number was given up is not its former owner's.
    func owner(_ places: [Int64: StoredIdentities.Place], retired: [Int64: Instant]) -> Int64? {
      func person(_ node: Int64?) -> Int64? { node.flatMap { places[$0]?.person } }
      let isRetired = number.flatMap { retired[$0] }.map { at > $0 } ?? false
      return (isRetired ? nil : person(number)) ?? person(login) ?? person(email)
    }
  }

  /// By site.
  private(set) var parts: [Int64: Part] = [:]
  /// Whether a value names somebody who was erased.
  private(set) var hasErased = false
  private let new: NewValues

  /// One value that a record names somebody by.
  fileprivate struct Claim {
    var kind: IdentityKind
    var id: Int64
  }

  private struct RecordKey: Hashable {
    var generation: Int64
    var position: Int64
  }

  /// - Throws: `WarehouseError.collision` where two values have one id.
  static func read(_ ids: Ids, from warehouse: Warehouse) async throws -> FirstIdentities {
    var first = FirstIdentities(new: try await NewValues.read(ids, from: warehouse))
    try first.take(names: try await warehouse.run("read_names"))
    try first.take(contacts: try await warehouse.run("read_contact_claims"))
    return first
  }

  private init(new: NewValues) { self.new = new }

  private mutating func take(names: QueryResult) throws {
    let kinds: [IdentityKind] = [.customerNumber, .login, .email, .phone]
    var site: Int64?
    var part = Part()
    var records: Set<RecordKey> = []
    var isTwice = false
    for row in names {
      let rowSite: Int64 = try row.get(at: 1)
      if rowSite != site {
        if let site { parts[site] = part }
        site = rowSite
        part = parts.removeValue(forKey: rowSite) ?? Part()
      }
      let at = try row.instant(at: 5)
      let key = RecordKey(generation: try row.get(at: 3), position: try row.get(at: 4))
      var claims: [Claim?] = []
      for (index, kind) in kinds.enumerated() {
        let value: String? = try row.get(at: 6 + index)
        let retiredAt = kind == .customerNumber ? try row.optionalInstant(at: 10) : nil
        claims.append(try value.flatMap { try claim(kind, $0, at, retiredAt, rowSite, &part) })
      }
      // A version that holds again has the place of the file that told it.
      isTwice = !records.insert(key).inserted || isTwice
      part.tie(claims.compactMap(\.self), rule: .ledger, at: at, key.generation, key.position)
      let id: Int64 = try row.get(at: 0)
      let asOf = try row.instant(at: 2)
      if part.rows[id].map({ $0.asOf < asOf }) ?? true {
        part.rows[id] = Row(
          asOf: asOf, at: at, number: claims[0]?.id, login: claims[1]?.id, email: claims[2]?.id)
      }
    }
    if let site { parts[site] = part }
    if isTwice { for site in parts.keys { parts[site]?.dropRepeatedEvidence() } }
  }
  private mutating func take(contacts: QueryResult) throws {
    struct Record: Equatable {
      var site: Int64
      var generation: Int64
      var position: Int64
      var rule: Int16
    }
    var record: Record?
    var claims: [Claim] = []
    var at: Instant?
    func tie(_ parts: inout [Int64: Part]) {
      // Mail whose sender is not proved ties nothing.
      guard let record, let at, let rule = Evidence.Rule(rawValue: record.rule) else { return }
      parts[record.site]?.tie(claims, rule: rule, at: at, record.generation, record.position)
    }
    for row in contacts {
      let next = Record(
        site: try row.get("site"), generation: try row.get("generation"),
        position: try row.get("position"), rule: try row.get("rule"))
      if next != record {
        tie(&parts)
        (record, claims, at) = (next, [], nil)
      }
      let time = try row.instant("at")
      at = min(at ?? time, time)
      guard let kind = IdentityKind(rawValue: try row.get("kind")) else { continue }
      var part = parts.removeValue(forKey: next.site) ?? Part()
      if let found = try claim(kind, try row.get("value"), time, nil, next.site, &part) {
        claims.append(found)
      }
      parts[next.site] = part
    }
    tie(&parts)
  }

  /// Takes a value that a record names; nil where it names nobody.
  private mutating func claim(
    _ kind: IdentityKind, _ value: String, _ at: Instant, _ retiredAt: Instant?, _ site: Int64,
    _ part: inout Part
  ) throws -> Claim? {
    let id = new.id(kind, value, site: site)
    if let place = part.places[id] {
      guard part.arrivals[place].value == value, part.arrivals[place].node.kind == kind else {
        throw WarehouseError.collision(table: "identity_node")
      }
      part.arrivals[place].widen(at, retiredAt)
      return Claim(kind: kind, id: id)
    }
    if part.nobody.contains(id) { return nil }
    guard case .node(_, let isRole) = judge(kind, value, id, site) else {
      part.nobody.insert(id)
      return nil
    }
    part.places[id] = part.arrivals.count
    part.arrivals.append(
      ArrivedIdentity(
        node: IdentityNode(
          id: id, kind: kind, firstSeen: at, isRole: isRole, retiredAt: retiredAt),
        value: value, lastSeen: at))
    return Claim(kind: kind, id: id)
  }

  private mutating func judge(
    _ kind: IdentityKind, _ value: String, _ id: Int64, _ site: Int64
  ) -> NewValue {
    let judged = new.judge(kind, value, id: id, site: site)
    if case .erased = judged { hasErased = true }
    return judged
  }
}

extension ArrivedIdentity {
  fileprivate mutating func widen(_ at: Instant, _ retiredAt: Instant?) {
    node.firstSeen = min(node.firstSeen, at)
    lastSeen = max(lastSeen, at)
    if let retiredAt { node.retiredAt = max(node.retiredAt ?? retiredAt, retiredAt) }
  }
}

extension FirstIdentities.Part {
  /// The strongest value of a record is tied to its others.
  fileprivate mutating func tie(
    _ claims: [FirstIdentities.Claim], rule: Evidence.Rule, at: Instant, _ generation: Int64,
    _ position: Int64
  ) {
    let strongest = claims.min { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
    guard claims.count > 1, let strongest else { return }
    for claim in claims where claim.id != strongest.id {
      evidence.append(
        Evidence(
          strongest.id, claim.id, rule: rule, at: at, generation: generation, position: position))
    }
  }

  /// Of evidence that one record gives several times, only the earliest is left.
  fileprivate mutating func dropRepeatedEvidence() {
    var earliest: [Evidence: Instant] = [:]
    for record in evidence {
      var key = record
      key.at = .earliest
      earliest[key] = min(earliest[key] ?? record.at, record.at)
    }
    evidence = earliest.map { key, at in
      var record = key
      record.at = at
      return record
    }
  }
}
