import Clickstream
import Identity

/// Names for the nodes of a test: `email("alice")` is the same node wherever it is asked for.
struct Cast {
  static let key = SipHash.Key(1, 2)
  static let start = Instant(seconds: 1_767_225_600)
  private(set) var nodes: [Int64: IdentityNode] = [:]
  private(set) var evidence: [Evidence] = []

  /// The node, first seen `day` days after the start, or earlier if it was asked for before.
  @discardableResult
  mutating func node(
    _ kind: IdentityKind, _ value: String, day: Int = 0, realm: Int64 = 1, isRole: Bool = false,
    retired: Int? = nil
  ) -> Int64 {
    var hash = SipHash(key: Self.key)
    hash.combine(UInt64(bitPattern: realm))
    hash.combine(text: "\(kind) \(value)")
    let id = hash.finishSigned()
    let seen = Self.day(day)
    var node =
      nodes[id] ?? IdentityNode(id: id, kind: kind, firstSeen: seen, isRole: isRole)
    node.firstSeen = min(node.firstSeen, seen)
    if let retired { node.retiredAt = Self.day(retired) }
    nodes[id] = node
    return id
  }

  mutating func link(_ a: Int64, _ b: Int64, _ rule: Evidence.Rule, day: Int = 0) {
    evidence.append(
      Evidence(a, b, rule: rule, at: Self.day(day), position: Int64(evidence.count)))
  }

  static func day(_ day: Int) -> Instant { start.advanced(bySeconds: Int64(day) * 86_400) }

  func graph(apart: [(Int64, Int64)] = []) -> IdentityGraph {
    IdentityGraph(nodes: Array(nodes.values), evidence: evidence, apart: apart)
  }

  func resolved(apart: [(Int64, Int64)] = []) -> IdentityResolution {
    graph(apart: apart).resolved()
  }
}

extension IdentityResolution {
  /// The person that a node belongs to.
  func person(of node: Int64) -> Int64? {
    persons.first { $0.members.contains(node) }?.id
      ?? attachments.first { $0.node == node }?.person
  }

  func state(of node: Int64) -> Attachment.State? {
    attachments.first { $0.node == node }?.state
  }

  var reasons: [Conflict.Reason] { conflicts.map(\.reason) }
}
