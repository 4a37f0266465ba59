import Clickstream

/// Takes evidence, strongest first, and joins what it may.
struct IdentityResolver {
  let nodes: [IdentityNode]
  let limits: IdentityLimits
  private(set) var sets: DisjointSets
  private(set) var conflicts: [IdentityResolution.Conflict] = []
  private(set) var quarantined: Set<Int32> = []
  /// Evidence that attaches a node which joins nobody.
  private(set) var attaching: [Attaching] = []
  private let indexes: [Int64: Int32]
  /// Nodes that staff holds apart from a node.
  private let apart: [Int32: [Int32]]
  /// Of each representative: its customer number and its login, or -1.
  private var exclusive: [[Int32]]
  private var refused: Set<Pair> = []

  struct Attaching {
    var node: Int32
    var other: Int32
    var evidence: Evidence
  }

  private struct Pair: Hashable {
    var a: Int64
    var b: Int64
  }

  private static let exclusiveKinds = IdentityKind.allCases.filter(\.isExclusive)

  init(nodes: [IdentityNode], apart: [(Int64, Int64)], limits: IdentityLimits) {
    let nodes = nodes.sorted { $0.id < $1.id }
    self.nodes = nodes
    self.limits = limits
    var indexes = [Int64: Int32](minimumCapacity: nodes.count)
    for (index, node) in nodes.enumerated() { indexes[node.id] = Int32(index) }
    self.indexes = indexes
    var partners: [Int32: [Int32]] = [:]
    for (left, right) in apart {
      guard let a = indexes[left], let b = indexes[right], a != b else { continue }
      partners[a, default: []].append(b)
      partners[b, default: []].append(a)
    }
    self.apart = partners
    sets = DisjointSets(count: nodes.count)
    exclusive = Self.exclusiveKinds.map { kind in
      nodes.enumerated().map { $1.kind == kind ? Int32($0) : -1 }
    }
  }

  mutating func take(_ record: Evidence) {
    guard let a = indexes[record.a], let b = indexes[record.b], a != b else { return }
    let (left, right) = (nodes[Int(a)], nodes[Int(b)])
    if [left, right].contains(where: { $0.retiredAt.map { $0 < record.at } ?? false }) {
      refuse(record, .retired)
    } else if left.kind.joins, right.kind.joins {
      join(a, b, by: record)
    } else if left.kind.joins {
      attaching.append(Attaching(node: b, other: a, evidence: record))
    } else {
      attaching.append(Attaching(node: a, other: b, evidence: record))
      // Between two that join nobody, either may lead to a person.
      if !right.kind.joins {
        attaching.append(Attaching(node: b, other: a, evidence: record))
      }
    }
  }

  /// Joins what two nodes name, unless a rule forbids it.
  private mutating func join(_ a: Int32, _ b: Int32, by record: Evidence) {
    guard !nodes[Int(a)].isRole, !nodes[Int(b)].isRole else { return }
    let (left, right) = (sets.root(of: a), sets.root(of: b))
    guard left != right else { return }
    if let reason = obstacle(left, right) {
      refuse(record, reason)
      if reason == .nodes { quarantined.formUnion([a, b]) }
      return
    }
    let root = sets.join(left, right)
    for kind in exclusive.indices {
      exclusive[kind][Int(root)] = max(exclusive[kind][Int(left)], exclusive[kind][Int(right)])
    }
  }

  private func obstacle(_ left: Int32, _ right: Int32) -> IdentityResolution.Conflict.Reason? {
    if areApart(left, right) { return .apart }
    for values in exclusive where values[Int(left)] >= 0 && values[Int(right)] >= 0 {
      return .exclusive
    }
    if Int(sets.size[Int(left)] + sets.size[Int(right)]) > limits.nodes { return .nodes }
    return hasTooManyAddresses(left, right) ? .addresses : nil
  }

  private func areApart(_ left: Int32, _ right: Int32) -> Bool {
    guard !apart.isEmpty else { return false }
    var strangers: Set<Int32> = []
    sets.forEachMember(ofSetWith: left) { strangers.formUnion(apart[$0] ?? []) }
    guard !strangers.isEmpty else { return false }
    var found = false
    sets.forEachMember(ofSetWith: right) { if strangers.contains($0) { found = true } }
    return found
  }

  private func hasTooManyAddresses(_ left: Int32, _ right: Int32) -> Bool {
    guard Int(sets.size[Int(left)] + sets.size[Int(right)]) > limits.addressesAYear else {
      return false
    }
    var years: [Int: Int] = [:]
    for root in [left, right] {
      sets.forEachMember(ofSetWith: root) { member in
        let node = nodes[Int(member)]
        guard node.kind == .email else { return }
        years[node.firstSeen.utcDay.civil.year, default: 0] += 1
      }
    }
    return years.values.contains { $0 > limits.addressesAYear }
  }

  /// Notes evidence that was set aside, once for each pair.
  mutating func refuse(_ record: Evidence, _ reason: IdentityResolution.Conflict.Reason) {
    guard refused.insert(Pair(a: record.a, b: record.b)).inserted else { return }
    conflicts.append(.init(reason: reason, evidence: record))
  }

  mutating func root(of node: Int32) -> Int32 { sets.root(of: node) }
}

extension Instant {
  /// The day in UTC.
  var utcDay: Day {
    Day(number: Int32(truncatingIfNeeded: Int64(floorDividing: seconds, by: 86_400)))
  }
}
