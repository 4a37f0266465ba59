/// The right of a daemon to write what an input brings, until another one takes it over.
package struct SourceLease: Equatable, Sendable {
  /// Keyed hash of host and path; also the number of the advisory lock.
  package let id: Int64
  package let epoch: Int64
  /// For people.
  package let name: String
  /// No daemon ever said how the input stands: what is there was there before it was followed.
  package let isNew: Bool

  package init(id: Int64, epoch: Int64, name: String, isNew: Bool) {
    self.id = id
    self.epoch = epoch
    self.name = name
    self.isNew = isNew
  }
}

/// How taking an input over ended.
package enum SourceClaim: Equatable, Sendable {
  case taken(SourceLease)
  /// Another daemon is at work on it: host and process.
  case held(owner: String)
}
