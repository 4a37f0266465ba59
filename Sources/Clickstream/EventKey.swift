/// What identifies and orders an event: `(visitor, at, generation, position)`.
package struct EventKey: Hashable, Comparable, Sendable {
  /// Keyed hash of site, address, agent and the period's salt.
  package var visitor: Int64
  package var at: Instant
  /// Content id of the stream that the event was read from.
  package var generation: Int64
  /// Byte offset of its line in the uncompressed stream.
  package var position: Int64

  package init(visitor: Int64, at: Instant, generation: Int64, position: Int64) {
    self.visitor = visitor
    self.at = at
    self.generation = generation
    self.position = position
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.visitor, left.at.microseconds, left.generation, left.position)
      < (right.visitor, right.at.microseconds, right.generation, right.position)
  }
}
