import Clickstream

extension IdentityResolver {
  /// The persons, and whose the rest is.
  mutating func finish() -> IdentityResolution {
    let ids = personIDs()
    let attachments = attached(ids)
    let persons = persons(ids)
    return IdentityResolution(
      persons: persons, attachments: attachments,
      conflicts: conflicts.sorted { $0.evidence < $1.evidence })
  }

  /// The id of the person of each representative: that of its first node.
  private mutating func personIDs() -> [Int32: Int64] {
    var first: [Int32: Int32] = [:]
    for index in nodes.indices where nodes[index].kind.joins {
      let root = root(of: Int32(index))
      if let other = first[root], !precedes(nodes[index], nodes[Int(other)]) { continue }
      first[root] = Int32(index)
    }
    return first.mapValues { nodes[Int($0)].id }
  }

  private func precedes(_ left: IdentityNode, _ right: IdentityNode) -> Bool {
    (left.firstSeen.microseconds, left.kind.rawValue, left.id)
      < (right.firstSeen.microseconds, right.kind.rawValue, right.id)
  }

  private mutating func persons(_ ids: [Int32: Int64]) -> [IdentityResolution.Person] {
    let quarantinedRoots = Set(quarantined.map { root(of: $0) })
    return ids.map { root, id in
      var members: [Int64] = []
      sets.forEachMember(ofSetWith: root) { members.append(nodes[Int($0)].id) }
      return IdentityResolution.Person(
        id: id, members: members.sorted(), isOrganisation: nodes[Int(root)].isRole,
        isQuarantined: quarantinedRoots.contains(root))
    }.sorted { $0.id < $1.id }
  }

  /// Whose the nodes are that join nobody.
  private mutating func attached(_ ids: [Int32: Int64]) -> [IdentityResolution.Attachment] {
    var owners: [Int32: [Owner]] = [:]
    for item in attaching where nodes[Int(item.other)].kind.joins {
      guard let person = ids[root(of: item.other)] else { continue }
      note(Owner(person: person, evidence: item.evidence), of: item.node, in: &owners)
    }
    // A link that was mailed to one person tells whose a browser is that nobody else has claimed.
    let issued = owners.filter { $0.value.count == 1 }
    let claimed = Set(owners.keys)
    for item in attaching
    where !nodes[Int(item.other)].kind.joins && !claimed.contains(item.node) {
      guard let owner = issued[item.other]?.first else { continue }
      note(Owner(person: owner.person, evidence: item.evidence), of: item.node, in: &owners)
    }
    let excess = excessive(owners)
    return nodes.indices.compactMap { index in
      let node = nodes[index]
      guard !node.kind.joins else { return nil }
      let claims = owners[Int32(index)] ?? []
      if claims.count > 1 {
        if node.kind == .cookie { refuse(claims[1].evidence, .sharedDevice) }
        return .init(node: node.id, state: .shared, person: nil)
      }
      guard let owner = claims.first else {
        return .init(node: node.id, state: .unowned, person: nil)
      }
      if excess.contains(Int32(index)) {
        refuse(owner.evidence, .devices)
        return .init(node: node.id, state: .excessive, person: nil)
      }
      return .init(node: node.id, state: .sole, person: owner.person)
    }
  }

  private struct Owner {
    var person: Int64
    /// The first and strongest that names the person.
    var evidence: Evidence
  }

  private func note(_ owner: Owner, of node: Int32, in owners: inout [Int32: [Owner]]) {
    if owners[node, default: []].contains(where: { $0.person == owner.person }) { return }
    owners[node, default: []].append(owner)
  }

  /// Cookies of persons who have too many new ones in a week.
  private func excessive(_ owners: [Int32: [Owner]]) -> Set<Int32> {
    limits.excessive(
      owners.compactMap { node, claims -> IdentityLimits.Device<Int32>? in
        guard claims.count == 1, nodes[Int(node)].kind == .cookie else { return nil }
        return .init(
          id: node, person: claims[0].person, firstSeen: nodes[Int(node)].firstSeen)
      })
  }
}
