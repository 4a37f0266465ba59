package import Clickstream
package import PostgreSQL

/// Whether a daemon that holds an input is at work on it, or was stopped or hangs and only holds it.
package struct SourcePresence: Equatable, Sendable {
  /// How often a daemon says at least how its inputs stand.
  package static let heartbeat = Duration.seconds(30)
  /// Seconds without a word after which a daemon is not believed: a few heartbeats, and as long as
  /// finding the streams of very large files may take.
  ///
  /// The word bears the daemon's clock: hosts whose clocks differ by more are told apart wrongly.
  package static let patience: Int64 = 120

  /// A daemon holds the lock of the input.
  package let isHeld: Bool
  /// When its daemon last said how it stands, or took it over; nil: never.
  package let seen: Instant?

  package init(isHeld: Bool, seen: Instant?) {
    self.isHeld = isHeld
    self.seen = seen
  }

  /// - Parameter row: has the columns `is_followed`, `seen_at` and `owned_at`.
  package init(_ row: Row) throws {
    // What the last owner said long ago says nothing of one that has just begun.
    let told = [try row.optionalInstant("seen_at"), try row.optionalInstant("owned_at")]
    self.init(isHeld: try row.get("is_followed"), seen: told.compactMap(\.self).max())
  }

  /// Whether the daemon that holds it has been silent for too long.
  package func isUnanswered(at now: Instant) -> Bool {
    isHeld && seen.map { now.seconds - $0.seconds > Self.patience } ?? true
  }
}
