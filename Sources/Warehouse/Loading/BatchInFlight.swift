import Synchronization

/// A batch on its way, for the one after it.
package struct BatchInFlight: Sendable {
  /// Ends when it is committed.
  package let result: Task<StreamLoader.Result, any Error>
  /// Opens when its events were sent, or it failed.
  package let sent: Latch
  /// Which of the two connections it uses; the batch after it uses the other.
  package let slot: Int

  package init(result: Task<StreamLoader.Result, any Error>, sent: Latch, slot: Int) {
    self.result = result
    self.slot = slot
    self.sent = sent
  }
}

/// Closed at first; whoever waits at it goes on once it is open, for good.
package final class Latch: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  package init() {}

  package func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  package func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}
