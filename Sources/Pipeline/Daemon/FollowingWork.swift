import Clickstream
import Enrichment

/// What all files of a daemon share while they are read, one after the other.
final class FollowingWork {
  let session: LoadingSession
  let topics: Topics
  let batches: BatchSize
  var enricher: Enricher
  var queue: BatchQueue
  var room = LineRoom()

  init(
    session: LoadingSession, topics: Topics, batches: BatchSize, enricher: Enricher, now: Instant
  ) {
    self.session = session
    self.topics = topics
    self.batches = batches
    self.enricher = enricher
    queue = BatchQueue(session: session, now: now)
  }

  /// After a failed batch nothing can be taken for stored.
  func forget() { enricher.forgetStored() }
}
