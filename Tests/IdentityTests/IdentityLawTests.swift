import Clickstream
import Identity
import Support
import Testing

@Suite("The law of identity")
struct IdentityLawTests {
  @Test("T11: shuffled evidence gives the same persons", arguments: UInt64(1)...200)
  func order(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var graph = randomGraph(using: &random)
    let expected = graph.resolved()
    graph.nodes.shuffle(using: &random)
    graph.evidence.shuffle(using: &random)
    graph.apart.shuffle(using: &random)
    #expect(graph.resolved() == expected)
  }

  @Test("T10: evidence told twice changes nothing", arguments: UInt64(1)...60)
  func twice(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var graph = randomGraph(using: &random)
    let expected = graph.resolved()
    graph.evidence += graph.evidence
    #expect(graph.resolved() == expected)
  }

  @Test("what no evidence links may be resolved alone", arguments: UInt64(1)...100)
  func parts(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let graph = randomGraph(using: &random)
    let whole = graph.resolved()
    var persons: [IdentityResolution.Person] = []
    var attachments: [IdentityResolution.Attachment] = []
    var conflicts: [IdentityResolution.Conflict] = []
    for part in linkedParts(of: graph) {
      let result = part.resolved()
      persons += result.persons
      attachments += result.attachments
      conflicts += result.conflicts
    }
    #expect(persons.sorted { $0.id < $1.id } == whole.persons)
    #expect(attachments.sorted { $0.node < $1.node } == whole.attachments)
    #expect(conflicts.sorted { $0.evidence < $1.evidence } == whole.conflicts)
  }

  @Test("persons hold what rules demand of them", arguments: UInt64(1)...200)
  func invariants(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let graph = randomGraph(using: &random)
    let result = graph.resolved()
    let nodes = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.id, $0) })
    var place: [Int64: Int64] = [:]
    for person in result.persons {
      #expect(person.members.contains(person.id))
      #expect(person.members.count <= graph.limits.nodes)
      for kind in [IdentityKind.customerNumber, .login] {
        #expect(person.members.count { nodes[$0]?.kind == kind } <= 1)
      }
      #expect(!person.isOrganisation || person.members.count == 1)
      for member in person.members { #expect(place.updateValue(person.id, forKey: member) == nil) }
    }
    for (a, b) in graph.apart where a != b {
      guard nodes[a]?.kind.joins == true, nodes[b]?.kind.joins == true else { continue }
      #expect(place[a] != place[b])
    }
    #expect(place.count + result.attachments.count == nodes.count)
    // Evidence between two that may be joined either joined them or is a conflict.
    let conflicting = Set(result.conflicts.map { [$0.evidence.a, $0.evidence.b] })
    for record in graph.evidence where record.a != record.b {
      guard let a = nodes[record.a], let b = nodes[record.b], a.kind.joins, b.kind.joins, !a.isRole,
        !b.isRole
      else { continue }
      #expect(place[a.id] == place[b.id] || conflicting.contains([a.id, b.id]))
    }
  }

  @Test("T21: a chain of a million nodes needs no stack")
  func longChain() {
    let count = 1_000_000
    let nodes = (0..<count).map {
      IdentityNode(id: Int64($0), kind: .email, firstSeen: Instant(seconds: Int64($0)))
    }
    let links = (1..<count).map {
      Evidence(Int64($0 - 1), Int64($0), rule: .ledger, at: Instant(seconds: Int64($0)))
    }
    var graph = IdentityGraph(nodes: nodes, evidence: links)
    graph.limits.nodes = count
    graph.limits.addressesAYear = count
    #expect(graph.resolved().persons.map(\.members.count) == [count])
  }
}

/// A few dozen nodes of all kinds and links of all rules: dense enough for every rule to be met.
private func randomGraph(using random: inout SplitMix64) -> IdentityGraph {
  let kinds = IdentityKind.allCases
  let rules = Evidence.Rule.allCases
  let nodes = (0..<Int.random(in: 2...60, using: &random)).map { index in
    IdentityNode(
      id: Int64(index) &* 0x9e37_79b9, kind: kinds[Int.random(in: kinds.indices, using: &random)],
      firstSeen: Cast.day(Int.random(in: 0...400, using: &random)),
      isRole: Int.random(in: 0...19, using: &random) == 0,
      retiredAt: Int.random(in: 0...19, using: &random) == 0 ? Cast.day(200) : nil)
  }.map { node in
    var node = node
    node.isRole = node.isRole && node.kind == .email
    return node
  }
  let evidence = (0..<Int.random(in: 0...120, using: &random)).map { index in
    Evidence(
      nodes[Int.random(in: nodes.indices, using: &random)].id,
      nodes[Int.random(in: nodes.indices, using: &random)].id,
      rule: rules[Int.random(in: rules.indices, using: &random)],
      at: Cast.day(Int.random(in: 0...400, using: &random)), position: Int64(index))
  }
  let apart = (0..<Int.random(in: 0...3, using: &random)).map { _ in
    (
      nodes[Int.random(in: nodes.indices, using: &random)].id,
      nodes[Int.random(in: nodes.indices, using: &random)].id
    )
  }
  var graph = IdentityGraph(nodes: nodes, evidence: evidence, apart: apart)
  graph.limits.nodes = Int.random(in: 3...20, using: &random)
  graph.limits.addressesAYear = Int.random(in: 1...5, using: &random)
  graph.limits.cookiesAWeek = Int.random(in: 1...3, using: &random)
  return graph
}

/// The graph cut where no evidence holds it together.
private func linkedParts(of graph: IdentityGraph) -> [IdentityGraph] {
  var part = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.id, $0.id) })
  for record in graph.evidence {
    guard let old = part[record.a], let new = part[record.b] else { continue }
    for (node, name) in part where name == old { part[node] = new }
  }
  return Set(part.values).map { name in
    var result = graph
    result.nodes = graph.nodes.filter { part[$0.id] == name }
    result.evidence = graph.evidence.filter { part[$0.a] == name }
    return result
  }
}
