package import Clickstream

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

/// How an input stood when its owner last said so.
package struct SourceStanding: Equatable, Sendable {
  /// When its owner began, and when that was said.
  package var since, seen: Instant
  package var lastLine: Instant?
  /// What was wrong; empty where nothing was.
  package var error: String

  package init(since: Instant, seen: Instant, lastLine: Instant?, error: String) {
    self.since = since
    self.seen = seen
    self.lastLine = lastLine
    self.error = error
  }
}

/// How taking an input over ended.
package enum SourceClaim: Equatable, Sendable {
  /// With how its last owner left it; nil where it never had one that said so.
  case taken(SourceLease, left: SourceStanding?)
  /// Another daemon is at work on it: host and process.
  case held(owner: String)
}
