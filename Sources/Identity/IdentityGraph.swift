/// The identity graph: nodes, the evidence between them, and what staff holds apart.
///
/// Persons are derived from evidence by taking the strongest first: what would break a rule is set
/// aside, so the weakest link between two that cannot be one gives way, and nobody is guessed. A
/// part of the graph that no evidence links to the rest may be resolved alone.
package struct IdentityGraph: Sendable {
  package var nodes: [IdentityNode]
  /// Evidence that staff did not void.
  ///
  /// Both ends are among `nodes`.
  package var evidence: [Evidence]
  /// Pairs of nodes that staff says are two persons.
  package var apart: [(Int64, Int64)]
  package var limits: IdentityLimits

  package init(
    nodes: [IdentityNode], evidence: [Evidence], apart: [(Int64, Int64)] = [],
    limits: IdentityLimits = IdentityLimits()
  ) {
    self.nodes = nodes
    self.evidence = evidence
    self.apart = apart
    self.limits = limits
  }

  /// Who is who.
  ///
  /// Time near-linear in nodes and evidence. Evidence with a node that is not there, and between a
  /// node and itself, says nothing.
  package func resolved() -> IdentityResolution {
    var resolver = IdentityResolver(nodes: nodes, apart: apart, limits: limits)
    for record in evidence.sorted() { resolver.take(record) }
    return resolver.finish()
  }
}
