internal import Foundation
import Logging
import ServiceLifecycle
import Synchronization
internal import UnixSignals

/// The wish of the system, or of Ctrl-C, that the daemon ends: heard from the moment that this is
/// made, also while the daemon is still starting.
final class EndSignals: Service {
  private let signals: UnixSignalsSequence
  private let patience = Mutex(Duration.seconds(10))

  init() async { signals = await UnixSignalsSequence(trapping: .sigterm, .sigint) }

  /// How long the end may take, after which the process goes: nothing is half stored then either.
  func allow(_ patience: Duration) { self.patience.withLock { $0 = patience } }

  /// Returns at the first signal, or when the service ends for another reason.
  func run() async throws {
    for await _ in signals.cancelOnGracefulShutdown() {
      // Gone by then, which takes a moment too.
      let patience = patience.withLock { $0 } - .milliseconds(500)
      Task.detached { () async throws -> Void in
        try await Task.sleep(for: patience)
        Terminal.complain("footfall: the end took too long; what was committed stays\n")
        Foundation.exit(Failure.failed)
      }
      Task.detached {
        for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
          Terminal.complain("footfall: told to end at once; what was committed stays\n")
          Foundation.exit(Failure.failed)
        }
      }
      return
    }
  }
}
