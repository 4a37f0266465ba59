import Dispatch

/// An executor that runs an actor on a serial queue of its own.
///
/// libpq blocks; its calls must not sit on the cooperative pool, where two of them would stop the
/// whole program on a machine with two cores.
final class SerialQueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) {
    queue = DispatchQueue(label: label)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedSerialExecutor()
    queue.async { unsafe job.runSynchronously(on: executor) }
  }
}
