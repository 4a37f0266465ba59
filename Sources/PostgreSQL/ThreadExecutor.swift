internal import Dispatch
internal import Glibc
internal import Synchronization

/// An executor that runs an actor on a thread of its own.
///
/// libpq blocks; its calls must not sit on the cooperative pool, where two of them would stop the
/// whole program on a machine with two cores. Dispatch's queues share that pool's threads on Linux.
final class ThreadExecutor: SerialExecutor {
  private let inbox = Inbox()

  init() {
    inbox.startThread()
  }

  deinit { inbox.close() }

  func enqueue(_ job: consuming ExecutorJob) {
    inbox.put(UnownedJob(job), for: self)
  }
}

/// The jobs that wait for a thread, and the thread's way of working through them.
private final class Inbox: Sendable {
  private struct Entry {
    let job: UnownedJob
    /// Held until the job is done: its actor may let go of the executor meanwhile.
    let executor: ThreadExecutor
  }

  private struct State {
    var entries: [Entry] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)

  func put(_ job: UnownedJob, for executor: ThreadExecutor) {
    state.withLock { $0.entries.append(Entry(job: job, executor: executor)) }
    arrivals.signal()
  }

  /// Lets the thread end.
  func close() {
    state.withLock { $0.isClosed = true }
    arrivals.signal()
  }

  func startThread() {
    var thread = pthread_t()
    let this = unsafe Unmanaged.passRetained(self)
    let code = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Inbox>.fromOpaque(argument).takeRetainedValue().work()
        return nil
      }, this.toOpaque())
    precondition(code == 0, "the system gives no more threads")
    pthread_detach(thread)
  }

  private func work() {
    while true {
      arrivals.wait()
      let next = state.withLock { state in
        state.entries.isEmpty ? nil : state.entries.removeFirst()
      }
      if let next {
        unsafe next.job.runSynchronously(on: next.executor.asUnownedSerialExecutor())
      } else if state.withLock({ $0.isClosed }) {
        return
      }
    }
  }
}
