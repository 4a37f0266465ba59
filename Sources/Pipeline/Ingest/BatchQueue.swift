import Clickstream
import Warehouse

/// Batches on their way into the database: two at most, so that one is finished while the next is
/// sent.
///
/// They may be of different streams.
struct BatchQueue {
  let session: LoadingSession
  /// The clock of the batches to come.
  var now: Instant
  /// What was committed so far.
  private(set) var committed = StreamLoader.Result()
  /// Texts were refused since the last look: what was made of lines cannot be taken for stored.
  private var hasRefusedTexts = false
  /// Oldest first.
  private var inFlight: [BatchInFlight] = []

  init(session: LoadingSession, now: Instant) {
    self.session = session
    self.now = now
  }

  var isEmpty: Bool { inFlight.isEmpty }

  /// Commits a batch beside the making of the next one.
  ///
  /// It is not cancelled with this task: what is in hand is finished.
  mutating func launch(_ batch: StreamBatch) async throws {
    var sealed = batch
    sealed.seal()
    if inFlight.count == 2 { try await finishOldest() }
    let (session, now, ready, previous) = (session, now, sealed, inFlight.last)
    // Told here, for tasks need not begin in the order in which they were made.
    let slot = previous.map { 1 - $0.slot } ?? 0
    let sent = Latch()
    let task = Task {
      try await session.load(ready, now: now, in: slot, sent: sent, after: previous)
    }
    inFlight.append(BatchInFlight(result: task, sent: sent, slot: slot))
    session.metrics.sent(ready, inFlight: inFlight.count)
  }

  /// Waits until everything is committed; after an error nothing is on its way.
  mutating func finish() async throws {
    while !inFlight.isEmpty { try await finishOldest() }
  }

  /// Whether texts were refused since this was asked last.
  mutating func takeRefusal() -> Bool {
    defer { hasRefusedTexts = false }
    return hasRefusedTexts
  }

  private mutating func finishOldest() async throws {
    let oldest = inFlight.removeFirst()
    defer { session.metrics.queue(inFlight.count) }
    switch await oldest.result.result {
    case .success(let result):
      committed.events += result.events
      committed.contacts += result.contacts
      committed.rejected += result.rejected
      committed.erased += result.erased
      hasRefusedTexts = hasRefusedTexts || result.hasRefusedTexts
    case .failure(let error):
      for batch in inFlight { _ = await batch.result.result }
      inFlight.removeAll()
      throw error
    }
  }
}
